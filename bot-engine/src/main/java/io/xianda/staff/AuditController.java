package io.xianda.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.audit.AuditEntry;
import io.xianda.audit.AuditLog;
import io.xianda.audit.AuditQuery;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who of the staff did what. */
@RestController
@RequestMapping("/api/v1/staff/audit")
@Tag(name = "staff")
@SecurityRequirement(name = "staff")
class AuditController {

  private static final String SHAPE = "[A-Za-z0-9._:-]{1,120}";

  private final AuditLog log;

  AuditController(AuditLog log) {
    this.log = log;
  }

  record Shown(
      long seq,
      Instant at,
      String actor,
      String action,
      String subject,
      Map<String, String> details) {

    static Shown of(AuditEntry entry) {
      return new Shown(
          entry.seq(),
          entry.at(),
          entry.deed().actor(),
          entry.deed().action(),
          entry.deed().subject(),
          entry.deed().details());
    }
  }

  record Page(List<Shown> deeds, @Nullable Long next) {}

  @GetMapping
  @Operation(summary = "Who of the staff did what, the newest first")
  Page page(
      @RequestParam(required = false) @Pattern(regexp = SHAPE) @Nullable String actor,
      @RequestParam(required = false) @Pattern(regexp = SHAPE) @Nullable String action,
      @RequestParam(required = false) @Pattern(regexp = SHAPE) @Nullable String subject,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(defaultValue = "9223372036854775807") @Min(1) long before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(AuditLog.LARGEST_PAGE) int limit) {
    List<AuditEntry> deeds =
        log.page(new AuditQuery(actor, action, subject, from, until), before, limit);
    return new Page(
        deeds.stream().map(Shown::of).toList(),
        deeds.size() < limit ? null : deeds.getLast().seq());
  }
}
