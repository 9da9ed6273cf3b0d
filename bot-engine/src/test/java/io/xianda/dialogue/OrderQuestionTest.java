package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.guest;
import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.flow.Asks;
import io.xianda.flow.OrdersOf;
import io.xianda.handoff.Priority;
import io.xianda.order.Effect;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 几点能送到 and 骑手到哪了, from the question to the order's answer, and what the shop does about a delay.
 */
class OrderQuestionTest {

  private static final String ETA = "几点能送到";
  private static final String TRACK = "骑手到哪了";
  private static final String INVOICE = Supposing.entry("invoice-how").answer();

  @Nested
  class OnTime {

    @Test
    void thePromiseIsTold() {
      shopper("lin")
          .at("10:30")
          .says(ETA)
          .isDecidedBy("flow-start")
          .hears("红颜草莓等2样", "尾号0001", "预计 10:42 前送到", "王师傅", "0.8 公里")
          .asksNothing()
          .staysWithBot();
    }

    @Test
    void theRiderIsTold() {
      shopper("lin")
          .at("10:30")
          .says(TRACK)
          .hears("尾号0001", "配送中", "王师傅", "0.8 公里", "预计 10:42 前送到")
          .asksNothing();
    }

    @Test
    void timesAreTheShopsAndNotTheMachines() {
      DialogueSettings tokyo =
          new DialogueSettings(
              ZoneId.of("Asia/Tokyo"),
              LocalTime.of(8, 0),
              LocalTime.of(22, 0),
              Duration.ZERO,
              1000,
              DialogueSettings.defaults().risk());

      shopper("lin").at("10:30").with(tokyo).says(ETA).hears("预计 11:42 前送到");
    }

    @Test
    void aRiderWhoseDistanceIsUnknownIsStillNamed() {
      shopper("lin")
          .withOrdersFrom(
              having(order(Order.Status.DELIVERING, new Order.Rider("孙师傅", "13900000014", null))))
          .says(TRACK)
          .hears("孙师傅正在送")
          .seesNothingOf("公里", "null");
    }

    @Test
    void anOrderWithoutARiderIsOnItsWayAllTheSame() {
      shopper("lin")
          .withOrdersFrom(having(order(Order.Status.DELIVERING, null)))
          .says(TRACK)
          .hears("现在是配送中")
          .seesNothingOf("正在送", "公里");
    }

    @Test
    void aPromiseIsKeptToTheVeryMinute() {
      shopper("lin").at("10:30").minutesLater(12).says(ETA).hears("预计 10:42").seesNothingOf("超时");
    }

    @Test
    void timeThatPassesDuringTheTalkCounts() {
      shopper("lin")
          .at("10:30")
          .says(ETA)
          .hears("预计 10:42")
          .minutesLater(20)
          .says(ETA)
          .hears("原定 10:42", "超时 8 分钟");
    }
  }

  @Nested
  class Late {

    @ParameterizedTest
    @ValueSource(strings = {ETA, TRACK})
    void theDelayIsAdmittedHurriedAndPaidForAtOnce(String question) {
      shopper("chen")
          .at("10:30")
          .says(question)
          .hears("原定 09:20", "超时 70 分钟", "抱歉", "刘师傅", "2.4 公里", "加急催单", "10 元无门槛券")
          .seesNothingOf("预计", "目前现在")
          .does(
              new Effect.Urge("XM2606150002"),
              new Effect.Compensate("XM2606150002", BigDecimal.TEN))
          .asksNothing()
          .staysWithBot()
          .leavesNoTicket();
    }

    @Test
    void isHurriedAndPaidForOnceHoweverOftenSomebodyAsks() {
      shopper("chen")
          .at("10:30")
          .says(ETA)
          .says(TRACK)
          .hears("超时 70 分钟", "前面已经帮您催过单", "每单只补一次")
          .does();
    }

    @ParameterizedTest
    @CsvSource({"0, 42, 5 元", "17, 59, 5 元", "18, 60, 5 元", "19, 61, 10 元"})
    void beyondTheFirstLimitEarnsTheSmallerCouponBeyondTheSecondTheLarger(
        long later, long late, String coupon) {
      shopper("deng")
          .at("10:30")
          .minutesLater(later)
          .says(ETA)
          .hears("超时 " + late + " 分钟", "一张 " + coupon);
    }

    @Test
    void upToTheFirstLimitIsAdmittedAndNothingElse() {
      shopper("lin").at("10:30").minutesLater(42).says(ETA).hears("超时 30 分钟").does();
    }

    @Test
    void ofTwoOrdersIsDealtWithOneByOne() {
      shopper("zhao")
          .at("10:30")
          .minutesLater(37 + 45)
          .says(TRACK)
          .asks(Asks.ORDER)
          .says("两单都看看")
          .hears("尾号0003", "超时 45 分钟", "5 元", "尾号0004", "现在是已下单")
          .does(
              new Effect.Urge("XM2606150003"),
              new Effect.Compensate("XM2606150003", new BigDecimal("5")))
          .asksNothing();
    }

    @Test
    void whoWouldRatherHaveAPersonGetsOneWhoKnowsDelivery() {
      shopper("chen")
          .says(ETA)
          .says("转人工")
          .isHandedTo("logistics", Priority.NORMAL, "service.human");
    }

    @Test
    void aPromiseMissedBySecondsIsNotCalledLate() {
      Order late = open("XM2606157001", 45, "水果玉米");

      shopper("lin")
          .withOrdersFrom(having(late))
          .at("10:30")
          .says(ETA)
          .hears("预计 10:29 前送到")
          .seesNothingOf("超时");
    }

    @Test
    void longDelaysAreToldInPlainMinutes() {
      shopper("chen").at("10:30").minutesLater(1000).says(ETA).hears("超时 1070 分钟");
    }
  }

  @Nested
  class OtherDays {

    @Test
    void tomorrowIsSaidInWords() {
      shopper("zhao").at("10:30").says(ETA).says("大米那单").hears("预计 明天 04:30 前送到");
    }

    @Test
    void yesterdayIsSaidInWords() {
      shopper("wu").at("01:00").says(ETA).hears("送达时间 昨天 23:00");
    }

    @Test
    void otherDaysAreNamed() {
      shopper("sun").at("10:30").minutesLater(3 * 24 * 60).says(ETA).hears("6月14日 04:30");
    }
  }

  @Nested
  class SeveralOpenOrders {

    @ParameterizedTest
    @ValueSource(strings = {ETA, TRACK})
    void areOfferedTheNewestFirst(String question) {
      shopper("zhao")
          .at("10:30")
          .says(question)
          .hears("哪一单")
          .asks(Asks.ORDER)
          .seesOrders("XM2606150003", "XM2606150004")
          .staysWithBot();
    }

    @Test
    void areShownAsTheShopperKnowsThem() {
      Talk talk = shopper("zhao").at("10:30").says(ETA);

      assertThat(talk.outcome().reply().parts())
          .contains(
              new Part.OrderCard(
                  "XM2606150003", "您的订单（菠菜等2样，尾号0003）", "拣货中", "6月15日 10:22", "33.30"),
              new Part.OrderCard(
                  "XM2606150004", "您的订单（东北大米等2样，尾号0004）", "已下单", "6月15日 07:30", "86.80"));
    }

    @ParameterizedTest
    @CsvSource({
      "大米那单, 0004",
      "菠菜, 0003",
      "里脊的那个, 0003",
      "XM2606150004, 0004",
      "xm2606150003, 0003",
      "尾号0004, 0004",
      "后四位是0003, 0003",
      "0004, 0004",
      "2606150003, 0003",
      "即时达的, 0003",
      "次日达那单, 0004",
      "第一个, 0003",
      "第2单, 0004",
      "2, 0004",
      "１, 0003",
      "另一个, 0004",
      "刚下的那单, 0003",
    })
    void arePickedByGoodsNumberTailModePlaceOrAge(String pick, String tail) {
      shopper("zhao")
          .says(ETA)
          .asks(Asks.ORDER)
          .says(pick)
          .isDecidedBy("flow-under-way")
          .because("slot-filled")
          .hears("尾号" + tail, "预计")
          .asksNothing();
    }

    @Test
    void areNotAskedAboutWhereTheQuestionNamesOne() {
      shopper("zhao").at("10:30").says("我的大米什么时候能送到").hears("尾号0004").asksNothing();
      shopper("zhao").at("10:30").says("菠菜什么时候到").hears("尾号0003", "11:07").asksNothing();
    }

    @Test
    void theTaskThatAskedIsTheOneThatAnswers() {
      shopper("zhao").at("10:30").says(TRACK).says("大米那单").hears("现在是已下单，等仓库拣货");
    }

    @Test
    void aQuestionInBetweenIsAnsweredAndTheOrderAskedAgain() {
      shopper("zhao")
          .says(ETA)
          .asks(Asks.ORDER)
          .says("怎么开发票")
          .isDecidedBy("answer")
          .hearsWordForWord(INVOICE)
          .hears("哪一单")
          .asks(Asks.ORDER)
          .seesOrders("XM2606150003", "XM2606150004")
          .says("大米那单")
          .hears("尾号0004")
          .asksNothing();
    }

    @Test
    void aCourtesyInBetweenIsReturnedAndTheOrderAskedAgain() {
      shopper("zhao")
          .says(TRACK)
          .says("你好")
          .isDecidedBy("social")
          .hears("您好", "哪一单")
          .asks(Asks.ORDER);
    }

    @Test
    void nonsenseInBetweenIsNotTakenForAnOrder() {
      shopper("zhao")
          .says(TRACK)
          .says("今天股市怎么样")
          .isDecidedBy("out-of-scope")
          .hears("帮不上忙", "哪一单")
          .asks(Asks.ORDER);
    }

    @Test
    void aQuestionAboutTheirGoodsInBetweenIsAnsweredToo() {
      shopper("zhao")
          .says(ETA)
          .says("菠菜怎么保存才不蔫")
          .isDecidedBy("answer")
          .hearsWordForWord(Supposing.entry("storage-leafy").answer())
          .asks(Asks.ORDER)
          .seesOrders("XM2606150003", "XM2606150004");
    }

    @Test
    void nonsenseIsAskedAboutOnceMoreAndThenLetBe() {
      shopper("zhao")
          .says(ETA)
          .asks(Asks.ORDER)
          .says("第三个")
          .asks(Asks.ORDER)
          .says("第三个")
          .asksNothing()
          .seesOrders();
    }

    @ParameterizedTest
    @ValueSource(strings = {"不用了", "不用查了"})
    void areNotAskedAboutAnyMoreOnceTheShopperCallsItOff(String no) {
      shopper("zhao")
          .says(ETA)
          .says(no)
          .isDecidedBy("flow-under-way")
          .because("called-off")
          .hears("那就不办了")
          .asksNothing()
          .staysWithBot()
          .says("怎么开发票")
          .asksNothing();
    }

    @Test
    void aPickThatFitsTwoIsAskedAboutOnceMore() {
      shopper("zhao")
          .says(ETA)
          .asks(Asks.ORDER)
          .says("大米和菠菜")
          .isDecidedBy("flow-under-way")
          .hears("哪一单")
          .asks(Asks.ORDER)
          .says("大米那单")
          .hears("尾号0004");
    }

    @Test
    void aPickThatFitsTwoIsNotAskedAboutAThirdTime() {
      shopper("zhao").says(ETA).says("大米和菠菜").says("大米和菠菜").seesOrders();
    }

    @Test
    void placesCountInTheOrdersThatWereShown() {
      OrderGateway three =
          having(
              open("XM2606157001", 5, "红富士苹果"),
              open("XM2606157002", 10, "红颜草莓"),
              open("XM2606157003", 20, "奶油草莓"));

      shopper("lin")
          .withOrdersFrom(three)
          .says("我的草莓什么时候能送到")
          .seesOrders("XM2606157002", "XM2606157003")
          .says("第二个")
          .hears("尾号7003");
    }

    @Test
    void theSameOrdersAreOfferedAgainAfterAQuestionInBetween() {
      OrderGateway three =
          having(
              open("XM2606157001", 5, "红富士苹果"),
              open("XM2606157002", 10, "红颜草莓"),
              open("XM2606157003", 20, "奶油草莓"));

      shopper("lin")
          .withOrdersFrom(three)
          .says("我的草莓什么时候能送到")
          .says("怎么开发票")
          .seesOrders("XM2606157002", "XM2606157003")
          .says("第一个")
          .hears("尾号7002");
    }

    @Test
    void theOneThatIsLeftIsToldWhereTheOthersHaveCome() {
      List<Order> orders = new ArrayList<>();
      orders.add(open("XM2606157001", 5, "红富士苹果"));
      orders.add(open("XM2606157002", 10, "红颜草莓"));
      Talk talk = shopper("lin").withOrdersFrom(new OrdersOf(() -> List.copyOf(orders))).says(ETA);
      talk.asks(Asks.ORDER);

      orders.removeLast();

      talk.says("怎么开发票")
          .hearsWordForWord(INVOICE)
          .hears("尾号7001")
          .asksNothing()
          .says("转人工")
          .isHandedTo("finance", Priority.NORMAL, "service.human");
    }
  }

  @Nested
  class ForeignNumbers {

    private static final String[] OF_LIN = {
      "XM2606150001", "0001", "草莓", "牛奶", "王师傅", "10:42", "61.50"
    };

    @Test
    void areNotFoundAndNothingOfThemIsShown() {
      shopper("zhao")
          .at("10:30")
          .says("XM2606150001几点能送到")
          .hears("没有找到")
          .seesOrders()
          .seesNothingOf(OF_LIN)
          .asksNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XM2606150001", "尾号0001"})
    void areNotFoundWhereAnOrderWasAskedForEither(String pick) {
      shopper("zhao")
          .at("10:30")
          .says(TRACK)
          .asks(Asks.ORDER)
          .says(pick)
          .hears("没有找到")
          .seesNothingOf(OF_LIN)
          .asksNothing();
    }

    @Test
    void lookLikeNumbersThatDoNotExist() {
      var foreign = shopper("zhao").says(ETA).says("XM2606150001").outcome().reply();
      var unheardOf = shopper("zhao").says(ETA).says("XM9999999999").outcome().reply();

      assertThat(foreign).isEqualTo(unheardOf);
    }
  }

  @Nested
  class NothingOnItsWay {

    @ParameterizedTest
    @ValueSource(strings = {ETA, TRACK})
    void whoNeverOrderedIsToldSo(String question) {
      shopper("feng").says(question).hears("还没有订单").asksNothing().staysWithBot();
    }

    @ParameterizedTest
    @ValueSource(strings = {ETA, TRACK})
    void whatWasDeliveredIsToldWithItsTime(String question) {
      shopper("wu")
          .at("10:30")
          .says(question)
          .hears("红颜草莓等3样", "尾号0005", "已送达", "08:30")
          .seesNothingOf("预计")
          .asksNothing();
    }

    @Test
    void theNewestOrderIsMeantWhereAllWereDelivered() {
      shopper("wang").at("10:30").says(ETA).hears("尾号0011", "已送达", "02:30");
    }

    @Test
    void anOlderOneIsMeantWhereItsGoodsAreNamed() {
      shopper("wang").at("10:30").says(TRACK, "皇冠梨那单").hears("尾号0012", "已送达");
    }

    @ParameterizedTest
    @ValueSource(strings = {ETA, TRACK})
    void whatWasCancelledIsToldSo(String question) {
      shopper("lin")
          .withOrdersFrom(having(order(Order.Status.CANCELLED, null)))
          .says(question)
          .hears("已取消", "尾号7777")
          .seesNothingOf("预计", "超时");
    }

    @Test
    void aSingleItemIsNamedWithoutACount() {
      shopper("zhou").says(ETA).hears("您的订单（牛腩，尾号0008）");
    }
  }

  @Nested
  class Guests {

    @ParameterizedTest
    @ValueSource(strings = {ETA, TRACK})
    void areAskedToSignIn(String question) {
      guest().says(question).hears("登录").asks(Asks.SIGNIN).seesOrders().staysWithBot();
    }

    @Test
    void goOnWithTheirQuestionOnceTheyHaveSignedIn() {
      guest()
          .at("10:30")
          .says(TRACK)
          .asks(Asks.SIGNIN)
          .signsInAs("lin")
          .says("登录好了")
          .isDecidedBy("flow-under-way")
          .hears("王师傅", "10:42")
          .asksNothing();
    }

    @Test
    void areAskedForTheOrderOnceTheyHaveSignedIn() {
      guest().says(ETA).signsInAs("zhao").says("登录好了").asks(Asks.ORDER).says("大米那单").hears("预计");
    }

    @Test
    void areAnsweredInBetweenAndAskedAgain() {
      guest().says(ETA).says("怎么开发票").hearsWordForWord(INVOICE).hears("登录").asks(Asks.SIGNIN);
    }

    @Test
    void mayLeaveItAtThat() {
      guest().says(ETA).says("不用了").hears("登录后才能办").asksNothing().staysWithBot();
    }

    @Test
    void goToLogisticsWhereTheyWouldRatherHaveAPerson() {
      guest().says(ETA).says("转人工").isHandedTo("logistics", Priority.NORMAL, "service.human");
    }
  }

  /** The merchant's system with these orders for everybody. */
  private static OrderGateway having(Order... orders) {
    return OrdersOf.these(List.of(orders));
  }

  private static Order order(Order.Status status, Order.@Nullable Rider rider) {
    Instant placed = Instant.parse("2026-06-15T02:00:00Z");
    return new Order(
        "XM2606157777",
        Order.Mode.EXPRESS,
        status,
        placed,
        placed.plus(Duration.ofMinutes(45)),
        null,
        rider,
        "杭州市滨江区江南大道100号",
        null,
        Order.Done.NOTHING,
        OrdersOf.goods("水果玉米"),
        List.of());
  }

  /** An order on its way, placed so many minutes and twenty seconds before the talk. */
  private static Order open(String number, long minutesAgo, String goods) {
    Instant placed = Instant.parse("2026-06-15T02:29:40Z").minus(Duration.ofMinutes(minutesAgo));
    return OrdersOf.order(number, Order.Mode.EXPRESS, Order.Status.PICKING, placed, goods);
  }
}
