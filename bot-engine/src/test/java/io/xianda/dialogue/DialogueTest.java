package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.guest;
import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xianda.flow.Asks;
import io.xianda.handoff.Priority;
import io.xianda.order.Effect;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What shoppers say and what the shipped bot does about it: every policy with real words, model and
 * knowledge.
 */
class DialogueTest {

  private static final String INVOICE = Supposing.entry("invoice-how").answer();

  @Nested
  class FoodSafety {

    @ParameterizedTest
    @ValueSource(strings = {"吃了你们的虾拉肚子", "面包里有根头发", "吃完就开始呕吐进医院了"})
    void isHandedOverUrgently(String words) {
      shopper("lin")
          .says(words)
          .isDecidedBy("food-safety")
          .isHandedTo("aftersale", Priority.URGENT, "food-safety")
          .hears("售后专席", "1 小时")
          .asksNothing();
    }

    @Test
    void isHeardFromGuestsToo() {
      guest().says("吃了你们的虾拉肚子").isHandedTo("aftersale", Priority.URGENT, "food-safety");
    }

    @Test
    void leavesTheTaskUnderWay() {
      shopper("zhao")
          .says("几点能送到")
          .asks(Asks.ORDER)
          .says("吃了你们的虾拉肚子")
          .isHandedTo("aftersale", Priority.URGENT, "food-safety")
          .asksNothing()
          .seesOrders();
    }

    @Test
    void isPassedOnThoughAPersonIsOnTheWayAlready() {
      shopper("lin")
          .says("转人工")
          .isHandedTo("general", Priority.NORMAL, "service.human")
          .says("吃了你们的虾拉肚子")
          .isHandedTo("aftersale", Priority.URGENT, "food-safety");
    }
  }

  @Nested
  class PersonAskedFor {

    @ParameterizedTest
    @ValueSource(strings = {"转人工", "我要找真人客服"})
    void comesFromTheGeneralGroup(String words) {
      shopper("lin")
          .says(words)
          .isDecidedBy("person-due")
          .isHandedTo("general", Priority.NORMAL, "service.human")
          .hears("综合客服")
          .asksNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"几点能送到", "骑手到哪了"})
    void comesFromLogisticsInTheMiddleOfADeliveryTask(String question) {
      shopper("zhao")
          .says(question)
          .asks(Asks.ORDER)
          .says("转人工")
          .isHandedTo("logistics", Priority.NORMAL, "service.human")
          .hears("物流专席")
          .seesOrders();
    }

    @Test
    void comesFromThoseWhoKnowTheLastTaskOnceItIsDone() {
      shopper("zhao")
          .says("几点能送到")
          .says("大米那单")
          .asksNothing()
          .says("转人工")
          .isHandedTo("logistics", Priority.NORMAL, "service.human");
    }

    @Test
    void comesFromThoseWhoKnowTheLastQuestion() {
      guest().says("怎么开发票").says("转人工").isHandedTo("finance", Priority.NORMAL, "service.human");
    }

    @Test
    void comesFromThemAgainThoughTheShopperWentBackToTheBotMeanwhile() {
      shopper("lin")
          .says("怎么开发票")
          .says("转人工")
          .says("继续问机器人")
          .says("转人工")
          .isHandedTo("finance", Priority.NORMAL, "service.human");
    }

    @ParameterizedTest
    @CsvSource({
      "骑手态度太差了我要投诉, logistics, delivery.rider_complaint",
      "怎么只退我三块钱, aftersale, refund.amount",
      "为什么拒绝我的退款申请, aftersale, refund.rejected",
      "我要打12315投诉你们, general, service.complaint",
    })
    void comesToEveryMatterForAPerson(String words, String group, String reason) {
      shopper("wu")
          .says(words)
          .isDecidedBy("person-due")
          .isHandedTo(group, Priority.NORMAL, reason);
    }
  }

  @Nested
  class Queued {

    @Test
    void theShopperMayGoBackToTheBot() {
      shopper("lin")
          .says("转人工")
          .says("继续问机器人")
          .isDecidedBy("back-to-bot")
          .staysWithBot()
          .hears("先不转人工")
          .says("我的东西什么时候能到")
          .hears("10:42");
    }

    @Test
    void theBotStillSaysWhatItKnows() {
      shopper("lin")
          .says("转人工")
          .says("怎么开发票")
          .hearsWordForWord(INVOICE)
          .staysQueued()
          .says("骑手到哪了")
          .hears("王师傅")
          .staysQueued()
          .says("谢谢")
          .hears("不客气")
          .staysQueued();
    }

    @Test
    void theBotNotesTheRestAndOffersTheWayBack() {
      shopper("wu")
          .says("转人工")
          .says("骑手态度太差了我要投诉")
          .isDecidedBy("waiting-for-person")
          .staysQueued()
          .hears("记下了")
          .isOffered("继续问机器人")
          .says("今天股市怎么样")
          .isDecidedBy("waiting-for-person")
          .staysQueued();
    }

    @Test
    void anOrderIsStillAskedForAndUnderstood() {
      shopper("zhao")
          .says("转人工")
          .says("几点能送到")
          .asks(Asks.ORDER)
          .staysQueued()
          .says("菠菜那单")
          .hears("11:07")
          .staysQueued();
    }
  }

  @Nested
  class ChoiceTaken {

    @Test
    void anEntryIsReadWordForWord() {
      shopper("lin")
          .offered(new Offer.OfEntry("怎么开发票？", "invoice-how"))
          .says("怎么开发票？")
          .isDecidedBy("choice-taken")
          .hearsWordForWord(INVOICE)
          .isLedTo("/pages/order/list");
    }

    @Test
    void aTaskIsStarted() {
      shopper("lin")
          .offered(new Offer.OfIntent("配送进度", "delivery.track"))
          .says("配送进度")
          .isDecidedBy("choice-taken")
          .hears("王师傅")
          .staysWithBot();
    }

    @ParameterizedTest
    @ValueSource(strings = {"第二个", "2", "下面那个", "最后一个", "问的是第二个吧", "开发票", "发票那个"})
    void byItsPlaceOrAPartOfItsWords(String words) {
      shopper("lin")
          .offered(
              new Offer.OfIntent("配送进度", "delivery.track"),
              new Offer.OfEntry("怎么开发票？", "invoice-how"))
          .says(words)
          .isDecidedBy("choice-taken")
          .hearsWordForWord(INVOICE);
    }

    @Test
    void aMatterForAPersonIsHandedOver() {
      shopper("lin")
          .offered(new Offer.OfIntent("第二个问题", "refund.amount"))
          .says("第二个问题")
          .isDecidedBy("choice-taken")
          .isHandedTo("aftersale", Priority.NORMAL, "choice");
    }

    @Test
    void isForgottenOnceItWasTaken() {
      Talk talk = shopper("lin").offered(new Offer.OfEntry("怎么开发票？", "invoice-how")).says("怎么开发票？");

      assertThat(talk.outcome().memory())
          .isEqualTo(
              DialogueMemory.fresh()
                  .withLast("invoice-how")
                  .about("invoice")
                  .having("answer:invoice-how")
                  .bearing(new Patience("怎么开发票", 1, 0))
                  .toJson());
    }
  }

  @Nested
  class Social {

    @ParameterizedTest
    @CsvSource({
      "你好, 小满鲜生的智能客服",
      "谢谢, 不客气",
      "再见, 再见",
      "你是机器人吗, 机器人一枚",
      "好的, 还有什么可以帮您",
      "不是, 还有什么可以帮您",
    })
    void everyCourtesyIsReturned(String words, String reply) {
      guest().says(words).isDecidedBy("social").hears(reply).staysWithBot().asksNothing();
    }
  }

  @Nested
  class OutOfScope {

    @ParameterizedTest
    @ValueSource(strings = {"今天股市怎么样", "帮我写首诗", "世界杯谁赢了"})
    void isNoneOfTheBotsBusiness(String words) {
      shopper("lin")
          .says(words)
          .isDecidedBy("out-of-scope")
          .staysWithBot()
          .hears("帮不上忙")
          .isOffered("几点能送到", "坏了怎么赔", "怎么退款", "转人工")
          .asksNothing();
    }

    @ParameterizedTest
    // 坏了怎么赔 is answered from learned questions, which these talks do without.
    @ValueSource(strings = {"几点能送到", "怎么退款", "转人工"})
    void whatTheBotNamesInsteadItDoesNotTurnDown(String topic) {
      Talk talk = shopper("lin").says("今天股市怎么样").says(topic);

      assertThat(talk.outcome().decision())
          .isNotInstanceOfAny(Decision.Abstain.class, Decision.AdmitGap.class);
    }
  }

  @Nested
  class Answers {

    static Stream<Arguments> questions() {
      return Stream.of(
          arguments("怎么开发票", "invoice-how"),
          arguments("能货到付款吗", "payment-cod"),
          arguments("积分怎么抵钱", "points-redeem"),
          arguments("最低多少钱起送", "delivery-minimum-order"),
          arguments("退款多久能到账", "refund-arrival-time"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void standWordForWordAsTheOperatorsWroteThem(String question, String entry) {
      Talk talk =
          guest()
              .says(question)
              .isDecidedBy("answer")
              .hearsWordForWord(Supposing.entry(entry).answer())
              .staysWithBot()
              .asksNothing();

      assertThat(talk.outcome().reply().parts())
          .hasSize(Supposing.entry(entry).page() == null ? 1 : 2);
    }

    @Test
    void leadToThePageWhereTheShopperGoesOn() {
      shopper("lin").says("怎么开发票").isLedTo("/pages/order/list");
    }
  }

  @Nested
  class Tasks {

    @ParameterizedTest
    @CsvSource({
      "把收货地址改一下, delivery.change_address",
      "把那单取消掉, order.cancel",
      "草莓烂了, quality.spoiled",
      "显示签收了我没收到, delivery.not_received",
      "我的退款到哪一步了, refund.progress",
    })
    void areFinishedByTheBotItself(String words, String task) {
      Talk talk = shopper("wu").says(words).isDecidedBy("flow-start").staysWithBot();

      assertThat(talk.outcome().decision())
          .isInstanceOfSatisfying(
              Decision.Progress.class,
              progress -> assertThat(progress.intent().id()).isEqualTo(task));
    }

    @Test
    void thatAreInterruptedByAnotherGoOnAfterIt() {
      shopper("zhao")
          .at("10:30")
          .says("把大米那单取消掉")
          .hears("确认取消吗", "尾号0004")
          .asks(Asks.CONFIRM)
          .says("菠菜那单骑手到哪了")
          .hears("尾号0003", "拣货中", "确认取消吗", "尾号0004")
          .asks(Asks.CONFIRM)
          .does()
          .says("确认")
          .hears("已取消", "86.8")
          .does(new Effect.Cancel("XM2606150004"))
          .asksNothing();
    }
  }

  @Nested
  class Gap {

    @Test
    void isAdmittedWithTheOfferOfAPerson() {
      shopper("lin")
          .daring(Risk.DEMANDING)
          .says("怎么开发票")
          .isDecidedBy("gap")
          .asks(Asks.CHOICE)
          .says("都不是")
          .isDecidedBy("choice-taken")
          .hears("没有确切的资料", "支付发票专席")
          .isOffered("转人工")
          .staysWithBot()
          .asksNothing();
    }
  }

  @Nested
  class Clarifies {

    @Test
    void withAtMostThreeChoices() {
      Talk talk =
          shopper("lin")
              .daring(Risk.TIMID)
              .says("怎么开发票")
              .isDecidedBy("clarify")
              .asks(Asks.CHOICE)
              .staysWithBot();

      assertThat(talk.buttons()).hasSize(3).contains("怎么开发票？");
    }

    @Test
    void andTheChoiceThatIsTappedIsTaken() {
      shopper("lin")
          .daring(Risk.TIMID)
          .says("发票")
          .asks(Asks.CHOICE)
          .says("怎么开发票？")
          .isDecidedBy("choice-taken")
          .hearsWordForWord(INVOICE);
    }

    @Test
    void twiceAndThenBringsAPerson() {
      shopper("lin")
          .daring(Risk.TIMID)
          .says("发票的事")
          .asks(Asks.CHOICE)
          .says("就那个发票")
          .asks(Asks.CHOICE)
          .staysWithBot()
          .says("发票啊发票")
          .isDecidedBy("clarify")
          .because("not-understood")
          .isHandedTo("finance", Priority.NORMAL, "not-understood")
          .asksNothing();
    }

    @Test
    void afreshOnceSomethingWasUnderstood() {
      shopper("lin")
          .daring(Risk.TIMID)
          .says("发票的事")
          .says("就那个发票")
          .says("怎么开发票？")
          .isDecidedBy("choice-taken")
          .says("发票啊发票")
          .asks(Asks.CHOICE)
          .staysWithBot();
    }

    @Test
    void andKeepsTheTaskUnderWay() {
      shopper("zhao")
          .says("几点能送到")
          .asks(Asks.ORDER)
          .daring(Risk.TIMID)
          .says("发票的事")
          .asks(Asks.ORDER)
          .says("大米那单")
          .hears("尾号0004");
    }
  }

  @Nested
  class Abstains {

    @Test
    void whereNothingIsLikely() {
      shopper("lin")
          .daring(Risk.SILENT)
          .says("草莓")
          .isDecidedBy("abstain")
          .because("nothing-likely")
          .hears("帮不上忙")
          .staysWithBot();
    }
  }

  @Nested
  class Bursts {

    @Test
    void areReadAsOneMessage() {
      shopper("zhao").says("你好", "我想问下", "大米那单", "什么时候能送到").hears("尾号0004");
    }
  }

  @Nested
  class Traces {

    @Test
    void tellWhyWithoutTheWordsOfTheShopper() {
      DecisionTrace trace = shopper("zhao").says("帮我查下骑手到哪里了").outcome().trace();

      assertThat(trace.policy()).isEqualTo("flow-start");
      assertThat(trace.reason()).isEqualTo("task");
      assertThat(trace.decision()).isEqualTo("Progress");
      assertThat(trace.model()).matches("[0-9a-f]{12}");
      assertThat(trace.generation()).isEqualTo(1);
      assertThat(trace.intents()).hasSize(3);
      assertThat(trace.intents().getFirst().id()).isEqualTo("delivery.track");
      assertThat(trace.entries()).hasSize(3);
      assertThat(trace.risk()).isEqualTo(DialogueSettings.defaults().risk());
      Stake stake = Objects.requireNonNull(trace.stake());
      assertThat(stake.budget()).isEqualTo(0.02);
      assertThat(stake.threshold()).isEqualTo(DialogueSettings.defaults().risk().flow());
      assertThat(stake.probability()).isBetween(stake.threshold(), 1.0);
      assertThat(trace.toString()).doesNotContain("骑手", "XM26", "菠菜");
    }

    @Test
    void nameNothingAtStakeWhereNothingIsAssertedOrDone() {
      assertThat(shopper("lin").says("今天股市怎么样").outcome().trace().stake()).isNull();
    }

    @Test
    void tellHowSureAnAnswerHadToBe() {
      Stake stake = Objects.requireNonNull(shopper("lin").says("怎么开发票").outcome().trace().stake());

      assertThat(stake.budget()).isEqualTo(0.02);
      assertThat(stake.probability()).isGreaterThanOrEqualTo(stake.threshold());
    }

    @Test
    void areTheSameForTheSameTurn() {
      DecisionTrace first = shopper("lin").says("怎么开发票").outcome().trace();
      DecisionTrace second = shopper("lin").says("怎么开发票").outcome().trace();

      assertThat(List.of(second.policy(), second.intents(), second.entries()))
          .isEqualTo(List.of(first.policy(), first.intents(), first.entries()));
    }
  }
}
