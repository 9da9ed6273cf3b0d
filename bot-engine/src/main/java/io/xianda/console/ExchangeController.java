package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.curating.ItemQuery;
import io.xianda.curating.Operator;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.exchange.DryRun;
import io.xianda.exchange.ExportEntries;
import io.xianda.exchange.FileFormat;
import io.xianda.exchange.ImportEntries;
import io.xianda.exchange.ImportOutcome;
import io.xianda.exchange.ReadRows;
import io.xianda.exchange.Report;
import io.xianda.exchange.Rows;
import io.xianda.exchange.UnusableFileException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;

/** The knowledge base in files: all of a file or nothing of it. */
@RestController
@RequestMapping("/api/v1/kb")
@Tag(name = "files")
@SecurityRequirement(name = "staff")
class ExchangeController {

  private final DryRun dryRun;
  private final ImportEntries importEntries;
  private final ExportEntries exportEntries;
  private final AfterPublication after;
  private final ZoneId zone;
  private final Clock clock;

  /** A file may stand in memory a hundred times as large as it comes in. */
  private final Semaphore oneAtATime = new Semaphore(1);

  ExchangeController(
      DryRun dryRun,
      ImportEntries importEntries,
      ExportEntries exportEntries,
      AfterPublication after,
      DialogueSettings settings,
      Clock clock) {
    this.dryRun = dryRun;
    this.importEntries = importEntries;
    this.exportEntries = exportEntries;
    this.after = after;
    this.zone = settings.zone();
    this.clock = clock;
  }

  /**
   * What a file would change, or has changed.
   *
   * @param rows that could be read
   * @param published how many of the new and changed ones are told
   * @param problems that stand in the way, at most 1,000
   * @param moreProblems how many more there are
   * @param hints what operators should look at, at most 1,000
   * @param notices about the file as a whole
   * @param applied whether it is so now
   */
  record Imported(
      int rows,
      int created,
      int changed,
      int unchanged,
      int published,
      List<Place> problems,
      int moreProblems,
      List<Place> hints,
      List<String> notices,
      boolean applied) {

    static Imported of(Rows rows, Report report, boolean applied) {
      return new Imported(
          rows.size(),
          report.created(),
          report.changed(),
          report.unchanged(),
          report.published(),
          report.problems().stream().map(Place::of).toList(),
          report.moreProblems(),
          report.hints().stream().map(Place::of).toList(),
          report.notices(),
          applied);
    }

    /** Nothing of it can be read. */
    static Imported unusable(String why) {
      return new Imported(
          0, 0, 0, 0, 0, List.of(new Place(0, null, why)), 0, List.of(), List.of(), false);
    }

    Refusal refusal(Refusal refusal) {
      return refusal
          .with("rows", rows)
          .with("created", created)
          .with("changed", changed)
          .with("unchanged", unchanged)
          .with("published", published)
          .with("problems", problems)
          .with("moreProblems", moreProblems)
          .with("hints", hints)
          .with("notices", notices)
          .with("applied", applied);
    }
  }

  /**
   * Something in one place of a file.
   *
   * @param row as a spreadsheet numbers it; 0 for the whole file
   * @param column how operators call it; {@code null} for the whole row
   */
  record Place(long row, @Nullable String column, String message) {

    static Place of(io.xianda.exchange.Problem problem) {
      String header = problem.header();
      return new Place(problem.row(), header.isEmpty() ? null : header, problem.text());
    }
  }

  @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary =
          "Import a file (.xlsx, .csv, .jsonl; up to 11 MB), all of it or nothing; or tell what would change")
  Imported importFile(
      @RequestParam boolean dry,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
      @RequestPart("file") MultipartFile file,
      JwtAuthenticationToken who)
      throws IOException {
    if (!dry) {
      // Looking is for all of them; the table of doors cannot see which is asked for.
      Curator.of(who).requireReviewer();
    }
    if (!oneAtATime.tryAcquire()) {
      throw Refusal.of(ConsoleProblem.IMPORT_RUNNING);
    }
    try {
      Rows rows = read(file);
      return dry
          ? Imported.of(rows, dryRun.run(rows, false), false)
          : stored(Objects.requireNonNullElseGet(key, UUID::randomUUID), rows, Curator.of(who));
    } catch (UnusableFileException e) {
      String why = String.valueOf(e.getMessage());
      throw Imported.unusable(why).refusal(Refusal.of(ConsoleProblem.FILE_UNUSABLE, why));
    } finally {
      oneAtATime.release();
    }
  }

  private Imported stored(UUID key, Rows rows, Curator who) {
    return switch (importEntries.run(key, new Operator(who.name()), rows, false)) {
      case ImportOutcome.Done(Report report) -> {
        after.catchUp();
        yield Imported.of(rows, report, true);
      }
      case ImportOutcome.Repeated _ -> Imported.of(rows, dryRun.run(rows, false), true);
      case ImportOutcome.Refused(Report report) ->
          throw Imported.of(rows, report, false)
              .refusal(
                  Refusal.of(
                      ConsoleProblem.IMPORT_REFUSED,
                      report.problems().size() + report.moreProblems()));
      case ImportOutcome.RequestReused _ -> throw Refusal.of(ConsoleProblem.REQUEST_REUSED);
      case ImportOutcome.Busy _ -> throw Refusal.of(ConsoleProblem.IMPORT_MET_OTHERS);
    };
  }

  private Rows read(MultipartFile sent) throws IOException {
    String name = Objects.requireNonNullElse(sent.getOriginalFilename(), "");
    Optional<FileFormat> format = FileFormat.of(name);
    var reader = new ReadRows(zone);
    // A workbook is read from several places at once, hence from a file; shoppers' words are in
    // none.
    Path file = Files.createTempFile("kb-import-", format.map(FileFormat::suffix).orElse(""));
    try {
      sent.transferTo(file);
      return reader.read(file, format.orElseGet(() -> reader.format(Path.of(lastPart(name)))));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The name without folders, and without what no path may hold. */
  private static String lastPart(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.replace('\0', '_').strip();
  }

  @GetMapping("/export")
  @Operation(summary = "All entries but discarded ones as a file: xlsx, csv or jsonl")
  ResponseEntity<Resource> export(@RequestParam(defaultValue = "xlsx") String format)
      throws IOException {
    FileFormat wanted = Words.read(FileFormat.class, format);
    // Written first, so that whoever reads slowly keeps no transaction open.
    Path file = Files.createTempFile("kb-export-", wanted.suffix());
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        exportEntries.write(ItemQuery.all(), wanted, zone, out);
      }
      return attachment(wanted, file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private ResponseEntity<Resource> attachment(FileFormat format, Path file) throws IOException {
    String name = "xianda-kb-" + LocalDate.now(clock.withZone(zone)) + format.suffix();
    return ResponseEntity.ok()
        .contentType(type(format))
        .contentLength(Files.size(file))
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(
            // Gone as soon as it is sent, or the reader is.
            new InputStreamResource(
                Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)));
  }

  private static MediaType type(FileFormat format) {
    return switch (format) {
      case XLSX ->
          MediaType.parseMediaType(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      case CSV -> new MediaType("text", "csv", StandardCharsets.UTF_8);
      case JSONL -> new MediaType("application", "jsonl", StandardCharsets.UTF_8);
    };
  }

  /** Elsewhere it is a picture that is too large. */
  @ExceptionHandler(MaxUploadSizeExceededException.class)
  ResponseEntity<org.springframework.http.ProblemDetail> onTooLarge() {
    return new RefusalHandler().on(Refusal.of(ConsoleProblem.FILE_TOO_LARGE));
  }

  @ExceptionHandler(UnusableFileException.class)
  ResponseEntity<org.springframework.http.ProblemDetail> onUnwritable(UnusableFileException e) {
    return new RefusalHandler()
        .on(Refusal.of(ConsoleProblem.FILE_UNUSABLE, String.valueOf(e.getMessage())));
  }
}
