package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.dialogue.FittedRisk;
import io.xianda.dialogue.RiskBounds;
import io.xianda.dialogue.RiskCurves;
import io.xianda.intent.IntentCatalog;
import io.xianda.risk.LiveRisk;
import io.xianda.risk.RiskSettings;
import io.xianda.risk.ThresholdChange;
import io.xianda.risk.Thresholds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How sure the bot must be before it tells an entry, and what any other bound would come to. */
@RestController
@RequestMapping("/api/v1/ops/risk")
@Tag(name = "risk")
@SecurityRequirement(name = "staff")
class RiskController {

  private static final Logger LOG = LoggerFactory.getLogger(RiskController.class);
  private static final int CHANGES = 20;

  private final Thresholds thresholds;
  private final LiveRisk live;
  private final RiskSettings settings;
  private final IntentCatalog catalog;
  private final RiskCurves curves = RiskCurves.shipped();

  RiskController(
      Thresholds thresholds, LiveRisk live, RiskSettings settings, IntentCatalog catalog) {
    this.thresholds = thresholds;
    this.live = live;
    this.settings = settings;
    this.catalog = catalog;
  }

  /**
   * All groups.
   *
   * @param model that bounds and curves belong to
   * @param messages that were labelled for it
   * @param confidence of the limits of wrong answers, one-sided
   * @param all groups together, for groups with few messages of their own
   */
  record Shown(
      String model,
      int messages,
      double confidence,
      double lowest,
      double highest,
      Curve all,
      List<Group> groups) {}

  /**
   * One group.
   *
   * @param budget the share of wrong answers that is acceptable
   * @param threshold how sure the bot must be of an entry now
   * @param defaultThreshold the fitted one
   * @param money whether only admins go below the fitted one
   * @param byHand whether somebody has set the threshold
   * @param version that the next change names
   * @param changedAt of the last change, or {@code null}
   * @param history the newest first
   */
  record Group(
      String group,
      String name,
      double budget,
      double threshold,
      double defaultThreshold,
      boolean money,
      boolean byHand,
      long version,
      @Nullable Instant changedAt,
      @Nullable String changedBy,
      Curve curve,
      List<Change> history) {}

  record Curve(int messages, List<Point> points) {

    static Curve of(RiskCurves.Curve curve) {
      return new Curve(
          curve.messages(),
          curve.points().stream().map(point -> Point.of(point, curve.messages())).toList());
    }
  }

  /**
   * What a threshold comes to.
   *
   * @param answered share of the messages
   * @param wrong share of those answered
   * @param wrongAtMost its upper limit
   * @param n how many were answered
   */
  record Point(double threshold, double answered, double wrong, double wrongAtMost, int n) {

    static Point of(RiskCurves.Point point, int messages) {
      return new Point(
          point.threshold(),
          share(point.answered(), messages),
          share(point.wrong(), point.answered()),
          point.wrongAtMost(),
          point.answered());
    }

    private static double share(int part, int whole) {
      return whole == 0 ? 0 : Math.round(10_000.0 * part / whole) / 10_000.0;
    }
  }

  /**
   * What was done.
   *
   * @param threshold from then on; {@code null} for the fitted one
   * @param lapsed whether it was set for another model, and no longer holds
   */
  record Change(
      long version,
      @Nullable Double threshold,
      Instant at,
      String by,
      String reason,
      boolean lapsed) {}

  record Wanted(
      @NotNull @Min(0) Long version,
      @NotNull Double threshold,
      @Nullable @Size(max = 500) String reason)
      implements ConsoleBody {}

  @GetMapping
  @Operation(summary = "How sure the bot must be in which group, and what other bounds come to")
  Shown show() {
    RiskBounds bounds = live.get();
    FittedRisk fitted = bounds.fitted();
    return new Shown(
        fitted.model(),
        fitted.messages(),
        curves.confidence(),
        settings.lowest(),
        settings.highest(),
        Curve.of(curves.all()),
        catalog.groupNames().keySet().stream()
            .sorted()
            .map(group -> group(group, bounds))
            .toList());
  }

  @PutMapping("/{group}")
  @Operation(summary = "Set the threshold of a group, from the next message on")
  Group set(
      @PathVariable String group, @Valid @RequestBody Wanted wanted, JwtAuthenticationToken who) {
    double fitted = fitted(group).answer();
    double threshold = Math.round(wanted.threshold() * 100) / 100.0;
    String reason = Objects.requireNonNullElse(wanted.reason(), "").strip();
    if (!settings.allows(threshold)) {
      throw Refusal.of(ConsoleProblem.RISK_OUT_OF_BOUNDS, settings.lowest(), settings.highest())
          .with("lowest", settings.lowest())
          .with("highest", settings.highest());
    }
    if (threshold < fitted) {
      if (settings.money().contains(group) && !Curator.of(who).isAdmin()) {
        throw Refusal.of(ConsoleProblem.RISK_FOR_ADMINS, fitted);
      }
      if (reason.isEmpty()) {
        throw Refusal.of(ConsoleProblem.RISK_NEEDS_A_REASON, fitted);
      }
    }
    return changed(group, wanted.version(), threshold, reason, who);
  }

  @DeleteMapping("/{group}")
  @Operation(summary = "Go back to the fitted threshold of a group")
  Group reset(
      @PathVariable String group,
      @RequestParam @Min(0) long version,
      @RequestParam(defaultValue = "") @Size(max = 500) String reason,
      JwtAuthenticationToken who) {
    fitted(group);
    return changed(group, version, null, reason.strip(), who);
  }

  private Group changed(
      String group,
      long version,
      @Nullable Double threshold,
      String reason,
      JwtAuthenticationToken who) {
    String model = live.get().fitted().model();
    boolean kept =
        thresholds
            .change(group, version, threshold, model, Curator.of(who).name(), reason)
            .isPresent();
    if (!kept) {
      // Perhaps this node has not heard yet of what the other one did.
      live.refresh();
      throw Refusal.of(ConsoleProblem.RISK_CHANGED).with("current", group(group, live.get()));
    }
    try {
      live.refresh();
    } catch (RuntimeException e) {
      // It is kept; the next look of the schedule puts it in force.
      LOG.warn("a threshold is kept, but not in force yet: {}", e.getMessage());
    }
    return group(group, live.get());
  }

  private FittedRisk.Bounds fitted(String group) {
    FittedRisk.Bounds fitted = live.get().fitted().groups().get(group);
    if (fitted == null) {
      throw Refusal.of(ConsoleProblem.NO_GROUP);
    }
    return fitted;
  }

  private Group group(String group, RiskBounds bounds) {
    FittedRisk.Bounds fitted = fitted(group);
    List<ThresholdChange> history = thresholds.history(group, CHANGES);
    ThresholdChange last = history.isEmpty() ? null : history.getFirst();
    Double byHand = bounds.byHand().get(group);
    return new Group(
        group,
        Objects.requireNonNullElse(catalog.groupNames().get(group), group),
        fitted.budget(),
        byHand == null ? fitted.answer() : byHand,
        fitted.answer(),
        settings.money().contains(group),
        byHand != null,
        last == null ? 0 : last.version(),
        last == null ? null : last.at(),
        last == null ? null : last.by(),
        Curve.of(
            Objects.requireNonNullElseGet(
                curves.groups().get(group), () -> new RiskCurves.Curve(0, List.of()))),
        history.stream().map(this::change).toList());
  }

  private Change change(ThresholdChange change) {
    return new Change(
        change.version(),
        change.threshold(),
        change.at(),
        change.by(),
        change.reason(),
        !change.model().equals(live.get().fitted().model()));
  }
}
