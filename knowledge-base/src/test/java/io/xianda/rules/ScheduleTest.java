package io.xianda.rules;

import static io.xianda.rules.Given.SHANGHAI;
import static io.xianda.rules.Given.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a rule applies: days, hours that may go over midnight, and the shop's own clock. */
class ScheduleTest {

  private static final Schedule FRIDAY_NIGHT =
      new Schedule(Set.of(DayOfWeek.FRIDAY), window("22:00", "02:00"), null, null);
  private static final Schedule OFFICE =
      new Schedule(
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), window("09:00", "18:00"), null, null);

  private static DailyWindow window(String from, String to) {
    return new DailyWindow(LocalTime.parse(from), LocalTime.parse(to));
  }

  /** 2026-06-19 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "2026-06-19T21:59, false",
    "2026-06-19T22:00, true",
    "2026-06-19T23:59, true",
    "2026-06-20T00:00, true",
    "2026-06-20T01:59, true",
    "2026-06-20T02:00, false",
    "2026-06-20T22:30, false",
    "2026-06-19T01:00, false",
    "2026-06-21T01:00, false",
  })
  void aNightBelongsToTheDayOnWhichItBegins(String time, boolean covered) {
    assertThat(FRIDAY_NIGHT.covers(in(time), SHANGHAI)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-15T08:59, false",
    "2026-06-15T09:00, true",
    "2026-06-19T17:59, true",
    "2026-06-19T18:00, false",
    "2026-06-20T12:00, false",
  })
  void officeHoursAreThoseOfWorkingDays(String time, boolean covered) {
    assertThat(OFFICE.covers(in(time), SHANGHAI)).isEqualTo(covered);
  }

  @Test
  void daysWithoutHoursAreWholeDays() {
    var sundays = new Schedule(Set.of(DayOfWeek.SUNDAY), null, null, null);

    assertThat(sundays.covers(in("2026-06-21T00:00"), SHANGHAI)).isTrue();
    assertThat(sundays.covers(in("2026-06-21T23:59"), SHANGHAI)).isTrue();
    assertThat(sundays.covers(in("2026-06-22T00:00"), SHANGHAI)).isFalse();
  }

  @Test
  void theShopsClockCountsNotTheServers() {
    assertThat(OFFICE.covers(Instant.parse("2026-06-15T01:00:00Z"), SHANGHAI)).isTrue();
    assertThat(OFFICE.covers(Instant.parse("2026-06-15T10:00:00Z"), SHANGHAI)).isFalse();
  }

  /** Where others change their clocks, an hour is an hour here. */
  @Test
  void noNightIsShorterOrLongerThanOthers() {
    var nights = new Schedule(Set.of(), window("01:00", "04:00"), null, null);
    for (String changed : new String[] {"2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"}) {
      Instant start = in(changed + "T00:00");
      long minutes =
          IntStream.range(0, 24 * 60)
              .filter(m -> nights.covers(start.plus(Duration.ofMinutes(m)), SHANGHAI))
              .count();

      assertThat(minutes).as(changed).isEqualTo(180);
    }
  }

  @Test
  void itBeginsAtItsFirstInstantAndEndsBeforeItsLast() {
    var june = new Schedule(Set.of(), null, in("2026-06-01T00:00"), in("2026-07-01T00:00"));

    assertThat(june.covers(in("2026-05-31T23:59"), SHANGHAI)).isFalse();
    assertThat(june.covers(in("2026-06-01T00:00"), SHANGHAI)).isTrue();
    assertThat(june.covers(in("2026-07-01T00:00").minusNanos(1), SHANGHAI)).isTrue();
    assertThat(june.covers(in("2026-07-01T00:00"), SHANGHAI)).isFalse();
  }

  @Test
  void aScheduleThatIsNeverIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule(Set.of(), null, Given.NOW, Given.NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> window("09:00", "09:00"));
    assertThatIllegalArgumentException().isThrownBy(() -> window("09:00:30", "10:00"));
  }

  @Test
  void oneCoversTheOtherOnlyWhereItAppliesWheneverThatDoes() {
    var june = new Schedule(Set.of(), null, in("2026-06-01T00:00"), in("2026-07-01T00:00"));
    var sundayNight = new Schedule(Set.of(DayOfWeek.SUNDAY), window("23:00", "01:00"), null, null);
    var earlyMonday = new Schedule(Set.of(DayOfWeek.MONDAY), window("00:00", "01:00"), null, null);

    assertThat(Schedule.always().covers(OFFICE)).isTrue();
    assertThat(OFFICE.covers(Schedule.always())).isFalse();
    assertThat(Schedule.always().covers(june)).isTrue();
    assertThat(june.covers(Schedule.always())).isFalse();
    assertThat(sundayNight.covers(earlyMonday)).isTrue();
    assertThat(earlyMonday.covers(sundayNight)).isFalse();
    assertThat(OFFICE.covers(FRIDAY_NIGHT)).isFalse();
  }

  @Property(tries = 300, seed = "20261122")
  void whatCoversAnotherAppliesWheneverThatDoes(
      @ForAll Set<DayOfWeek> days,
      @ForAll Set<DayOfWeek> otherDays,
      @ForAll @IntRange(max = 23) int from,
      @ForAll @IntRange(min = 1, max = 23) int hours,
      @ForAll @IntRange(max = 23) int otherFrom,
      @ForAll @IntRange(min = 1, max = 23) int otherHours) {
    Schedule wide = schedule(days, from, hours);
    Schedule narrow = schedule(otherDays, otherFrom, otherHours);
    boolean always =
        IntStream.range(0, 7 * 24)
            .mapToObj(hour -> Given.NOW.plus(Duration.ofHours(hour)))
            .allMatch(now -> !narrow.covers(now, SHANGHAI) || wide.covers(now, SHANGHAI));

    assertThat(wide.covers(narrow)).isEqualTo(always);
  }

  private static Schedule schedule(Set<DayOfWeek> days, int from, int hours) {
    LocalTime begin = LocalTime.of(from, 0);
    return new Schedule(days, new DailyWindow(begin, begin.plusHours(hours)), null, null);
  }
}
