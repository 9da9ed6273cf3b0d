package io.xianda.ticket;

import java.time.Instant;

/**
 * Until when something is to be done.
 *
 * @param warning when most of the time is over
 * @param due when all of it is
 * @param was how it has been kept so far
 */
public record Promise(Instant warning, Instant due, Timeliness was) {

  public Promise {
    if (due.isBefore(warning)) {
      throw new IllegalArgumentException("a warning comes before the end");
    }
  }

  /** What it has come to, at this time. */
  Timeliness at(Instant now) {
    return !now.isBefore(due)
        ? Timeliness.BREACHED
        : !now.isBefore(warning) ? Timeliness.WARNED : Timeliness.IN_TIME;
  }
}
