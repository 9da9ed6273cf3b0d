package io.xianda.handoff;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people are there, where that differs from the hours of all groups. Hours are written {@code
 * 08:00-22:00}, {@code all-day} or {@code closed}; a group with an underscore stands in brackets:
 * {@code xianda.staffing.hours.[food_safety]}.
 *
 * @param hours by group; food safety is there round the clock unless it stands here
 * @param holidays of all groups but those that are there round the clock, by date such as {@code
 *     2027-02-06}
 * @param groupHolidays of single groups: by group, by date
 * @param callBack within how much time of theirs people see to what found the queue full
 */
@ConfigurationProperties("xianda.staffing")
public record StaffingSettings(
    @DefaultValue Map<String, String> hours,
    @DefaultValue Map<String, String> holidays,
    @DefaultValue Map<String, Map<String, String>> groupHolidays,
    @DefaultValue("2h") Duration callBack) {

  private static final String FOOD_SAFETY = "food_safety";

  public StaffingSettings {
    Map<String, String> all = new HashMap<>(Map.of(FOOD_SAFETY, "all-day"));
    all.putAll(hours);
    hours = Map.copyOf(all);
    holidays = Map.copyOf(holidays);
    groupHolidays = Map.copyOf(groupHolidays);
    // Read once now, so that what is wrong is told at start.
    hours.forEach((group, open) -> {
      new SkillGroup(group);
      if (OpenTime.of(open) instanceof OpenTime.Closed) {
        throw new IllegalArgumentException("xianda.staffing.hours: no group is always closed");
      }
    });
    byDate(holidays);
    groupHolidays.forEach((group, dates) -> {
      new SkillGroup(group);
      byDate(dates);
    });
    if (!callBack.isPositive() || callBack.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("xianda.staffing.call-back lies in (0, 7d]");
    }
  }

  /** The settings that apply when nothing is configured. */
  public static StaffingSettings defaults() {
    return new Binder().bindOrCreate("xianda.staffing", StaffingSettings.class);
  }

  /**
   * Checks that every group that is named exists.
   *
   * @throws IllegalArgumentException with the first that does not
   */
  public StaffingSettings amongGroups(Set<String> groups) {
    Map<String, Object> named = new TreeMap<>(hours);
    named.putAll(groupHolidays);
    named.keySet().stream()
        .filter(group -> !group.equals(FOOD_SAFETY) && !groups.contains(group))
        .findFirst()
        .ifPresent(group -> {
          throw new IllegalArgumentException("xianda.staffing: there is no group " + group);
        });
    return this;
  }

  Optional<OpenTime> own(SkillGroup group) {
    return Optional.ofNullable(hours.get(group.id())).map(OpenTime::of);
  }

  Map<LocalDate, OpenTime> holidaysOf(SkillGroup group) {
    return byDate(groupHolidays.getOrDefault(group.id(), Map.of()));
  }

  Map<LocalDate, OpenTime> holidaysOfAll() {
    return byDate(holidays);
  }

  private static Map<LocalDate, OpenTime> byDate(Map<String, String> dates) {
    Map<LocalDate, OpenTime> read = new HashMap<>();
    dates.forEach((date, open) -> read.put(date(date), OpenTime.of(open)));
    return read;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "xianda.staffing: not a date such as 2027-02-06: " + text, e);
    }
  }
}
