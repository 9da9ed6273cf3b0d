package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.shopper;

import io.xianda.handoff.Priority;
import io.xianda.handoff.StaffingSettings;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bot says when it hands over, while people are there and while they are not. */
class HandOverHoursTest {

  @ParameterizedTest
  @ValueSource(strings = {"08:00", "12:00", "21:59"})
  void peopleWhoAreThereAnswerNow(String time) {
    shopper("lin")
        .at(time)
        .says("转人工")
        .isHandedTo("general", Priority.NORMAL, "service.human")
        .leavesNoTicket()
        .hears("已经为您转给综合客服")
        .seesNothingOf("08:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"22:00", "23:30", "00:00", "03:00", "07:59"})
  void peopleWhoAreNotThereAnswerFromEightOn(String time) {
    shopper("lin")
        .at(time)
        .says("转人工")
        .leavesTicket("general", "service.human")
        .hears("工单", "综合客服", "08:00-22:00", "08:00 上班后")
        .seesNothingOf("已经为您转给");
  }

  @Test
  void untilTheyComeTheBotGoesOn() {
    shopper("lin")
        .at("23:30")
        .says("骑手到哪了")
        .says("转人工")
        .leavesTicket("logistics", "service.human")
        .says("怎么开发票")
        .isDecidedBy("answer")
        .leavesNoTicket()
        .staysWithBot();
  }

  @Test
  void whoeverWaitsSinceTheyWereThereNeedsNoTicket() {
    shopper("lin").at("23:30").alreadyQueued().says("转人工").leavesNoTicket().staysQueued();
  }

  @ParameterizedTest
  @ValueSource(strings = {"03:00", "07:59", "12:00", "22:00"})
  void foodSafetyIsCalledBackWithinAnHourAtAnyHour(String time) {
    shopper("lin")
        .at(time)
        .says("吃了你们的虾拉肚子")
        .isHandedTo("aftersale", Priority.URGENT, "food-safety")
        .leavesNoTicket()
        .hears("1 小时")
        .seesNothingOf("08:00", "上班");
  }

  @Test
  void theHoursAreTheShopsOwn() {
    DialogueSettings nineToFive =
        new DialogueSettings(
            ZoneId.of("Asia/Shanghai"),
            LocalTime.of(9, 30),
            LocalTime.of(17, 0),
            Duration.ZERO,
            1000,
            DialogueSettings.defaults().risk());

    shopper("lin").at("08:30").with(nineToFive).says("转人工").hears("09:30-17:00");
  }

  @Test
  void whoeverComesInTheEveningIsToldThatItWillBeTomorrow() {
    shopper("lin").at("23:30").says("转人工").hears("明天 08:00 上班后");
    shopper("lin").at("03:00").says("转人工").hears("，08:00 上班后").seesNothingOf("明天");
  }

  @Test
  void aGroupHasHoursOfItsOwn() {
    StaffingSettings late = staffing(Map.of("logistics", "10:00-20:00"), Map.of());

    shopper("lin")
        .staffed(late)
        .at("20:30")
        .says("骑手到哪了")
        .says("转人工")
        .leavesTicket("logistics", "service.human")
        .hears("10:00-20:00", "明天 10:00 上班后");
    shopper("lin").staffed(late).at("20:30").says("转人工").leavesNoTicket();
  }

  @Test
  void onAHolidayPeopleAreBackTheDayAfter() {
    shopper("lin")
        .staffed(staffing(Map.of(), Map.of("2026-06-15", "closed", "2026-06-16", "10:00-16:00")))
        .at("12:00")
        .says("转人工")
        .leavesTicket("general", "service.human")
        .hears("10:00-16:00", "明天 10:00 上班后");
  }

  @Test
  void whereTooManyWaitItBecomesATicketWithATimeToBeCalledBack() {
    shopper("lin")
        .whileAllWaitFor("general")
        .at("12:00")
        .says("转人工")
        .leavesTicket("general", "service.human")
        .hears("最晚 14:00 前")
        .seesNothingOf("已经为您转给", "上班");
    shopper("lin").whileAllWaitFor("general").at("21:00").says("转人工").hears("明天 09:00 前");
    shopper("lin").whileAllWaitFor("logistics").at("12:00").says("转人工").leavesNoTicket();
  }

  @Test
  void foodSafetyDoesNotAskHowManyWait() {
    shopper("lin")
        .whileAllWaitFor("aftersale")
        .staffed(staffing(Map.of(), Map.of("2026-06-15", "closed")))
        .at("12:00")
        .says("吃了你们的虾拉肚子")
        .isHandedTo("aftersale", Priority.URGENT, "food-safety")
        .leavesNoTicket();
  }

  @Test
  void whoeverIsHandedOverIsSoAboutWhatWasTalkedOf() {
    shopper("lin").at("12:00").says("骑手到哪了").says("转人工").isAbout("delivery.track");
    shopper("lin").at("12:00").says("转人工").isAbout("service.human");
  }

  private static StaffingSettings staffing(
      Map<String, String> hours, Map<String, String> holidays) {
    return new StaffingSettings(hours, holidays, Map.of(), Duration.ofHours(2));
  }
}
