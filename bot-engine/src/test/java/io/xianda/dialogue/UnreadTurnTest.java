package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.xianda.conversation.Part;
import io.xianda.flow.Asks;
import io.xianda.flow.Draft;
import io.xianda.flow.FlowState;
import io.xianda.flow.OrdersOf;
import io.xianda.handoff.Priority;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns that the bot cannot read or cannot answer, and that still get a courteous reply. */
class UnreadTurnTest {

  private static final List<Order> TWO =
      List.of(
          OrdersOf.order(
              "XM2606150003",
              Order.Mode.EXPRESS,
              Order.Status.PICKING,
              Instant.parse("2026-06-15T02:15:00Z"),
              "水果玉米"),
          OrdersOf.order(
              "XM2606150004",
              Order.Mode.NEXT_DAY,
              Order.Status.PLACED,
              Instant.parse("2026-06-15T02:00:00Z"),
              "东北大米"));

  @Nested
  class TooLong {

    @Test
    void isAskedToBeShortened() {
      shopper("lin")
          .says("好".repeat(1001))
          .isDecidedBy("before-reading")
          .because("too-long")
          .hears("有点长", "不超过 1000 个字")
          .isOffered("转人工")
          .staysWithBot()
          .asksNothing();
    }

    @Test
    void beginsAfterAThousandCharacters() {
      assertThat(shopper("lin").says("好".repeat(1000)).outcome().understanding()).isNotNull();
    }

    @Test
    void countsAnEmojiAsOneCharacter() {
      assertThat(shopper("lin").says("🍓".repeat(600)).outcome().understanding()).isNotNull();
    }

    @Test
    void countsTheWholeBurst() {
      shopper("lin").says("好".repeat(600), "好".repeat(600)).because("too-long");
    }

    @Test
    void leavesTheTaskUnderWay() {
      shopper("zhao")
          .says("几点能送到")
          .says("好".repeat(1001))
          .asks(Asks.ORDER)
          .says("大米那单")
          .hears("尾号0004");
    }

    @Test
    void leavesTheQueueAsItIs() {
      shopper("lin").says("转人工").says("好".repeat(1001)).staysQueued();
    }
  }

  @Nested
  class WithoutWords {

    @Test
    void aPictureAloneNeedsWords() {
      shopper("wu")
          .sends(new Part.Image("straw.jpg"))
          .isDecidedBy("before-reading")
          .because("no-words")
          .hears("再用文字说一下")
          .staysWithBot()
          .asksNothing();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "   ", "\n\t", "\u0000\u0001\u0007", "\u200b\u200d\ufeff", "\ufe0f"})
    void whatNobodySeesNeedsWords(String invisible) {
      shopper("lin").says(invisible).because("no-words").hears("再用文字说一下").staysWithBot();
    }

    @Test
    void aPictureWithWordsIsRead() {
      shopper("lin")
          .sends(new Part.Image("door.jpg"), new Part.Text("骑手到哪了"))
          .isDecidedBy("flow-start")
          .hears("王师傅");
    }

    @Test
    void aPictureLeavesTheTaskUnderWay() {
      shopper("zhao")
          .says("几点能送到")
          .sends(new Part.Image("rice.jpg"))
          .asks(Asks.ORDER)
          .says("大米那单")
          .hears("尾号0004");
    }
  }

  @Nested
  class UnknownMemory {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"version\":4,\"flow\":null,\"clarifications\":0,\"offers\":[]}",
          "{\"version\":0,\"flow\":null,\"clarifications\":0,\"offers\":[]}",
          "{\"flow\":null,\"clarifications\":0,\"offers\":[]}",
          "{\"version\":1,\"flow\":{\"flow\":\"delivery.eta\",\"waitsFor\":\"MOON\"}}",
          "{\"version\":2,\"flow\":{\"flow\":\"delivery.eta\",\"draft\":{\"of\":\"moon\"}}}",
          "{\"version\":1,\"flow\":null,\"clarifications\":0,\"offers\":[{\"of\":\"coupon\"}]}",
          "{\"version\":1,",
          "not JSON",
          "null",
          "[]",
          "42",
          ""
        })
    void bringsAPersonRatherThanAGuess(String memory) {
      shopper("lin")
          .remembering(memory)
          .says("几点能送到")
          .isDecidedBy("before-reading")
          .because("unknown-memory")
          .isHandedTo("general", Priority.NORMAL, "unknown-memory")
          .hears("综合客服")
          .asksNothing();
    }

    @Test
    void outlastsAMessageThatIsNotRead() {
      shopper("lin")
          .remembering("{\"version\":4}")
          .says("好".repeat(1001))
          .because("too-long")
          .says("你好")
          .because("unknown-memory");
    }

    @Test
    void ofATaskThatThisVersionDoesNotHaveIsForgotten() {
      FlowState gone =
          new FlowState("task.of.yesterday", Asks.ORDER, 1, List.of(), null, Draft.EMPTY);

      shopper("zhao")
          .remembering(DialogueMemory.fresh().with(gone).toJson())
          .says("谢谢")
          .isDecidedBy("social")
          .asksNothing()
          .says("转人工")
          .isHandedTo("general", Priority.NORMAL, "service.human");
    }

    @Test
    void isReplacedByOneThatThisVersionKnows() {
      shopper("lin")
          .remembering("{\"version\":4}")
          .says("几点能送到")
          .says("怎么开发票")
          .isDecidedBy("answer")
          .staysQueued();
    }
  }

  @Nested
  class BrokenOrderSystem {

    private static final OrderGateway BROKEN = new OrdersOf(BrokenOrderSystem::fail);

    private static List<Order> fail() {
      throw new IllegalStateException("the order system is down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"几点能送到", "骑手到哪了"})
    void isNotHiddenByTheDialogue(String question) {
      Talk talk = shopper("lin").withOrdersFrom(BROKEN);

      assertThatIllegalStateException()
          .isThrownBy(() -> talk.dialogue().respond(talk.turn(new Part.Text(question))))
          .withMessage("the order system is down");
    }

    @Test
    void bringsAPersonAndAnApology() {
      shopper("lin")
          .withOrdersFrom(BROKEN)
          .says("几点能送到")
          .isDecidedBy("before-reading")
          .because("bot-failed")
          .isHandedTo("general", Priority.NORMAL, "bot-failed")
          .hears("抱歉", "转给人工")
          .seesNothingOf("order system", "Exception")
          .asksNothing();
    }

    @Test
    void doesNotHinderWhatNeedsNoOrder() {
      shopper("lin")
          .withOrdersFrom(BROKEN)
          .says("几点能送到")
          .says("怎么开发票")
          .hearsWordForWord(Supposing.entry("invoice-how").answer())
          .staysQueued();
    }

    @Test
    void breakingInTheMiddleOfATaskEndsTheTask() {
      AtomicBoolean broken = new AtomicBoolean();
      Talk talk = shopper("zhao").withOrdersFrom(breakingOnce(broken)).says("几点能送到");
      broken.set(true);

      talk.says("大米那单")
          .because("bot-failed")
          .isHandedTo("general", Priority.NORMAL, "bot-failed")
          .says("怎么开发票")
          .isDecidedBy("answer")
          .staysQueued();
    }

    @Test
    void doesNotTakeTheUrgencyFromWhoeverWaitsBecauseOfFoodSafety() {
      AtomicBoolean broken = new AtomicBoolean();
      Talk talk = shopper("lin").withOrdersFrom(breakingOnce(broken)).says("吃了你们的虾拉肚子");
      broken.set(true);

      talk.says("几点能送到").because("bot-failed").staysQueued();
    }

    private static OrderGateway breakingOnce(AtomicBoolean broken) {
      return new OrdersOf(() -> broken.get() ? fail() : TWO);
    }

    @Test
    void isNotAskedForTheOrdersOfGuests() {
      Talk.guest().withOrdersFrom(BROKEN).says("几点能送到").asks(Asks.SIGNIN).staysWithBot();
    }
  }

  @Nested
  class MerchantAway {

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final OrderGateway orders = new OrdersOf(this::answer);

    private List<Order> answer() {
      if (away.get()) {
        throw new MerchantAwayException("no answer", new IOException("timed out"));
      }
      return TWO;
    }

    @ParameterizedTest
    @ValueSource(strings = {"几点能送到", "骑手到哪了"})
    void isToldAndATicketOffered(String question) {
      shopper("lin")
          .withOrdersFrom(orders)
          .says(question)
          .isDecidedBy("before-reading")
          .because("merchant-away")
          .hears("订单系统这会儿没有回应", "过几分钟")
          .seesNothingOf("no answer", "Exception")
          .isOffered("帮我记下来", "转人工")
          .staysWithBot()
          .leavesNoTicket()
          .asksNothing();
    }

    @Test
    void leavesATicketOnceWhereTheShopperChoosesIt() {
      shopper("lin")
          .withOrdersFrom(orders)
          .says("几点能送到")
          .says("帮我记下来")
          .isDecidedBy("choice-taken")
          .leavesTicket("logistics", "merchant-away")
          .hears("物流专席", "结果在这里告诉您")
          .says("帮我记下来")
          .leavesNoTicket();
    }

    @Test
    void leavesATicketInTheMiddleOfATaskToo() {
      away.set(false);
      Talk talk = shopper("zhao").withOrdersFrom(orders).says("几点能送到").asks(Asks.ORDER);
      away.set(true);

      talk.says("大米那单")
          .says("帮我记下来")
          .isDecidedBy("choice-taken")
          .leavesTicket("logistics", "merchant-away");
    }

    @Test
    void doesNotHinderWhatNeedsNoOrder() {
      shopper("lin")
          .withOrdersFrom(orders)
          .says("怎么开发票")
          .hearsWordForWord(Supposing.entry("invoice-how").answer());
    }

    @Test
    void leavesTheTaskUnderWayWhereItWas() {
      away.set(false);
      Talk talk = shopper("zhao").withOrdersFrom(orders).says("几点能送到").asks(Asks.ORDER);
      away.set(true);
      talk.says("大米那单").because("merchant-away").asks(Asks.ORDER).staysWithBot();
      away.set(false);

      talk.says("大米那单").isDecidedBy("flow-under-way").hears("尾号0004").asksNothing();
    }

    @Test
    void leavesTheQueueAsItIs() {
      shopper("lin")
          .withOrdersFrom(orders)
          .alreadyQueued()
          .says("几点能送到")
          .because("merchant-away")
          .isOffered("转人工")
          .staysQueued();
    }
  }
}
