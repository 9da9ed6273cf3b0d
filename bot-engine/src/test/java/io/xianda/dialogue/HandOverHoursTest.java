package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.shopper;

import io.xianda.handoff.Priority;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
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
}
