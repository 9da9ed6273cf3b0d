package io.xianda.eval;

import io.xianda.eval.dialogues.Catchwords;
import io.xianda.eval.dialogues.ChannelExchange;
import io.xianda.eval.dialogues.Judged;
import io.xianda.eval.dialogues.RunSuite;
import io.xianda.eval.dialogues.ShopLine;
import io.xianda.eval.dialogues.Suite;
import io.xianda.eval.history.CaseResult;
import io.xianda.eval.history.CompareRuns;
import io.xianda.eval.history.CompareRuns.Difference;
import io.xianda.eval.history.GitCommit;
import io.xianda.eval.history.Run;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda eval all}: every shipped suite, against the runs before. */
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description = "Every suite of the project; keeps a history and compares with the last run.")
final class EvalAll extends Measurement {

  @Option(
      names = "--suites",
      defaultValue = "${sys:xianda.home:-.}/eval/suites",
      description = "Directory of *.yml (dialogues) and *.jsonl (messages).")
  private Path suites = Path.of("eval/suites");

  @Option(
      names = "--history",
      defaultValue = "${sys:xianda.home:-.}/eval/history.jsonl",
      description = "A line a run is added here; the cases of the last one stand beside it.")
  private Path history = Path.of("eval/history.jsonl");

  @Option(
      names = "--no-history",
      description = "Compares with the last run, and leaves no trace of this one.")
  private boolean withoutTrace;

  private final Clock clock = Clock.systemUTC();

  /** All suites, read and checked before anything slow begins. */
  private record Suites(
      Map<String, Suite> dialogues, Map<String, List<EvalMessages.Labelled>> messages) {}

  /** What came of a run. */
  private record Results(
      List<Judged> dialogues, Map<String, Map<String, Object>> suites, List<CaseResult> cases) {}

  @Override
  Map<String, Object> measure() throws IOException {
    IntentCatalog catalog = IntentCatalog.shipped();
    List<Entry> base = EntryFile.demoAsWritten();
    Suite.Known known = EvalDialogues.known(catalog, base);
    List<Path> files = files();
    Suites read = read(files, catalog, known);
    var keep = new KeepHistory(history);
    List<Run> runs = new ArrayList<>(keep.runs());
    List<CaseResult> before = keep.lastCases();
    Results results;
    String model;
    try (Engine engine = Engine.shipped(clock);
        var exchange = new ChannelExchange(engine::in, EvalDialogues.LANES)) {
      model = engine.model().version();
      results = hold(read, engine, exchange, Catchwords.of(catalog, base), known, catalog);
    }
    List<Difference> differences = CompareRuns.of(before, results.cases());
    Map<String, Object> metrics = EvalDialogues.metrics(results.dialogues());
    metrics.put("suites", results.suites());
    Run run =
        new Run(
            GitCommit.of(Path.of(System.getProperty("xianda.home", "."))),
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            model,
            Fingerprints.of(EntryFile.demo()),
            Fingerprints.ofFiles(files),
            numbers(metrics));
    runs.add(run);
    metrics.put("commit", run.commit());
    metrics.put("model", run.model());
    metrics.put("knowledge_base", run.knowledgeBase());
    metrics.put("data", run.data());
    metrics.put("differences", differences.stream().map(EvalAll::row).toList());
    differences.stream().filter(Difference::isAny).forEach(EvalAll::tell);
    if (!withoutTrace) {
      keep.add(run, results.cases());
    }
    DialogueReport.write(
        out().resolve("report.html"),
        "All suites",
        metrics,
        results.dialogues(),
        new RunHistory(runs, results.suites(), differences));
    return metrics;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(suites)) {
      throw new UnusableInput(suites + ": there is no such directory");
    }
    try (Stream<Path> all = Files.list(suites)) {
      List<Path> files =
          all.filter(file -> isDialogues(file) || isMessages(file)).sorted().toList();
      if (files.isEmpty()) {
        throw new UnusableInput(suites + ": no suite stands there");
      }
      return files;
    }
  }

  private static boolean isDialogues(Path file) {
    return file.toString().endsWith(".yml");
  }

  private static boolean isMessages(Path file) {
    return file.toString().endsWith(".jsonl");
  }

  private static Suites read(List<Path> files, IntentCatalog catalog, Suite.Known known) {
    Map<String, Suite> dialogues = new TreeMap<>();
    Map<String, List<EvalMessages.Labelled>> messages = new TreeMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
      if (isDialogues(file)) {
        dialogues.put(name, EvalDialogues.read(file, known));
      } else {
        messages.put(name, EvalMessages.read(file, catalog));
      }
    }
    messages.keySet().stream()
        .filter(dialogues::containsKey)
        .findFirst()
        .ifPresent(name -> {
          throw new UnusableInput("two suites are called " + name);
        });
    return new Suites(dialogues, messages);
  }

  private Results hold(
      Suites read,
      Engine engine,
      ShopLine.Exchange exchange,
      Catchwords catchwords,
      Suite.Known known,
      IntentCatalog catalog) {
    List<Judged> dialogues = new ArrayList<>();
    Map<String, Map<String, Object>> suiteMetrics = new LinkedHashMap<>();
    List<CaseResult> cases = new ArrayList<>();
    var runSuite = new RunSuite(exchange, catchwords, known.shoppers());
    read.dialogues()
        .forEach((name, suite) -> {
          List<Judged> judged = EvalDialogues.run(name, suite, runSuite);
          dialogues.addAll(judged);
          suiteMetrics.put(name, EvalDialogues.metrics(judged));
          judged.forEach(one -> cases.add(new CaseResult(name, one.dialogue().id(), one.passed())));
          writeLines(name + ".results.jsonl", judged.stream().map(DialogueRow::of).toList());
        });
    read.messages()
        .forEach((name, suite) -> {
          List<EvalMessages.Judged> judged;
          try (ProgressBar bar = progress(name, suite.size())) {
            judged = EvalMessages.judge(engine, suite, catalog, bar::step);
          }
          suiteMetrics.put(name, EvalMessages.metricsOf(judged, catalog));
          judged.forEach(one ->
              cases.add(
                  new CaseResult(
                      name,
                      Fingerprints.of(one.expected().text()),
                      one.verdict() == EvalMessages.Verdict.RIGHT)));
          writeLines(
              name + ".results.jsonl", judged.stream().map(EvalMessages::prediction).toList());
        });
    return new Results(dialogues, suiteMetrics, cases);
  }

  /** All figures, those of the suites with their names before them. */
  static Map<String, Double> numbers(Map<String, Object> metrics) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    metrics.forEach((name, value) -> {
      if (value instanceof Number number) {
        numbers.put(name, number.doubleValue());
      } else if (name.equals("suites") && value instanceof Map<?, ?> suites) {
        suites.forEach((suite, figures) -> {
          if (figures instanceof Map<?, ?> map) {
            map.forEach((figure, of) -> {
              if (of instanceof Number number) {
                numbers.put(suite + "." + figure, number.doubleValue());
              }
            });
          }
        });
      }
    });
    return numbers;
  }

  private static Map<String, Object> row(Difference difference) {
    Map<String, Object> row = metrics();
    row.put("suite", difference.suite());
    row.put("compared", difference.compared());
    row.put("gained", difference.gained());
    row.put("lost", difference.lost());
    row.put("p", rounded(difference.p()));
    return row;
  }

  private static void tell(Difference difference) {
    System.err.println(
        "xianda: %s against the last run: %d gained %s, %d lost %s, p = %s"
            .formatted(
                difference.suite(),
                difference.gained().size(),
                difference.gained(),
                difference.lost().size(),
                difference.lost(),
                rounded(difference.p())));
  }
}
