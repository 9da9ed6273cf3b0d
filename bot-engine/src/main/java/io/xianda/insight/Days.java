package io.xianda.insight;

import io.xianda.figures.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The days of a report, and as many before them.
 *
 * @param span until now at most
 * @param before as long; where the span is not over, until the same time of its last day
 * @param zone whose days they are
 * @param now when it is counted
 */
record Days(Span span, Span before, ZoneId zone, Instant now) {

  private static final long MOST = 366;
  private static final Duration LONGEST = Duration.ofDays(MOST);

  /**
   * The days of a span.
   *
   * @param from its first day
   * @param until its last day
   * @throws IllegalArgumentException when it ends before it begins, is longer than 366 days, or has
   *     not begun yet
   */
  static Days of(LocalDate from, LocalDate until, ZoneId zone, Instant now) {
    long count = ChronoUnit.DAYS.between(from, until) + 1;
    if (count < 1 || count > MOST || from.isAfter(now.atZone(zone).toLocalDate())) {
      throw new IllegalArgumentException("not a span of days: %s to %s".formatted(from, until));
    }
    Instant begin = from.atStartOfDay(zone).toInstant();
    Instant end = until.plusDays(1).atStartOfDay(zone).toInstant();
    // Where clocks change, as many days may be an hour longer.
    end = earlier(end, begin.plus(LONGEST));
    end = later(earlier(end, now), begin.plusSeconds(1));
    return new Days(
        new Span(begin, end),
        new Span(daysBefore(begin, count, zone), daysBefore(end, count, zone)),
        zone,
        now);
  }

  private static Instant daysBefore(Instant at, long count, ZoneId zone) {
    return at.atZone(zone).minusDays(count).toInstant();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
