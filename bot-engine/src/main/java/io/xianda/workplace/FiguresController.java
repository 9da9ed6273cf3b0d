package io.xianda.workplace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.figures.CountFigures;
import io.xianda.figures.Figures;
import io.xianda.figures.Grouping;
import io.xianda.figures.Span;
import io.xianda.figures.Spread;
import io.xianda.rating.Rating;
import io.xianda.rating.Ratings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How people and the bot did, for supervisors; docs/figures.md defines every figure. */
@RestController
@RequestMapping("/api/v1/desk")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class FiguresController {

  private static final double MILLIS = 1_000.0;

  private final CountFigures count;
  private final Ratings ratings;
  private final Sight sight;
  private final ZoneId zone;

  FiguresController(CountFigures count, Ratings ratings, Sight sight, DialogueSettings settings) {
    this.count = count;
    this.ratings = ratings;
    this.sight = sight;
    this.zone = settings.zone();
  }

  record Shown(Instant from, Instant until, String by, Line total, List<Line> rows) {}

  /** The figures of a key; times in seconds, shares in [0, 1], {@code null} where there is none. */
  record Line(
      String key,
      long came,
      long taken,
      long reopened,
      long abandoned,
      @Nullable Double abandonment,
      @Nullable Times waiting,
      @Nullable Times firstReply,
      @Nullable Times handling,
      long transfers,
      long closed,
      Map<String, Came> outcomes,
      @Nullable Double resolution,
      Stars satisfaction,
      long thumbsUp,
      long thumbsDown) {

    static Line of(Figures.Row row) {
      Figures.Cases cases = row.cases();
      return new Line(
          row.key(),
          cases.came(),
          cases.taken(),
          cases.reopened(),
          cases.abandoned(),
          cases.abandonment(),
          Times.of(cases.waiting()),
          Times.of(cases.firstReply()),
          Times.of(row.handling()),
          row.transfers(),
          row.closed(),
          outcomes(row),
          row.resolution(),
          Stars.of(row.satisfaction()),
          row.thumbs().up(),
          row.thumbs().down());
    }

    private static Map<String, Came> outcomes(Figures.Row row) {
      Map<String, Came> shown = new TreeMap<>();
      Map<ConversationOutcome, Double> shares = row.shares();
      row.outcomes()
          .forEach((outcome, n) ->
              shown.put(outcome.word(), new Came(n, shares.getOrDefault(outcome, 0.0))));
      return shown;
    }
  }

  record Came(long count, double share) {}

  /** Seconds. */
  record Times(long count, double median, double p90) {

    static @Nullable Times of(@Nullable Spread spread) {
      return spread == null
          ? null
          : new Times(
              spread.count(),
              spread.median().toMillis() / MILLIS,
              spread.p90().toMillis() / MILLIS);
    }
  }

  record Stars(
      long ratings, @Nullable Double mean, @Nullable Double satisfied, Map<Integer, Long> stars) {

    static Stars of(Figures.Satisfaction said) {
      return new Stars(said.count(), said.mean(), said.satisfied(), new TreeMap<>(said.stars()));
    }
  }

  record ShownRating(
      int stars,
      List<String> reasons,
      @Nullable String comment,
      @Nullable String agent,
      Instant at) {

    static ShownRating of(Rating rating) {
      Rating.Opinion said = rating.opinion();
      return new ShownRating(
          said.stars(), said.reasons(), said.comment(), rating.agent(), rating.at());
    }
  }

  @GetMapping("/figures")
  @Operation(summary = "All figures of a span, by agent, group, hour, channel, intent or reason")
  Shown figures(
      @RequestParam Instant from,
      @RequestParam Instant until,
      @RequestParam(defaultValue = "group") String by) {
    Span span = Reading.orInvalid(() -> new Span(from, until));
    Grouping grouping = Reading.orInvalid(() -> Grouping.valueOf(by.toUpperCase(Locale.ROOT)));
    Figures figures = count.of(span, grouping, zone);
    return new Shown(
        from,
        until,
        grouping.name().toLowerCase(Locale.ROOT),
        Line.of(figures.total()),
        figures.rows().stream().map(Line::of).toList());
  }

  @GetMapping("/conversations/{conversation}/rating")
  @Operation(summary = "What the shopper thought of it, and wrote")
  ShownRating rating(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return ratings
        .of(sight.of(Me.of(who), conversation).id())
        .map(ShownRating::of)
        .orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
  }
}
