package io.xianda.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a rule applies, in the shop's time zone.
 *
 * @param days of the week; empty for all. A window over midnight belongs to the day on which it
 *     begins
 * @param window the part of these days, or {@code null} for whole days
 * @param from the first instant, or {@code null} for always
 * @param until the first instant at which it no longer applies, or {@code null} for ever
 */
public record Schedule(
    Set<DayOfWeek> days,
    @Nullable DailyWindow window,
    @Nullable Instant from,
    @Nullable Instant until) {

  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  private static final Schedule ALWAYS = new Schedule(Set.of(), null, null, null);

  public Schedule {
    days = Set.copyOf(days);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("valid from %s until %s is never".formatted(from, until));
    }
  }

  /** At all times. */
  public static Schedule always() {
    return ALWAYS;
  }

  /** Whether it applies at this time. */
  boolean covers(Instant now, ZoneId zone) {
    if ((from != null && now.isBefore(from)) || (until != null && !now.isBefore(until))) {
      return false;
    }
    if (days.isEmpty() && window == null) {
      return true;
    }
    ZonedDateTime local = now.atZone(zone);
    DayOfWeek today = local.getDayOfWeek();
    DailyWindow part = window;
    if (part == null) {
      return isDay(today);
    }
    LocalTime time = local.toLocalTime();
    boolean begun = !time.isBefore(part.from());
    boolean notOver = time.isBefore(part.to());
    return part.isOverMidnight()
        ? (begun && isDay(today)) || (notOver && isDay(today.minus(1)))
        : begun && notOver && isDay(today);
  }

  /** Whether it applies whenever the other does. */
  boolean covers(Schedule other) {
    return (from == null || (other.from != null && !other.from.isBefore(from)))
        && (until == null || (other.until != null && !other.until.isAfter(until)))
        && isSubset(other.minutesOfTheWeek(), minutesOfTheWeek());
  }

  private boolean isDay(DayOfWeek day) {
    return days.isEmpty() || days.contains(day);
  }

  private BitSet minutesOfTheWeek() {
    BitSet minutes = new BitSet(WEEK);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (isDay(day)) {
        int start = (day.getValue() - 1) * DAY;
        DailyWindow part = window;
        if (part == null) {
          minutes.set(start, start + DAY);
        } else {
          int begin = start + minute(part.from());
          int end = start + minute(part.to()) + (part.isOverMidnight() ? DAY : 0);
          minutes.set(begin, Math.min(end, WEEK));
          minutes.set(0, Math.max(0, end - WEEK));
        }
      }
    }
    return minutes;
  }

  private static int minute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }

  private static boolean isSubset(BitSet part, BitSet whole) {
    BitSet outside = (BitSet) part.clone();
    outside.andNot(whole);
    return outside.isEmpty();
  }
}
