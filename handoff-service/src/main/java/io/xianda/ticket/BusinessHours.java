package io.xianda.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * Counts time while people work: the same hours of every day but the holidays, or all hours. Hours
 * are those of the wall clock; where a clock is set forward within them, that day is shorter.
 */
sealed interface BusinessHours {

  /**
   * When this much time has been worked.
   *
   * @param time not negative
   */
  Instant plus(Instant start, Duration time);

  /** How much is worked between two moments; nothing when the second is not later. */
  Duration between(Instant start, Instant end);

  /** Somebody is always there. */
  record RoundTheClock() implements BusinessHours {

    @Override
    public Instant plus(Instant start, Duration time) {
      return start.plus(time);
    }

    @Override
    public Duration between(Instant start, Instant end) {
      return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
    }
  }

  /**
   * Hours of a day.
   *
   * @param from when work begins
   * @param until when it ends, later on the same day
   * @param holidays days without work
   */
  record Daily(LocalTime from, LocalTime until, Set<LocalDate> holidays, ZoneId zone)
      implements BusinessHours {

    public Daily {
      holidays = Set.copyOf(holidays);
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("the day begins before it ends");
      }
    }

    @Override
    public Instant plus(Instant start, Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("time does not go back");
      }
      if (time.isZero()) {
        return start;
      }
      Duration left = time;
      for (LocalDate day = day(start); ; day = day.plusDays(1)) {
        Instant begin = later(start, opens(day));
        Duration here = within(begin, closes(day), day);
        if (here.compareTo(left) >= 0) {
          return begin.plus(left);
        }
        left = left.minus(here);
      }
    }

    @Override
    public Duration between(Instant start, Instant end) {
      Duration sum = Duration.ZERO;
      for (LocalDate day = day(start); !day.isAfter(day(end)); day = day.plusDays(1)) {
        sum = sum.plus(within(later(start, opens(day)), earlier(end, closes(day)), day));
      }
      return sum;
    }

    private Duration within(Instant begin, Instant end, LocalDate day) {
      return holidays.contains(day) || !end.isAfter(begin)
          ? Duration.ZERO
          : Duration.between(begin, end);
    }

    private LocalDate day(Instant at) {
      return at.atZone(zone).toLocalDate();
    }

    private Instant opens(LocalDate day) {
      return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant closes(LocalDate day) {
      return day.atTime(until).atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }
}
