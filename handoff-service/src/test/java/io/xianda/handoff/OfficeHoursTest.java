package io.xianda.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When people are there. */
class OfficeHoursTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final SkillGroup GENERAL = new SkillGroup("general");
  private static final SkillGroup FINANCE = new SkillGroup("finance");
  private static final SkillGroup SAFETY = new SkillGroup("food_safety");

  private static final OfficeHours HOURS =
      new OfficeHours(
          SHANGHAI,
          new OpenTime.Between(LocalTime.of(8, 0), LocalTime.of(22, 0)),
          new StaffingSettings(
              Map.of("finance", "09:00-18:00"),
              Map.of("2027-02-06", "closed", "2027-02-07", "10:00-16:00"),
              Map.of("finance", Map.of("2027-02-07", "closed")),
              Duration.ofHours(2)));

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(SHANGHAI).toInstant();
  }

  @Test
  void everybodyIsThereInTheUsualHoursUnlessTheGroupHasItsOwn() {
    assertThat(HOURS.isOpen(GENERAL, at("2027-01-04T08:00"))).isTrue();
    assertThat(HOURS.isOpen(GENERAL, at("2027-01-04T21:59:59"))).isTrue();
    assertThat(HOURS.isOpen(GENERAL, at("2027-01-04T22:00"))).isFalse();
    assertThat(HOURS.isOpen(FINANCE, at("2027-01-04T08:30"))).isFalse();
    assertThat(HOURS.isOpen(FINANCE, at("2027-01-04T17:59"))).isTrue();
  }

  @Test
  void foodSafetyIsThereAtAnyHourOfAnyDay() {
    assertThat(HOURS.isOpen(SAFETY, at("2027-02-06T03:00"))).isTrue();
    assertThat(HOURS.isOpen(SAFETY, at("2027-01-04T00:00"))).isTrue();
  }

  @Test
  void onHolidaysTheyAreThereAtOtherHoursOrNotAtAll() {
    assertThat(HOURS.isOpen(GENERAL, at("2027-02-06T12:00"))).isFalse();
    assertThat(HOURS.next(GENERAL, at("2027-02-05T22:30")))
        .isEqualTo(new OfficeHours.Stretch(at("2027-02-07T10:00"), at("2027-02-07T16:00")));
    assertThat(HOURS.next(FINANCE, at("2027-02-05T22:30")).opens())
        .as("which has a holiday of its own")
        .isEqualTo(at("2027-02-08T09:00"));
  }

  @Test
  void timeGoesOnOnlyWhileTheyAreThere() {
    assertThat(HOURS.callBack(GENERAL, at("2027-01-04T12:00"))).isEqualTo(at("2027-01-04T14:00"));
    assertThat(HOURS.callBack(GENERAL, at("2027-01-04T21:00"))).isEqualTo(at("2027-01-05T09:00"));
    assertThat(HOURS.callBack(GENERAL, at("2027-02-05T21:30"))).isEqualTo(at("2027-02-07T11:30"));
    assertThat(HOURS.callBack(SAFETY, at("2027-01-04T23:00"))).isEqualTo(at("2027-01-05T01:00"));
  }

  @Property
  void whenTheyComeSomebodyIsThereAndNobodyBefore(
      @ForAll @IntRange(min = 0, max = 60 * 24 * 60) int minutes) {
    Instant now = at("2027-01-20T00:00").plus(Duration.ofMinutes(minutes));
    OfficeHours.Stretch next = HOURS.next(FINANCE, now);

    assertThat(HOURS.isOpen(FINANCE, next.opens())).isTrue();
    assertThat(HOURS.isOpen(FINANCE, next.closes())).isFalse();
    assertThat(HOURS.isOpen(FINANCE, now)).isEqualTo(!next.opens().isAfter(now));
    assertThat(HOURS.plus(FINANCE, now, Duration.ofMinutes(1))).isAfter(now);
  }

  @Test
  void whatIsWrongIsToldAtStart() {
    for (String wrong : new String[] {"22:00-08:00", "8-22", "", "closed"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new StaffingSettings(
                  Map.of("finance", wrong), Map.of(), Map.of(), Duration.ofHours(2)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new StaffingSettings(
                Map.of(), Map.of("Feb 6", "closed"), Map.of(), Duration.ofHours(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HOURS.settings().amongGroups(java.util.Set.of("general")));
    assertThat(StaffingSettings.defaults().amongGroups(java.util.Set.of("general")).hours())
        .containsOnlyKeys("food_safety");
  }

  @Test
  void whoeverFindsTheQueueFullIsToldWhenSomebodyWillLook() {
    Staffing staffing = Staffing.by(HOURS, GENERAL::equals);

    assertThat(staffing.of(GENERAL, at("2027-01-04T12:00")))
        .isEqualTo(new Staffing.Answer.Full(at("2027-01-04T14:00")));
    assertThat(staffing.of(FINANCE, at("2027-01-04T12:00"))).isEqualTo(new Staffing.Answer.Open());
    assertThat(staffing.of(GENERAL, at("2027-01-04T22:00")))
        .isEqualTo(new Staffing.Answer.Closed(at("2027-01-05T08:00"), at("2027-01-05T22:00")));
  }
}
