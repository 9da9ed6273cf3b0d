package io.xianda.handoff;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * When the people of each group are there. Of a day, the first that is known counts: the group's
 * own holiday, then the shop's (not for those who are there round the clock), then the group's
 * hours, then those of all.
 *
 * @param zone of the shop; hours are those of its wall clocks
 * @param usual hours of all groups
 * @param settings what is different
 */
public record OfficeHours(ZoneId zone, OpenTime.Between usual, StaffingSettings settings) {

  /** A stretch of time in which people are there: {@code [opens, closes)}. */
  public record Stretch(Instant opens, Instant closes) {}

  /** Whether somebody is there. */
  public boolean isOpen(SkillGroup group, Instant now) {
    return stretch(group, day(now))
        .filter(open -> !now.isBefore(open.opens()) && now.isBefore(open.closes()))
        .isPresent();
  }

  /** The stretch of now, or the next one; days that follow each other are two. */
  public Stretch next(SkillGroup group, Instant now) {
    // Ends: no group is always closed, and holidays are so many as stand in the settings.
    for (LocalDate day = day(now); ; day = day.plusDays(1)) {
      Optional<Stretch> open = stretch(group, day).filter(s -> now.isBefore(s.closes()));
      if (open.isPresent()) {
        return open.get();
      }
    }
  }

  /** When so much time has passed in which somebody was there. */
  public Instant plus(SkillGroup group, Instant start, Duration time) {
    Instant at = start;
    Duration left = time;
    while (true) {
      Stretch open = next(group, at);
      Instant begin = at.isAfter(open.opens()) ? at : open.opens();
      Duration here = Duration.between(begin, open.closes());
      if (here.compareTo(left) >= 0) {
        return begin.plus(left);
      }
      left = left.minus(here);
      at = open.closes();
    }
  }

  /** Until when somebody sees to what finds the queue full. */
  public Instant callBack(SkillGroup group, Instant now) {
    return plus(group, now, settings.callBack());
  }

  private Optional<Stretch> stretch(SkillGroup group, LocalDate day) {
    return switch (open(group, day)) {
      case OpenTime.Closed _ -> Optional.empty();
      case OpenTime.AllDay _ ->
          Optional.of(
              new Stretch(
                  day.atStartOfDay(zone).toInstant(),
                  day.plusDays(1).atStartOfDay(zone).toInstant()));
      case OpenTime.Between(var from, var until) ->
          Optional.of(
              new Stretch(
                  day.atTime(from).atZone(zone).toInstant(),
                  day.atTime(until).atZone(zone).toInstant()));
    };
  }

  private OpenTime open(SkillGroup group, LocalDate day) {
    OpenTime own = settings.own(group).orElse(usual);
    OpenTime ownHoliday = settings.holidaysOf(group).get(day);
    if (ownHoliday != null) {
      return ownHoliday;
    }
    Map<LocalDate, OpenTime> holidays = settings.holidaysOfAll();
    return own instanceof OpenTime.AllDay ? own : holidays.getOrDefault(day, own);
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }
}
