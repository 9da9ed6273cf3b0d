package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.guest;
import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.handoff.Priority;
import io.xianda.order.TurnKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators set up is said by the shipped bot, and what must come first does. */
class OperatorRulesTest {

  @Test
  void aRuleIsFollowedWordForWord() {
    guest()
        .withRules(Rules.REFUND)
        .says("我想退款！")
        .isDecidedBy("operator-rule")
        .because("rule refund, phrase 1 at 2-4")
        .hearsWordForWord("退款在售后记录里申请。")
        .isLedTo("/pages/aftersale/list")
        .isOffered("多久到账")
        .asksNothing()
        .staysWithBot();
  }

  @Test
  void anEntryIsShownAsItIs() {
    guest()
        .withRules(Rules.showing("开票", "invoice-how"))
        .says("开票")
        .isDecidedBy("operator-rule")
        .hearsWordForWord(Supposing.entry("invoice-how").answer());
  }

  @Test
  void aRuleBringsThePeopleOfItsGroup() {
    shopper("lin")
        .withRules(Rules.handing("企业采购", "order"))
        .says("企业采购")
        .isHandedTo("order", Priority.NORMAL, "operator-rule")
        .hears("订单专席");
  }

  @Test
  void foodSafetyStillComesFirst() {
    shopper("lin")
        .withRules(Rules.REFUND)
        .says("吃了你们的虾拉肚子，退款")
        .isDecidedBy("food-safety")
        .isHandedTo("aftersale", Priority.URGENT, "food-safety");
  }

  @ParameterizedTest
  @ValueSource(strings = {"人工", "转人工", "退款，转人工"})
  void whoeverAsksForAPersonIsNotToldARule(String words) {
    shopper("lin")
        .withRules(Rules.saying("人工", "人工客服在忙"), Rules.REFUND)
        .says(words)
        .seesNothingOf("人工客服在忙", "售后记录里申请");
  }

  @Test
  void peopleAreBroughtThoughARuleSpeaksOfThem() {
    shopper("lin")
        .withRules(Rules.saying("人工", "人工客服在忙"))
        .says("转人工")
        .isDecidedBy("person-due")
        .isHandedTo("general", Priority.NORMAL, "service.human");
  }

  @Test
  void offItsScheduleARuleIsNone() {
    shopper("lin")
        .withRules(Rules.atNight(Rules.saying("开票", "晚上不开票")))
        .says("怎么开票")
        .seesNothingOf("晚上不开票")
        .at("23:30")
        .says("怎么开票")
        .hearsWordForWord("晚上不开票");
  }

  @Test
  void aTaskUnderWayGoesOn() {
    shopper("zhao")
        .withRules(Rules.saying("大米", "大米在首页"))
        .says("几点能送到")
        .asks(Asks.ORDER)
        .says("大米那单")
        .isDecidedBy("flow-under-way")
        .seesNothingOf("大米在首页");
  }

  @Test
  void aTaskUnderWayAsksAgainAfterARule() {
    shopper("zhao")
        .withRules(Rules.REFUND)
        .says("几点能送到")
        .asks(Asks.ORDER)
        .says("退款")
        .hearsWordForWord("退款在售后记录里申请。")
        .asks(Asks.ORDER);
  }

  @Test
  void whoeverWaitsForAPersonIsToldARuleAndGoesOnWaiting() {
    shopper("lin").withRules(Rules.REFUND).alreadyQueued().says("退款").hears("售后记录").staysQueued();
  }

  @Test
  void aFactStandsWhereARuleNamesIt() {
    guest()
        .withRules(Rules.saying("运费", "运费 {delivery.fee}。"))
        .whereItIsAFact("delivery.fee", "5 元")
        .says("运费")
        .hearsWordForWord("运费 5 元。");
  }

  @Test
  void aRuleThatPromisesWhatTheShopDoesNotKnowIsNotSaid() {
    shopper("lin")
        .withRules(Rules.saying("运费", "运费最多赔 {compensation.max}"))
        .says("运费")
        .seesNothingOf("{", "最多赔")
        .because("answer-incomplete")
        .isHandedOver("answer-incomplete");
  }

  @Test
  void whoeverWaitsGoesOnWaitingWhereAnAnswerIsIncomplete() {
    shopper("lin")
        .withRules(Rules.saying("运费", "{delivery.fee}"))
        .alreadyQueued()
        .says("运费")
        .because("answer-incomplete")
        .staysQueued()
        .seesNothingOf("{");
  }

  @Test
  void aRuleOfAnotherChannelIsNotSaid() {
    Talk talk = guest().withRules(Rules.inTheApp(Rules.REFUND));
    Outcome outcome =
        talk.dialogue()
            .respond(
                new Turn(
                    new ShopperId("lin"),
                    Channel.APP,
                    null,
                    ConversationState.BOT,
                    null,
                    List.of(new Part.Text("退款")),
                    Instant.parse("2026-06-15T02:30:00Z"),
                    new TurnKey("turn")));

    assertThat(outcome.trace().policy()).isEqualTo("operator-rule");
    talk.says("退款").seesNothingOf("售后记录里申请");
  }
}
