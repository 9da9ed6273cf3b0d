package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon tickets are dealt with, and by whom.
 *
 * @param zone of the shop
 * @param from when people begin to work, where {@code hours} says nothing about a group
 * @param until when they stop
 * @param hours of groups that work at other hours, by the group's id
 * @param holidays days on which no times run, food safety apart
 * @param times by kind; those that are not named keep their defaults. Times of food safety run
 *     round the clock, all others in business hours
 * @param warnAt the share of a time, in percent, after which it is warned
 * @param reopenWithin how long after it was resolved a ticket may be taken up again; after that it
 *     is closed
 * @param agentLimit up to which agents grant refunds, in yuan; more is for supervisors
 */
@ConfigurationProperties("xianda.ticket")
public record TicketSettings(
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @DefaultValue("08:00") LocalTime from,
    @DefaultValue("22:00") LocalTime until,
    @DefaultValue Map<String, Hours> hours,
    @DefaultValue Set<LocalDate> holidays,
    @DefaultValue Map<TicketKind, ByPriority> times,
    @DefaultValue("80") int warnAt,
    @DefaultValue("7d") Duration reopenWithin,
    @DefaultValue("100") BigDecimal agentLimit) {

  /** What the shop promises; a result of a claim within two hours, a call back within one. */
  private static final Map<TicketKind, ByPriority> USUAL =
      Map.of(
          TicketKind.CLAIM, times("1h", "2h", "30m", "1h"),
          TicketKind.CALLBACK, times("2h", "8h", "30m", "2h"),
          TicketKind.COMPLAINT, times("1h", "24h", "30m", "8h"),
          TicketKind.FOOD_SAFETY, times("1h", "24h", "1h", "24h"),
          TicketKind.OTHER, times("4h", "24h", "1h", "8h"));

  /** When a group works. */
  public record Hours(LocalTime from, LocalTime until) {

    public Hours {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("xianda.ticket: the day begins before it ends");
      }
    }
  }

  /** How long the first word of a person may take, and the whole. */
  public record Times(Duration firstReply, Duration resolution) {

    public Times {
      if (!firstReply.isPositive() || firstReply.compareTo(resolution) > 0) {
        throw new IllegalArgumentException(
            "xianda.ticket.times: the first reply takes time, and no longer than the whole");
      }
    }
  }

  /** The times of a kind. */
  public record ByPriority(Times normal, Times urgent) {}

  public TicketSettings {
    new Hours(from, until);
    hours = Map.copyOf(hours);
    hours.keySet().forEach(SkillGroup::new);
    holidays = Set.copyOf(holidays);
    Map<TicketKind, ByPriority> all = new EnumMap<>(USUAL);
    all.putAll(times);
    times = Map.copyOf(all);
    if (warnAt < 1 || warnAt > 99) {
      throw new IllegalArgumentException("xianda.ticket.warn-at is a percentage from 1 to 99");
    }
    if (!reopenWithin.isPositive() || agentLimit.signum() < 0) {
      throw new IllegalArgumentException(
          "xianda.ticket: reopen-within is positive, agent-limit not negative");
    }
  }

  /** The settings that apply when nothing is configured. */
  public static TicketSettings defaults() {
    return new Binder().bindOrCreate("xianda.ticket", TicketSettings.class);
  }

  Times times(TicketKind kind, Priority priority) {
    ByPriority both = Objects.requireNonNull(times.get(kind));
    return switch (priority) {
      case URGENT -> both.urgent();
      case NORMAL -> both.normal();
    };
  }

  BusinessHours hours(TicketKind kind, SkillGroup group) {
    if (kind == TicketKind.FOOD_SAFETY) {
      return new BusinessHours.RoundTheClock();
    }
    Hours own = hours.getOrDefault(group.id(), new Hours(from, until));
    return new BusinessHours.Daily(own.from(), own.until(), holidays, zone);
  }

  /** The part of a time after which it is warned. */
  Duration warning(Duration whole) {
    return whole.multipliedBy(warnAt).dividedBy(100);
  }

  private static ByPriority times(
      String firstReply, String resolution, String urgentFirstReply, String urgentResolution) {
    return new ByPriority(
        new Times(time(firstReply), time(resolution)),
        new Times(time(urgentFirstReply), time(urgentResolution)));
  }

  private static Duration time(String text) {
    return Duration.parse("PT" + text);
  }
}
