package io.xianda.rules;

import java.time.LocalTime;

/**
 * A part of the day, in whole minutes.
 *
 * @param from its first minute
 * @param to the first minute that is no longer in it; one before {@code from} is on the next day
 */
public record DailyWindow(LocalTime from, LocalTime to) {

  public DailyWindow {
    if (from.equals(to) || !isWholeMinute(from) || !isWholeMinute(to)) {
      throw new IllegalArgumentException("not a part of the day: %s-%s".formatted(from, to));
    }
  }

  private static boolean isWholeMinute(LocalTime time) {
    return time.getSecond() == 0 && time.getNano() == 0;
  }

  boolean isOverMidnight() {
    return to.isBefore(from);
  }
}
