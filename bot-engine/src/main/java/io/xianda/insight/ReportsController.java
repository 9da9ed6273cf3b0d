package io.xianda.insight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Channel;
import io.xianda.dialogue.DialogueSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened, for those who decide about the shop; docs/figures.md defines every figure. */
@RestController
@RequestMapping("/api/v1/ops/reports")
@Tag(name = "reports")
@SecurityRequirement(name = "staff")
class ReportsController {

  private static final ResourceBundle PROBLEMS =
      ResourceBundle.getBundle("io.xianda.insight.problems", Locale.ROOT);

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Reports reports;
  private final ZoneId zone;
  private final Clock clock;

  ReportsController(Reports reports, DialogueSettings settings, Clock clock) {
    this.reports = reports;
    this.zone = settings.zone();
    this.clock = clock;
  }

  /** The request asks for no span, or for no channel. */
  static final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableException() {
      super("not a span of days", null, false, false);
    }
  }

  @GetMapping("/overview")
  @Operation(summary = "Resolution, funnel, times, satisfaction and what was saved")
  Overview overview(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
      @RequestParam(required = false) @Nullable String channel) {
    return reports.overview(days(from, until), channel(channel));
  }

  @GetMapping("/topics")
  @Operation(summary = "What was asked most, and what is rising")
  Topics topics(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
      @RequestParam(required = false) @Nullable String channel) {
    return reports.topics(days(from, until), channel(channel));
  }

  @GetMapping("/goods")
  @Operation(summary = "Products and areas with unusually many claims")
  Goods goods(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until) {
    return reports.goods(days(from, until));
  }

  @GetMapping(
      value = "/export",
      produces = {XLSX, "application/problem+json"})
  @Operation(summary = "All reports as a workbook, a sheet for each")
  ResponseEntity<byte[]> export(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
      @RequestParam(required = false) @Nullable String channel)
      throws IOException {
    Days days = days(from, until);
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new WriteWorkbook(bytes, zone)) {
      workbook.overview(reports.overview(days, channel(channel)));
      workbook.topics(reports.topics(days, channel(channel)));
      workbook.goods(reports.goods(days));
      workbook.definitions();
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, XLSX)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("xianda-%s-%s.xlsx".formatted(from, until))
                .build()
                .toString())
        .body(bytes.toByteArray());
  }

  private Days days(LocalDate from, LocalDate until) {
    try {
      return Days.of(from, until, zone, clock.instant());
    } catch (IllegalArgumentException e) {
      throw new UnreadableException();
    }
  }

  private static @Nullable Channel channel(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    try {
      return Channel.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException();
    }
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(UnreadableException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, PROBLEMS.getString("invalid-span.detail"));
    problem.setType(URI.create("urn:xianda:problem:invalid-span"));
    problem.setTitle(PROBLEMS.getString("invalid-span.title"));
    return ResponseEntity.badRequest()
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(problem);
  }
}
