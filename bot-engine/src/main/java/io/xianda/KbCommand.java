package io.xianda;

import io.xianda.curating.ItemQuery;
import io.xianda.curating.Operator;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.exchange.FileFormat;
import io.xianda.exchange.ImportOutcome;
import io.xianda.exchange.ReadRows;
import io.xianda.exchange.Report;
import io.xianda.exchange.Rows;
import io.xianda.exchange.UnusableFileException;
import io.xianda.exchange.WriteTemplate;
import io.xianda.storage.StartupException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code bin/xianda kb}: the knowledge base to and from files, beside a running service or without
 * one. It exits with 0 when it is done, 1 when the file has problems, and 2 when nothing can be
 * done at all.
 */
@Command(
    name = "kb",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Imports, exports and checks the knowledge base.")
public final class KbCommand {

  private static final int DONE = 0;
  private static final int PROBLEMS = 1;
  private static final int UNUSABLE = 2;

  private static final ResourceBundle TEXTS = ResourceBundle.getBundle("io.xianda.kb", Locale.ROOT);

  /** Starts the command line. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new KbCommand())
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          command.getErr().println("xianda: " + oneLine(failure));
          return UNUSABLE;
        })
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static String oneLine(Exception failure) {
    Throwable cause = failure;
    boolean known = failure instanceof StartupException || failure instanceof UnusableFileException;
    while (!known && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return (message == null ? cause.toString() : message).replaceAll("\\s+", " ").strip();
  }

  /** Which base. */
  static final class Base {

    @Option(names = "--data-dir", description = "Where the database is kept (default: ~/.xianda).")
    private Path dataDir = Path.of(System.getProperty("user.home"), ".xianda");

    @Option(
        names = "--db-url",
        defaultValue = "${env:XIANDA_DB_URL}",
        description =
            "JDBC URL of an existing PostgreSQL 15 or later; also XIANDA_DB_URL. Default: the one in --data-dir.")
    private @Nullable String dbUrl;

    KnowledgeDatabase open() {
      return dbUrl == null || dbUrl.isBlank()
          ? KnowledgeDatabase.in(dataDir)
          : KnowledgeDatabase.at(dbUrl);
    }
  }

  @Command(name = "import", description = "Imports a file, all of it or nothing.")
  int importFile(
      @Mixin Base base,
      @Parameters(paramLabel = "FILE", description = ".xlsx, .csv or .jsonl") Path file,
      @Option(names = "--dry-run", description = "Only tell what would change.") boolean dryRun,
      @Option(names = "--publish", description = "Publish rows that name no state.")
          boolean publish,
      @Option(
              names = "--as",
              paramLabel = "NAME",
              defaultValue = "kb-command",
              description = "Whose name stands in the audit (default: ${DEFAULT-VALUE}).")
          String operator) {
    Rows rows = read(file);
    try (KnowledgeDatabase database = base.open()) {
      if (dryRun) {
        return told(database.dryRun().run(rows, publish), "would");
      }
      ImportOutcome outcome =
          database.importEntries().run(UUID.randomUUID(), new Operator(operator), rows, publish);
      return switch (outcome) {
        case ImportOutcome.Done done -> told(done.report(), "done");
        case ImportOutcome.Refused refused -> told(refused.report(), "refused");
        case ImportOutcome.Busy _, ImportOutcome.Repeated _, ImportOutcome.RequestReused _ ->
            unusable(TEXTS.getString("busy"));
      };
    }
  }

  @Command(name = "check", description = "Tells all that is wrong with a file; changes nothing.")
  int check(
      @Mixin Base base,
      @Parameters(paramLabel = "FILE", description = ".xlsx, .csv or .jsonl") Path file,
      @Option(names = "--publish", description = "As if rows that name no state were published.")
          boolean publish) {
    Rows rows = read(file);
    try (KnowledgeDatabase database = base.open()) {
      return told(database.dryRun().run(rows, publish), "would");
    }
  }

  @Command(name = "export", description = "Writes all entries to a file.")
  int export(
      @Mixin Base base,
      @Parameters(paramLabel = "FILE", description = ".xlsx, .csv or .jsonl") Path file,
      @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: by the name.")
          @Nullable FileFormat format,
      @Option(names = "--template", description = "Only headers and an example.") boolean template)
      throws IOException {
    FileFormat wanted =
        Optional.ofNullable(format).orElseGet(() -> new ReadRows(zone()).format(file));
    if (template) {
      write(file, out -> new WriteTemplate(zone()).write(wanted, out));
      return DONE;
    }
    try (KnowledgeDatabase database = base.open()) {
      write(
          file,
          out -> {
            long written = database.exportEntries().write(ItemQuery.all(), wanted, zone(), out);
            System.out.println(say("exported", written));
          });
    }
    return DONE;
  }

  /** Writes a file. */
  @FunctionalInterface
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** What stood there before is replaced when all is written, and else stays. */
  private static void write(Path file, Writing writing) {
    Path target = file.toAbsolutePath();
    try {
      Path parent = target.getParent();
      Path unfinished = Files.createTempFile(parent, "kb-", ".part");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
          writing.to(out);
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new StartupException(say("unwritable", file), e);
    }
  }

  private static Rows read(Path file) {
    var read = new ReadRows(zone());
    return read.read(file, read.format(file));
  }

  private static ZoneId zone() {
    return DialogueSettings.defaults().zone();
  }

  private static int told(Report report, String outcome) {
    report.notices().forEach(System.out::println);
    report.problems().forEach(System.out::println);
    more(report.moreProblems());
    report.hints().forEach(hint -> System.out.println(say("hint", hint)));
    more(report.moreHints());
    System.out.println(
        say(
            outcome,
            report.created(),
            report.changed(),
            report.unchanged(),
            report.published(),
            report.problems().size() + report.moreProblems(),
            report.hints().size() + report.moreHints()));
    return report.isSound() ? DONE : PROBLEMS;
  }

  private static void more(int more) {
    if (more > 0) {
      System.out.println(say("more", more));
    }
  }

  private static String say(String key, Object... parameters) {
    Object[] words = Arrays.stream(parameters).map(String::valueOf).toArray();
    return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(words);
  }

  private static int unusable(String line) {
    System.err.println("xianda: " + line);
    return UNUSABLE;
  }
}
