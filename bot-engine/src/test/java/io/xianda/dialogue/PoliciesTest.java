package io.xianda.dialogue;

import static io.xianda.dialogue.Supposing.CATALOG;
import static io.xianda.dialogue.Supposing.entry;
import static io.xianda.dialogue.Supposing.somebodySays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.flow.FlowStep;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Action;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentDefinition;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each rule of the dialogue at its thresholds and against its neighbours, without model and search.
 */
class PoliciesTest {

  private static final RiskBudget RISK = Risk.ROUND;

  /** Just too little. */
  private static double below(double threshold) {
    return threshold - 0.001;
  }

  private static Decision handOver(String group, Priority priority, String reason) {
    return new Decision.HandOver(new Handoff(new SkillGroup(group), priority, reason));
  }

  private static Decision urgent() {
    return handOver("aftersale", Priority.URGENT, "food-safety");
  }

  private static Decision answerWith(String entry, double probability) {
    return new Decision.Answer(entry(entry), probability);
  }

  @Test
  void thePoliciesStandInTheirOrder() {
    assertThat(Policies.inOrder().stream().map(Policy::name))
        .containsExactly(
            "food-safety",
            "same-again",
            "person-due",
            "back-to-bot",
            "choice-taken",
            "flow-under-way",
            "operator-rule",
            "out-of-patience",
            "social",
            "other-company",
            "out-of-scope",
            "two-readings",
            "flow-start",
            "answer",
            "asked-again",
            "waiting-for-person",
            "task-for-person",
            "gap",
            "remark",
            "clarify",
            "abstain");
  }

  @Nested
  class FoodSafety {

    @Test
    void isUrgentForTheAftersaleGroup() {
      var ruling = somebodySays("虾不对劲").meaning("quality.safety", RISK.safety()).isRuled();

      assertThat(ruling).isEqualTo(new Supposing.Ruling("food-safety", "food-safety", urgent()));
    }

    @Test
    void isNoMatterBelowItsThreshold() {
      var ruling = somebodySays("虾不对劲").meaning("quality.safety", below(RISK.safety())).isRuled();

      assertThat(ruling.policy()).isNotEqualTo("food-safety");
    }

    @ParameterizedTest
    @ValueSource(strings = {"拉肚子", "上吐下泻", "食物中毒", "腹泻", "吃坏了", "吃吐了", "呕吐", "进医院", "去急诊"})
    void needsOnlyAHintWhereSomebodyIsIll(String words) {
      assertThat(somebodySays(words).meaning("quality.safety", 0.05).isRuled().decision())
          .isEqualTo(urgent());
    }

    @Test
    void needsAHintOfTheModelEvenWhereSomebodyIsIll() {
      var ruling = somebodySays("狗狗拉肚子能吃南瓜吗").meaning("quality.safety", 0.049).isRuled();

      assertThat(ruling.policy()).isNotEqualTo("food-safety");
    }

    @Test
    void comesBeforeThePersonWhoWasAskedFor() {
      var ruling =
          somebodySays("叫人来")
              .meaning("service.human", 0.6)
              .meaning("quality.safety", 0.35)
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(urgent());
    }

    @Test
    void comesBeforeTheTaskUnderWay() {
      var ruling =
          somebodySays("菠菜里有虫")
              .whoIs("zhao")
              .meaning("quality.safety", 0.5)
              .inTheMiddleOf("delivery.eta")
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(urgent());
    }

    @Test
    void isHeardThoughAPersonIsOnTheWayAlready() {
      var ruling = somebodySays("面包里有虫").meaning("quality.safety", 0.5).whileQueued().isRuled();

      assertThat(ruling.decision()).isEqualTo(urgent());
    }
  }

  @Nested
  class PersonDue {

    @Test
    void whoeverAsksForAPersonGetsOneOfTheGeneralGroup() {
      var ruling = somebodySays("转人工").meaning("service.human", RISK.person()).isRuled();

      assertThat(ruling.policy()).isEqualTo("person-due");
      assertThat(ruling.decision())
          .isEqualTo(handOver("general", Priority.NORMAL, "service.human"));
    }

    @Test
    void nobodyIsHandedOverOnAGuess() {
      var ruling = somebodySays("有人吗").meaning("service.human", below(RISK.person())).isRuled();

      assertThat(ruling.policy()).isNotEqualTo("person-due");
    }

    @Test
    void whoeverAsksAfterATaskOrAQuestionGetsThoseWhoKnowAboutIt() {
      var wish = somebodySays("转人工").meaning("service.human", 0.9);

      assertThat(wish.lastAbout("quality.spoiled").isRuled().decision())
          .isEqualTo(handOver("aftersale", Priority.NORMAL, "service.human"));
      assertThat(wish.lastAbout("invoice").isRuled().decision())
          .isEqualTo(handOver("finance", Priority.NORMAL, "service.human"));
    }

    /** An entry may be without an intent, or with one of yesterday. */
    @ParameterizedTest
    @ValueSource(strings = {"promo.gone", "", "What's this?"})
    void whoeverAsksAfterWhatTheCatalogueDoesNotHaveGetsOneOfTheGeneralGroup(String gone) {
      var ruling = somebodySays("转人工").meaning("service.human", 0.9).lastAbout(gone).isRuled();

      assertThat(ruling.decision())
          .isEqualTo(handOver("general", Priority.NORMAL, "service.human"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery.eta", "delivery.track"})
    void whoeverAsksInTheMiddleOfADeliveryTaskGetsThoseWhoKnowDelivery(String task) {
      var ruling =
          somebodySays("转人工")
              .whoIs("zhao")
              .meaning("service.human", 0.9)
              .inTheMiddleOf(task)
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(handOver("logistics", Priority.NORMAL, "service.human"));
    }

    static Stream<IntentDefinition> mattersForAPerson() {
      return CATALOG.all().stream()
          .filter(definition -> definition.action() == Action.HUMAN)
          .filter(definition -> !definition.intent().equals(Intent.FOOD_SAFETY));
    }

    @ParameterizedTest
    @MethodSource("mattersForAPerson")
    void everyMatterForAPersonGoesToItsOwnGroup(IntentDefinition matter) {
      String intent = matter.intent().id();

      assertThat(somebodySays("我有意见").meaning(intent, 0.8).isRuled().decision())
          .isEqualTo(handOver(matter.group(), Priority.NORMAL, intent));
    }

    @Test
    void aComplaintInTheMiddleOfATaskStillGoesToItsOwnGroup() {
      var ruling =
          somebodySays("我要投诉你们")
              .whoIs("zhao")
              .meaning("service.complaint", 0.9)
              .inTheMiddleOf("delivery.eta")
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(handOver("general", Priority.NORMAL, "service.complaint"));
    }

    @Test
    void severalMattersForAPersonCountTogetherAndTheLikeliestNamesTheGroup() {
      var ruling =
          somebodySays("你们怎么处理的")
              .meaning("delivery.rider_complaint", 0.22)
              .meaning("refund.amount", 0.24)
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(handOver("aftersale", Priority.NORMAL, "refund.amount"));
    }

    @Test
    void foodSafetyThatIsOnlyTheLikeliestOfThemIsUrgentAllTheSame() {
      var ruling =
          somebodySays("这虾怎么处理")
              .meaning("quality.safety", below(RISK.safety()))
              .meaning("refund.amount", 0.2)
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(handOver("aftersale", Priority.URGENT, "quality.safety"));
    }

    @Test
    void whoeverWaitsAlreadyIsNotHandedOverAgain() {
      var ruling = somebodySays("转人工").meaning("service.human", 0.9).whileQueued().isRuled();

      assertThat(ruling.decision()).isEqualTo(new Decision.KeepWaiting());
    }
  }

  @Nested
  class BackToBot {

    @ParameterizedTest
    @ValueSource(strings = {"不用人工了", "不要人工", "不转了", "取消人工", "不等了", "继续问机器人", "回到机器人", "不用转了"})
    void whoeverNoLongerWantsToWaitNeedNot(String words) {
      var ruling = somebodySays(words).meaning("service.human", 0.5).whileQueued().isRuled();

      assertThat(ruling.policy()).isEqualTo("back-to-bot");
      assertThat(ruling.decision()).isEqualTo(new Decision.ReturnToBot());
    }

    @Test
    void meansNothingWhereNobodyWaits() {
      assertThat(somebodySays("不用转了").meaning("chat.deny", 0.9).isRuled().policy())
          .isEqualTo("social");
    }
  }

  @Nested
  class ChoiceTaken {

    private static final Offer INVOICE = new Offer.OfEntry("怎么申请发票？", "invoice-how");
    private static final Offer TRACK = new Offer.OfIntent("配送进度", "delivery.track");
    private static final Offer REFUND = new Offer.OfIntent("申请退款退货", "refund.apply");
    private static final Offer AMOUNT = new Offer.OfIntent("退款金额争议", "refund.amount");

    @Test
    void anEntryIsAnsweredHoweverUnlikelyItIs() {
      var ruling =
          somebodySays("怎么申请发票？")
              .whereWasOffered(TRACK, INVOICE)
              .finding("points-earn", 0.9)
              .finding("invoice-how", 0.01)
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling("choice-taken", "choice", answerWith("invoice-how", 0.01)));
    }

    @Test
    void aTaskIsStarted() {
      var ruling = somebodySays("配送进度").whereWasOffered(TRACK, INVOICE).isRuled();

      assertThat(ruling.policy()).isEqualTo("choice-taken");
      assertThat(ruling.decision())
          .isInstanceOfSatisfying(
              Decision.Progress.class,
              progress -> {
                assertThat(progress.intent()).isEqualTo(new Intent("delivery.track"));
                assertThat(progress.started()).isTrue();
              });
    }

    @Test
    void aMatterForAPersonIsHandedToItsGroup() {
      assertThat(somebodySays("退款金额争议").whereWasOffered(AMOUNT).isRuled().decision())
          .isEqualTo(handOver("aftersale", Priority.NORMAL, "choice"));
    }

    @Test
    void spacesAroundItDoNotMatter() {
      assertThat(somebodySays(" 申请退款退货\n").whereWasOffered(REFUND).isRuled().policy())
          .isEqualTo("choice-taken");
    }

    @Test
    void otherWordsAreNoChoice() {
      assertThat(somebodySays("申请退款").whereWasOffered(REFUND).isRuled().policy())
          .isNotEqualTo("choice-taken");
    }

    @Test
    void anEntryThatIsGoneMeanwhileIsNoChoice() {
      var ruling =
          somebodySays("怎么申请发票？").whereWasOffered(INVOICE).finding("points-earn", 0.9).isRuled();

      assertThat(ruling.policy()).isEqualTo("answer");
    }

    @Test
    void anIntentThatTheCatalogueNoLongerHasIsNoChoice() {
      var ruling =
          somebodySays("老玩法").whereWasOffered(new Offer.OfIntent("老玩法", "promo.gone")).isRuled();

      assertThat(ruling.policy()).isEqualTo("abstain");
    }
  }

  @Nested
  class OperatorRule {

    private static final String REASON = "rule refund, phrase 1 at 2-4";

    @Test
    void beatsACourtesyATaskAndAnEntry() {
      var ruling =
          somebodySays("我要退款")
              .meaning("refund.apply", 0.9)
              .finding("invoice-how", 0.9)
              .where(Rules.REFUND)
              .isRuled();

      assertThat(ruling)
          .isEqualTo(new Supposing.Ruling("operator-rule", REASON, Rules.says(Rules.REFUND)));
    }

    @Test
    void saysNothingToOtherWords() {
      assertThat(
              somebodySays("谢谢").meaning("chat.thanks", 0.9).where(Rules.REFUND).isRuled().policy())
          .isEqualTo("social");
    }

    @Test
    void showsAnEntryThatTheSearchDidNotFind() {
      var ruling =
          somebodySays("我要发票")
              .meaning("chat.thanks", 0.9)
              .where(Rules.showing("发票", "invoice-how"))
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(answerWith("invoice-how", 1));
    }

    @Test
    void handsOverToItsGroup() {
      var ruling = somebodySays("团购").where(Rules.handing("团购", "order")).isRuled();

      assertThat(ruling.decision()).isEqualTo(handOver("order", Priority.NORMAL, "operator-rule"));
    }

    @Test
    void doesNotHandOverAgainWhoeverWaitsAlready() {
      assertThat(
              somebodySays("团购")
                  .where(Rules.handing("团购", "order"))
                  .whileQueued()
                  .isRuled()
                  .policy())
          .isEqualTo("waiting-for-person");
    }

    @Test
    void comesAfterFoodSafety() {
      var ruling =
          somebodySays("虾不对劲，退款")
              .meaning("quality.safety", RISK.safety())
              .where(Rules.REFUND)
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(urgent());
    }

    @Test
    void comesAfterWhoeverAsksForAPerson() {
      var ruling =
          somebodySays("转人工退款")
              .meaning("service.human", RISK.person())
              .where(Rules.REFUND)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("person-due");
    }

    @ParameterizedTest
    @ValueSource(strings = {"吃完拉肚子，退款", "人工，退款", "找个真人说退款"})
    void isSilentWhereTheWordsNameAnIllnessOrAPersonThoughTheModelDoesNot(String words) {
      assertThat(somebodySays(words).meaning("invoice", 0.9).where(Rules.REFUND).isRuled().policy())
          .isNotEqualTo("operator-rule");
    }

    @Test
    void isSilentWhereFoodSafetyIsPlausible() {
      var ruling =
          somebodySays("面包里有东西，退款")
              .meaning("quality.safety", RISK.plausible())
              .where(Rules.REFUND)
              .isRuled();

      assertThat(ruling.policy()).isNotEqualTo("operator-rule");
    }

    @Test
    void handsOverThoughAnIllnessIsNamed() {
      var ruling = somebodySays("狗狗拉肚子").where(Rules.handing("拉肚子", "aftersale")).isRuled();

      assertThat(ruling.decision())
          .isEqualTo(handOver("aftersale", Priority.NORMAL, "operator-rule"));
    }

    @Test
    void saysNothingOffItsSchedule() {
      assertThat(somebodySays("我要退款").where(Rules.atNight(Rules.REFUND)).isRuled().policy())
          .isNotEqualTo("operator-rule");
    }

    @Test
    void saysNothingOnOtherChannels() {
      assertThat(somebodySays("我要退款").where(Rules.inTheApp(Rules.REFUND)).isRuled().policy())
          .isNotEqualTo("operator-rule");
    }

    @Test
    void comesAfterTheTaskUnderWay() {
      var ruling =
          somebodySays("大米那单")
              .whoIs("zhao")
              .inTheMiddleOf("delivery.eta")
              .where(Rules.saying("大米", "大米在这里"))
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-under-way");
    }

    @Test
    void comesAfterTheChoiceThatWasTaken() {
      var ruling =
          somebodySays("申请退款退货")
              .whereWasOffered(new Offer.OfIntent("申请退款退货", "refund.apply"))
              .where(Rules.REFUND)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("choice-taken");
    }
  }

  @Nested
  class FlowUnderWay {

    @ParameterizedTest
    @ValueSource(strings = {"delivery.eta", "delivery.track"})
    void theOrderThatWasAskedForFinishesTheTask(String task) {
      var ruling =
          somebodySays("大米那单")
              .whoIs("zhao")
              .meaning("product.usage", 0.9)
              .inTheMiddleOf(task)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-under-way");
      assertThat(ruling.reason()).isEqualTo("slot-filled");
      assertThat(ruling.decision())
          .isInstanceOfSatisfying(
              Decision.Progress.class,
              progress -> {
                assertThat(progress.intent()).isEqualTo(new Intent(task));
                assertThat(progress.started()).isFalse();
                assertThat(progress.step()).isInstanceOf(FlowStep.Finished.class);
              });
    }

    @Test
    void aNoCallsItOff() {
      var ruling =
          somebodySays("不用了")
              .whoIs("zhao")
              .meaning("chat.deny", RISK.social())
              .inTheMiddleOf("delivery.eta")
              .isRuled();

      assertThat(ruling.reason()).isEqualTo("called-off");
      assertThat(ruling.decision())
          .isInstanceOfSatisfying(
              Decision.Progress.class,
              progress -> assertThat(progress.step()).isInstanceOf(FlowStep.Finished.class));
    }

    @Test
    void halfANoDoesNot() {
      var ruling =
          somebodySays("不好说")
              .whoIs("zhao")
              .meaning("chat.deny", below(RISK.social()))
              .inTheMiddleOf("delivery.eta")
              .isRuled();

      assertThat(ruling.policy()).isNotEqualTo("flow-under-way");
    }

    @Test
    void aQuestionInBetweenFallsThroughToItsAnswer() {
      var ruling =
          somebodySays("怎么开发票")
              .whoIs("zhao")
              .meaning("invoice", 0.9)
              .finding("invoice-how", 0.9)
              .inTheMiddleOf("delivery.eta")
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("answer");
    }

    @Test
    void aQuestionAboutSomethingInAnOrderIsNoPickOfThatOrder() {
      var question =
          somebodySays("菠菜怎么保存")
              .whoIs("zhao")
              .meaning("product.storage", 0.9)
              .inTheMiddleOf("delivery.eta");

      assertThat(question.isRuled().policy()).isEqualTo("flow-under-way");
      assertThat(question.finding("storage-leafy", RISK.answer()).isRuled().decision())
          .isEqualTo(answerWith("storage-leafy", RISK.answer()));
    }

    @Test
    void aNumberIsAPickWhateverElseTheMessageMayMean() {
      var ruling =
          somebodySays("尾号0004")
              .whoIs("zhao")
              .meaning("invoice", 0.9)
              .finding("invoice-how", 0.9)
              .inTheMiddleOf("delivery.eta")
              .isRuled();

      assertThat(ruling.reason()).isEqualTo("slot-filled");
    }

    @Test
    void aTaskThatThisVersionDoesNotHaveDecidesNothing() {
      var ruling = somebodySays("大米那单").whoIs("zhao").inTheMiddleOf("task.of.yesterday").isRuled();

      assertThat(ruling.policy()).isEqualTo("abstain");
    }
  }

  @Nested
  class Social {

    @Test
    void aCourtesyComesBeforeTheSurestEntry() {
      var ruling =
          somebodySays("谢谢")
              .meaning("chat.thanks", RISK.social())
              .finding("invoice-how", 0.99)
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling(
                  "social", "courtesy", new Decision.Socialise(new Intent("chat.thanks"))));
    }

    @Test
    void severalHalfLikelyCourtesiesAreOneAndTheLikeliestIsReturned() {
      var ruling =
          somebodySays("好的谢谢")
              .meaning("chat.affirm", 0.24)
              .meaning("chat.thanks", 0.25)
              .meaning("invoice", 0.2)
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(new Decision.Socialise(new Intent("chat.thanks")));
    }

    @Test
    void courtesiesBesideSomethingLikelierAreNone() {
      var ruling =
          somebodySays("谢谢，几点到")
              .meaning("delivery.eta", 0.5)
              .meaning("chat.thanks", 0.3)
              .meaning("chat.affirm", 0.2)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
    }

    @Test
    void halfACourtesyIsNone() {
      var ruling = somebodySays("谢了啊").meaning("chat.thanks", below(RISK.social())).isRuled();

      assertThat(ruling.policy()).isNotEqualTo("social");
    }

    @Test
    void whoeverWaitsIsThankedToo() {
      assertThat(somebodySays("谢谢").meaning("chat.thanks", 0.9).whileQueued().isRuled().decision())
          .isEqualTo(new Decision.Socialise(new Intent("chat.thanks")));
    }
  }

  @Nested
  class OutOfScope {

    @Test
    void comesBeforeTheSurestEntryAndTheLikeliestTask() {
      var ruling =
          somebodySays("火箭几点到空间站")
              .meaning("delivery.eta", 0.9)
              .finding("invoice-how", 0.99)
              .inScope(below(RISK.inScope()))
              .isRuled();

      assertThat(ruling)
          .isEqualTo(new Supposing.Ruling("out-of-scope", "out-of-scope", new Decision.Abstain()));
    }

    @Test
    void isNotAssumedWhereItIsHalfLikely() {
      var ruling =
          somebodySays("几点到").meaning("delivery.eta", 0.9).inScope(RISK.inScope()).isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
    }

    @Test
    void isAssumedWhereItIsLikeliestAndNothingElseIsPlausible() {
      var ruling =
          somebodySays("来点儿带劲的")
              .meaning("oos", 0.45)
              .meaning("promo.activity", below(RISK.plausible()))
              .finding("activity-today", below(RISK.plausible()))
              .inScope(0.55)
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling("out-of-scope", "nothing-plausible", new Decision.Abstain()));
    }

    @Test
    void isAssumedWhereItIsTwiceAsLikelyAsAnythingElse() {
      var ruling =
          somebodySays("袋鼠肉怎么红烧")
              .meaning("oos", 0.45)
              .meaning("product.usage", 0.22)
              .finding("usage-thaw", below(RISK.plausible()))
              .inScope(0.55)
              .isRuled();

      assertThat(ruling.reason()).isEqualTo("nothing-plausible");
    }

    @Test
    void isNotAssumedOfWhoeverNamesAnOrder() {
      var ruling =
          somebodySays("尾号0001 帮瞅瞅现在啥情况")
              .meaning("oos", 0.62)
              .meaning("delivery.track", 0.2)
              .inScope(0.38)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("clarify");
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.0", "0.0, 0.25"})
    void isNotAssumedWhereSomethingElseIsPlausible(double intent, double entry) {
      var ruling =
          somebodySays("来点儿带劲的")
              .meaning("oos", 0.45)
              .meaning("promo.activity", intent)
              .finding("activity-today", entry)
              .inScope(0.55)
              .isRuled();

      assertThat(ruling.policy()).isNotEqualTo("out-of-scope");
    }

    @Test
    void isWhatABareNumberIsThatIsNoneOfTheShoppersOrders() {
      var ruling = somebodySays("1111111").meaning("oos", 0.99).inScope(0.01).isRuled();

      assertThat(ruling.policy()).isEqualTo("out-of-scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XM2606159999", "2606150001", "尾号0001"})
    void isNotAssumedWhereAnOrderIsNamed(String number) {
      var ruling = somebodySays(number).meaning("oos", 0.99).inScope(0.01).isRuled();

      assertThat(ruling.policy()).isNotEqualTo("out-of-scope");
    }

    @Test
    void isNotedForThePersonWhereOneIsOnTheWay() {
      var ruling =
          somebodySays("今天天气不错").meaning("oos", 0.99).inScope(0.01).whileQueued().isRuled();

      assertThat(ruling.decision()).isEqualTo(new Decision.KeepWaiting());
    }
  }

  @Nested
  class OutOfPatience {

    @Test
    void isWhoeverSaysTheSameAThirdTime() {
      assertThat(stillNotHere().after("怎么还没到", 2, 0).isRuled().decision())
          .isEqualTo(handOver("logistics", Priority.NORMAL, "said-again"));
    }

    @Test
    void isWhoeverSaysItAgainAfterTheBotHadToAsk() {
      assertThat(stillNotHere().after("怎么还没有到", 1, 0).afterClarifications(1).isRuled().reason())
          .isEqualTo("said-again");
    }

    @Test
    void isNobodyWhoAsksASecondTime() {
      assertThat(stillNotHere().after("怎么还没到", 1, 0).isRuled().policy()).isEqualTo("flow-start");
    }

    @Test
    void isNobodyWhoSaysSomethingElse() {
      assertThat(stillNotHere().after("发票怎么开", 2, 0).isRuled().policy()).isEqualTo("flow-start");
    }

    @Test
    void isNobodyWhoThanksThreeTimes() {
      var ruling = somebodySays("谢谢").meaning("chat.thanks", 0.9).after("谢谢", 2, 0).isRuled();

      assertThat(ruling.policy()).isEqualTo("social");
    }

    @Test
    void isNobodyWhoGivesATaskTheSameAnswerAgain() {
      var ruling =
          somebodySays("大米")
              .whoIs("zhao")
              .inTheMiddleOf("delivery.eta")
              .after("大米", 2, 0)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-under-way");
    }

    @Test
    void isWhoeverIsAngryAgainWithNothingSureToBeDone() {
      assertThat(somebodySays("什么垃圾东西").meaning("oos", 0.9).after("气死我了", 1, 1).isRuled())
          .extracting(Supposing.Ruling::policy, Supposing.Ruling::reason)
          .containsExactly("out-of-patience", "angry-again");
    }

    @Test
    void isNobodyWhoIsAngryOnce() {
      assertThat(somebodySays("什么垃圾东西").meaning("oos", 0.9).after("你好", 1, 0).isRuled().policy())
          .isNotEqualTo("out-of-patience");
    }

    @Test
    void isNobodyForWhomSomethingCanBeDoneThoughAngryAgain() {
      var ruling =
          somebodySays("气死我了草莓烂了").meaning("quality.spoiled", 0.9).after("垃圾", 1, 1).isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
    }

    @Test
    void isNobodyForWhomAPersonIsOnTheWay() {
      assertThat(stillNotHere().after("怎么还没到", 5, 0).whileQueued().isRuled().policy())
          .isNotEqualTo("out-of-patience");
    }

    private static Supposing stillNotHere() {
      return somebodySays("怎么还没到!").meaning("delivery.late", 0.9);
    }
  }

  @Nested
  class OtherCompany {

    @Test
    void cannotBeHelpedHere() {
      assertThat(bought(RISK.plausible()).isRuled())
          .isEqualTo(
              new Supposing.Ruling("other-company", "bought-elsewhere", new Decision.Abstain()));
    }

    @Test
    void isNotBelievedWhereTheWordsAreSurelyAboutThisShop() {
      assertThat(bought(below(RISK.plausible())).isRuled().policy()).isEqualTo("flow-start");
    }

    @Test
    void isLeftToThePersonWhoIsOnTheWay() {
      assertThat(bought(0.5).whileQueued().isRuled().policy()).isNotEqualTo("other-company");
    }

    private static Supposing bought(double elsewhere) {
      return somebodySays("在盒马买的虾还没到").meaning("delivery.late", 0.5).meaning("oos", elsewhere);
    }
  }

  @Nested
  class TwoReadings {

    private static final Offer ETA = new Offer.OfIntent("预计送达时间", "delivery.eta");
    private static final Offer CUTOFF =
        new Offer.OfEntry(entry("delivery-next-day-cutoff").question(), "delivery-next-day-cutoff");

    private static Supposing taskOrEntry(double task, double intent, double found) {
      return somebodySays("夜里下单明早收得到吧")
          .meaning("delivery.eta", task)
          .meaning("delivery.slots", intent)
          .finding("delivery-next-day-cutoff", found);
    }

    @Test
    void areBothOfferedWhereTheTaskWouldHaveStarted() {
      assertThat(taskOrEntry(0.7, RISK.rival(), RISK.rival()).isRuled())
          .isEqualTo(
              new Supposing.Ruling(
                  "two-readings", "task-or-entry", new Decision.Clarify(List.of(ETA, CUTOFF))));
    }

    @Test
    void areBothOfferedWhereTheEntryWouldHaveBeenTold() {
      assertThat(taskOrEntry(RISK.rival(), 0.7, 0.9).isRuled().decision())
          .isEqualTo(new Decision.Clarify(List.of(CUTOFF, ETA)));
    }

    @ParameterizedTest
    @CsvSource({"0.199, 0.3", "0.3, 0.199"})
    void areNoneWhereOneIsUnlikely(double intent, double found) {
      assertThat(taskOrEntry(0.7, intent, found).isRuled().policy()).isEqualTo("flow-start");
    }

    @Test
    void areNotAskedAboutTwice() {
      assertThat(taskOrEntry(0.7, 0.3, 0.3).afterClarifications(1).isRuled().policy())
          .isEqualTo("flow-start");
    }

    @Test
    void areNotAskedAboutWhereAPersonIsOnTheWay() {
      assertThat(taskOrEntry(0.7, 0.3, 0.3).whileQueued().isRuled().policy())
          .isEqualTo("flow-start");
    }

    @Test
    void areNoneWhereTheShopperNamesWhatTheyHaveOrdered() {
      var ruling =
          somebodySays("草莓明早送得到吗")
              .meaning("delivery.eta", 0.7)
              .meaning("delivery.slots", 0.3)
              .finding("delivery-next-day-cutoff", 0.3)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
    }

    @Test
    void areNoneWhereTheEntryIsAboutTheTaskItself() {
      var ruling =
          somebodySays("取消要钱吗").meaning("order.cancel", 0.7).finding("cancel-before-outbound", 0.5);

      assertThat(ruling.isRuled().policy()).isEqualTo("flow-start");
    }
  }

  @Nested
  class FlowStart {

    @ParameterizedTest
    @ValueSource(strings = {"delivery.eta", "delivery.track"})
    void theShoppersOwnOrderBeatsTheGeneralRule(String task) {
      var ruling =
          somebodySays("到哪了")
              .meaning(task, RISK.flow())
              .finding("delivery-express-promise", 0.99)
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
      assertThat(ruling.reason()).isEqualTo("task");
      assertThat(ruling.decision())
          .isInstanceOfSatisfying(
              Decision.Progress.class,
              progress -> {
                assertThat(progress.intent()).isEqualTo(new Intent(task));
                assertThat(progress.started()).isTrue();
              });
    }

    @Test
    void aTaskThatIsTooUnlikelyIsNotStarted() {
      var ruling = somebodySays("到哪了").meaning("delivery.track", below(RISK.flow())).isRuled();

      assertThat(ruling.policy()).isEqualTo("clarify");
    }

    @Test
    void anEntryThatExplainsTheRuleOfThisVeryTaskIsReadInstead() {
      var ruling =
          somebodySays("坏了怎么赔")
              .meaning("quality.spoiled", 0.9)
              .finding("spoiled-compensation", RISK.plausible())
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(answerWith("spoiled-compensation", RISK.plausible()));
    }

    @Test
    void unlessThatEntryIsNotLikelyEnough() {
      var ruling =
          somebodySays("什么时候送到")
              .meaning("delivery.eta", 0.9)
              .finding("eta-where-to-see", below(RISK.rule()))
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
    }

    @Test
    void whoeverWaitsIsStillToldWhereTheOrderIs() {
      assertThat(
              somebodySays("到哪了").meaning("delivery.track", 0.9).whileQueued().isRuled().policy())
          .isEqualTo("flow-start");
    }
  }

  @Nested
  class Answer {

    @Test
    void isGivenAsSoonAsTheRiskAllows() {
      var ruling =
          somebodySays("怎么开发票")
              .meaning("invoice", 0.9)
              .finding("invoice-how", RISK.answer())
              .finding("points-earn", 0.3)
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling("answer", "entry", answerWith("invoice-how", RISK.answer())));
    }

    @Test
    void isNotGivenBelowThat() {
      var ruling =
          somebodySays("怎么开发票")
              .meaning("invoice", 0.9)
              .finding("invoice-how", below(RISK.answer()))
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("clarify");
    }

    @Test
    void aTaskGoesBeforeTheRuleAboutIt() {
      var rule = somebodySays("草莓坏了一半").meaning("quality.spoiled", 0.9);

      assertThat(rule.finding("spoiled-compensation", 0.99).isRuled().policy())
          .isEqualTo("flow-start");
    }

    @Test
    void isNotGivenFromAnotherMatterWhereTheMessageIsATask() {
      var wilted = somebodySays("小油菜都蔫了").meaning("quality.poor", 0.9);

      assertThat(wilted.finding("storage-leafy", 0.99).isRuled().policy()).isEqualTo("flow-start");
    }

    @Test
    void whoAsksForTheRuleInSoManyWordsGetsItSooner() {
      var asked = somebodySays("坏了怎么赔").meaning("quality.spoiled", below(RISK.flow()));

      assertThat(asked.finding("spoiled-compensation", RISK.plausible()).isRuled().decision())
          .isEqualTo(answerWith("spoiled-compensation", RISK.plausible()));
    }

    @Test
    void mayComeFromAnEntryWhoseIntentNobodyKnows() {
      Entry loose = new Entry(new EntryId("loose"), "", "能不能带狗", List.of(), "门店可以带狗。", null);

      assertThat(somebodySays("能带狗吗").finding(loose, RISK.answer()).isRuled().decision())
          .isEqualTo(new Decision.Answer(loose, RISK.answer()));
    }

    @Test
    void whoeverWaitsStillGetsIt() {
      var ruling =
          somebodySays("怎么开发票")
              .meaning("invoice", 0.9)
              .finding("invoice-how", 0.9)
              .whileQueued()
              .isRuled();

      assertThat(ruling.decision()).isEqualTo(answerWith("invoice-how", 0.9));
    }
  }

  @Nested
  class WaitingForPerson {

    @ParameterizedTest
    @CsvSource({
      "service.complaint, a matter for a person",
      "invoice, a question without an entry",
      "delivery.eta, something unclear"
    })
    void notesWhatTheBotDoesNotKnowForSure(String intent, String what) {
      double probability = intent.equals("delivery.eta") ? 0.2 : 0.9;

      assertThat(somebodySays("还有件事").meaning(intent, probability).whileQueued().isRuled())
          .as(what)
          .isEqualTo(
              new Supposing.Ruling("waiting-for-person", "queued", new Decision.KeepWaiting()));
    }
  }

  @Nested
  class TaskForPerson {

    static Stream<IntentDefinition> tasks() {
      return CATALOG.all().stream().filter(definition -> definition.action() == Action.FLOW);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void isNoneOfTheCatalogueSinceTheBotCanDoThemAll(IntentDefinition task) {
      var ruling = somebodySays("帮我办").meaning(task.intent().id(), RISK.flow()).isRuled();

      assertThat(ruling.policy()).isEqualTo("flow-start");
      assertThat(ruling.decision())
          .isInstanceOfSatisfying(
              Decision.Progress.class,
              progress -> assertThat(progress.intent()).isEqualTo(task.intent()));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void isAskedAboutWhereItIsUnlikely(IntentDefinition task) {
      var ruling = somebodySays("帮我办").meaning(task.intent().id(), below(RISK.flow())).isRuled();

      assertThat(ruling.policy()).isEqualTo("clarify");
    }
  }

  @Nested
  class Gap {

    @Test
    void isAdmittedWhereTheQuestionIsClearAndNoEntryFits() {
      var ruling =
          somebodySays("草莓是什么品种")
              .meaning("product.spec", RISK.gap())
              .finding("spec-origin", below(RISK.offer()))
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling(
                  "gap", "no-entry", new Decision.AdmitGap(new Intent("product.spec"))));
    }

    @Test
    void isAdmittedWhereNothingIsFoundAtAll() {
      assertThat(somebodySays("草莓是什么品种").meaning("product.spec", 0.9).isRuled().policy())
          .isEqualTo("gap");
    }

    @Test
    void isNoneWhereAnEntryMayFit() {
      var ruling =
          somebodySays("草莓是什么品种")
              .meaning("product.spec", 0.9)
              .finding("spec-origin", RISK.offer())
              .isRuled();

      assertThat(ruling.policy()).isEqualTo("clarify");
    }

    @Test
    void isNotAdmittedBeforeTheFewEntriesAboutItWereOffered() {
      assertThat(holiday(0).isRuled())
          .isEqualTo(
              new Supposing.Ruling(
                  "gap",
                  "no-sure-entry",
                  new Decision.Clarify(
                      List.of(
                          new Offer.OfEntry(
                              entry("delivery-earliest-morning").question(),
                              "delivery-earliest-morning"),
                          new Offer.OfEntry(
                              entry("delivery-public-holiday").question(),
                              "delivery-public-holiday")),
                      new Intent("delivery.slots"))));
    }

    @Test
    void isAdmittedOnceTheyWereOfferedInVain() {
      assertThat(holiday(1).isRuled().decision())
          .isEqualTo(new Decision.AdmitGap(new Intent("delivery.slots")));
    }

    @Test
    void isAdmittedWhereNoneOfTheChoicesIsMeant() {
      var ruling =
          somebodySays("都不是")
              .meaning("chat.deny", 0.9)
              .whereWasOffered(new Offer.NoneOfThese("都不是", "delivery.slots"))
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling(
                  "choice-taken",
                  "none-of-these",
                  new Decision.AdmitGap(new Intent("delivery.slots"))));
    }

    private static Supposing holiday(int clarifications) {
      return somebodySays("中秋当天开工伐")
          .meaning("delivery.slots", 0.99)
          .finding("delivery-earliest-morning", 0.07)
          .finding("delivery-public-holiday", 0.02)
          .finding("delivery-spring-festival", 0.006)
          .finding("store-hours", 0.03)
          .afterClarifications(clarifications);
    }

    @Test
    void isNotAdmittedWhereItIsUnclearWhatIsAsked() {
      var ruling = somebodySays("草莓").meaning("product.spec", below(RISK.gap())).isRuled();

      assertThat(ruling.policy()).isEqualTo("abstain");
    }
  }

  @Nested
  class Clarify {

    @Test
    void offersThreeChoicesAtMostTheLikeliestFirst() {
      var ruling =
          somebodySays("草莓")
              .meaning("quality.spoiled", 0.25)
              .meaning("quality.poor", 0.09)
              .finding("storage-berries-cherry", 0.4)
              .finding("spoiled-compensation", 0.2)
              .finding("spec-origin", 0.1)
              .isRuled();

      assertThat(ruling)
          .isEqualTo(
              new Supposing.Ruling(
                  "clarify",
                  "unsure",
                  new Decision.Clarify(
                      List.of(
                          ofEntry("storage-berries-cherry"),
                          new Offer.OfIntent("坏果变质", "quality.spoiled"),
                          ofEntry("spoiled-compensation")))));
    }

    @Test
    void offersNothingThatIsTooUnlikely() {
      var ruling =
          somebodySays("草莓")
              .meaning("quality.spoiled", below(RISK.offer()))
              .finding("storage-berries-cherry", RISK.offer())
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(new Decision.Clarify(List.of(ofEntry("storage-berries-cherry"))));
    }

    @Test
    void offersTasksAndPersonsAsIntentsButNoCourtesiesAndNoBareTopics() {
      var ruling =
          somebodySays("嗯")
              .meaning("chat.affirm", 0.3)
              .meaning("invoice", 0.25)
              .meaning("oos", 0.2)
              .meaning("refund.amount", 0.15)
              .meaning("delivery.eta", 0.1)
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(
              new Decision.Clarify(
                  List.of(
                      new Offer.OfIntent("退款金额争议", "refund.amount"),
                      new Offer.OfIntent("预计送达时间", "delivery.eta"))));
    }

    @Test
    void offersTheBestEntryOfALikelyIntentWhereAChoiceIsFree() {
      var ruling =
          somebodySays("榴莲啥时候回来")
              .meaning("product.storage", 0.3)
              .meaning("product.availability", RISK.plausible())
              .finding("usage-durian-open", 0.4)
              .finding("availability-restock", 0.013)
              .finding("availability-season", 0.012)
              .isRuled();

      assertThat(ruling.decision())
          .isEqualTo(
              new Decision.Clarify(
                  List.of(ofEntry("usage-durian-open"), ofEntry("availability-restock"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void isTriedTwice(int failed) {
      assertThat(unclear().afterClarifications(failed).isRuled().reason()).isEqualTo("unsure");
    }

    @Test
    void endsWithAPersonOfTheLikeliestGroupAfterTwoFailedOnes() {
      assertThat(unclear().afterClarifications(2).isRuled())
          .isEqualTo(
              new Supposing.Ruling(
                  "clarify",
                  "not-understood",
                  handOver("finance", Priority.NORMAL, "not-understood")));
    }

    private static Supposing unclear() {
      return somebodySays("那个票").meaning("invoice", 0.4).finding("invoice-how", 0.3);
    }

    private static Offer ofEntry(String id) {
      return new Offer.OfEntry(entry(id).question(), id);
    }

    @Test
    void cannotOfferNothingOrMoreThanThree() {
      List<Offer> four =
          IntStream.range(0, 4)
              .<Offer>mapToObj(i -> new Offer.OfIntent("第" + i, "invoice"))
              .toList();

      assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Clarify(four));
      assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Clarify(List.of()));
    }
  }

  @Nested
  class Abstain {

    @Test
    void isWhatRemainsWhereNothingIsLikely() {
      var ruling =
          somebodySays("这个呢")
              .meaning("product.spec", 0.3)
              .finding("spec-origin", below(RISK.offer()))
              .isRuled();

      assertThat(ruling)
          .isEqualTo(new Supposing.Ruling("abstain", "nothing-likely", new Decision.Abstain()));
    }
  }
}
