package io.xianda.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Time counts while people work. */
class BusinessHoursTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);
  private static final BusinessHours SHOP =
      new BusinessHours.Daily(LocalTime.of(8, 0), LocalTime.of(22, 0), Set.of(NEW_YEAR), SHANGHAI);

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
  }

  @Test
  void withinADayItIsPlainTime() {
    assertThat(SHOP.plus(at("2026-11-23T10:00"), Duration.ofHours(2)))
        .isEqualTo(at("2026-11-23T12:00"));
  }

  @Test
  void whatTheEveningLeavesIsDoneInTheMorning() {
    assertThat(SHOP.plus(at("2026-11-23T21:00"), Duration.ofHours(2)))
        .isEqualTo(at("2026-11-24T09:00"));
  }

  @Test
  void whatComesAtNightBeginsInTheMorning() {
    assertThat(SHOP.plus(at("2026-11-23T23:30"), Duration.ofHours(1)))
        .isEqualTo(at("2026-11-24T09:00"));
    assertThat(SHOP.plus(at("2026-11-23T03:00"), Duration.ofHours(1)))
        .isEqualTo(at("2026-11-23T09:00"));
  }

  @Test
  void holidaysAreSkipped() {
    assertThat(SHOP.plus(at("2026-12-31T21:00"), Duration.ofHours(2)))
        .isEqualTo(at("2027-01-02T09:00"));
    assertThat(SHOP.between(at("2027-01-01T00:00"), at("2027-01-02T00:00")))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void roundTheClockEveryHourCounts() {
    var always = new BusinessHours.RoundTheClock();
    assertThat(always.plus(at("2026-11-23T23:30"), Duration.ofHours(1)))
        .isEqualTo(at("2026-11-24T00:30"));
    assertThat(always.between(at("2026-11-23T23:30"), at("2026-11-24T00:30")))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aDayEndsAfterItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new BusinessHours.Daily(LocalTime.of(8, 0), LocalTime.of(8, 0), Set.of(), SHANGHAI));
  }

  /** Also across the change of clocks, where there is one. */
  @Property
  void whatIsAddedCanBeMeasured(
      @ForAll("hours") BusinessHours hours,
      @ForAll("moments") Instant start,
      @ForAll("times") Duration time) {
    assertThat(hours.between(start, hours.plus(start, time))).isEqualTo(time);
  }

  @Property
  void inTwoStepsItIsTheSame(
      @ForAll("hours") BusinessHours hours,
      @ForAll("moments") Instant start,
      @ForAll("times") Duration one,
      @ForAll("times") Duration other) {
    assertThat(hours.between(start, hours.plus(hours.plus(start, one), other)))
        .isEqualTo(one.plus(other));
  }

  @Property
  void laterIsNeverDoneEarlier(
      @ForAll("hours") BusinessHours hours,
      @ForAll("moments") Instant start,
      @ForAll("times") Duration wait,
      @ForAll("times") Duration time) {
    assertThat(hours.plus(start.plus(wait), time)).isAfterOrEqualTo(hours.plus(start, time));
  }

  @Provide
  Arbitrary<BusinessHours> hours() {
    Arbitrary<BusinessHours> daily =
        Combinators.combine(
                Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(0, 20).set().ofMaxSize(10),
                // Where clocks are set, and where they are not.
                Arbitraries.of("Asia/Shanghai", "Europe/Berlin", "America/New_York"))
            .as((from, length, days, zone) -> {
              Set<LocalDate> holidays = new HashSet<>();
              days.forEach(day -> holidays.add(LocalDate.of(2026, 3, 20).plusDays(day)));
              return new BusinessHours.Daily(
                  LocalTime.of(from, 0), LocalTime.of(from + length, 0), holidays, ZoneId.of(zone));
            });
    return Arbitraries.oneOf(daily, Arbitraries.just(new BusinessHours.RoundTheClock()));
  }

  @Provide
  Arbitrary<Instant> moments() {
    long spring = Instant.parse("2026-03-20T00:00:00Z").getEpochSecond();
    return Arbitraries.longs()
        .between(spring, spring + Duration.ofDays(20).toSeconds())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<Duration> times() {
    return Arbitraries.longs().between(0, Duration.ofDays(3).toSeconds()).map(Duration::ofSeconds);
  }
}
