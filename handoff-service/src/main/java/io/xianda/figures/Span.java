package io.xianda.figures;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time.
 *
 * @param from its first moment
 * @param until the first moment after it, at most 366 days later
 */
public record Span(Instant from, Instant until) {

  private static final Duration LONGEST = Duration.ofDays(366);

  public Span {
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a span ends after it begins, within 366 days");
    }
  }
}
