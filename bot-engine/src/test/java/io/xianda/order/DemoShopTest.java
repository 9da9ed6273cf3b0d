package io.xianda.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.conversation.ShopperId;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration shop is what its fixture says, at whatever moment it is loaded. */
class DemoShopTest {

  private static final Instant NOW = Instant.parse("2026-06-15T02:30:00Z");

  private final DemoShop shop = DemoShop.shipped(Clock.fixed(NOW, ZoneOffset.UTC));

  private List<Order> ordersOf(String shopper) {
    return ordersOf(shop, shopper);
  }

  private static List<Order> ordersOf(DemoShop shop, String shopper) {
    return shop.accountOf(new ShopperId(shopper)).orders();
  }

  private static DemoShop read(String yaml) {
    return DemoShop.read(
        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A shop with one shopper and one order. */
  private static final String SMALL =
      """
      shoppers:
        - id: mei
          name: 梅女士
          orders:
            - id: XM2606150099
              mode: scheduled
              status: delivering
              placed: -2h
              promised: +30m
              address: 杭州市滨江区江南大道100号
              rider: {name: 何师傅, phone: "13900000019", distance_km: 1}
              items: [{sku: corn, name: 水果玉米, spec: 2根, count: 2, paid: 9.9, kind: fresh}]
      """;

  @Test
  void seventeenShoppersCanBePlayed() {
    assertThat(shop.shoppers().stream().map(shopper -> shopper.id().value()))
        .containsExactly(
            "lin", "chen", "zhao", "wu", "sun", "li", "zhou", "qian", "zheng", "wang", "feng",
            "han", "xu", "deng", "ma", "cao", "hu");
  }

  @Test
  void aShopperIsAddressedByName() {
    assertThat(shop.shopper(new ShopperId("lin")))
        .hasValueSatisfying(shopper -> assertThat(shopper.name()).isEqualTo("林女士"));
  }

  @Test
  void nobodyElseIsKnown() {
    assertThat(shop.shopper(new ShopperId("nobody"))).isEmpty();
    assertThat(ordersOf("nobody")).isEmpty();
    assertThat(shop.accountOf(ShopperId.guest())).isEqualTo(Account.EMPTY);
  }

  @Test
  void oneHasNeverOrdered() {
    assertThat(ordersOf("feng")).isEmpty();
  }

  @Test
  void anOrderIsReadInAllItsParts() {
    assertThat(ordersOf("lin"))
        .singleElement()
        .satisfies(order -> {
          assertThat(order.number()).isEqualTo("XM2606150001");
          assertThat(order.mode()).isEqualTo(Order.Mode.EXPRESS);
          assertThat(order.status()).isEqualTo(Order.Status.DELIVERING);
          assertThat(order.placed()).isEqualTo(NOW.minus(Duration.ofMinutes(33)));
          assertThat(order.promised()).isEqualTo(NOW.plus(Duration.ofMinutes(12)));
          assertThat(order.delivered()).isNull();
          assertThat(order.rider()).isEqualTo(new Order.Rider("王师傅", "13900000011", 0.8));
          assertThat(order.items().stream().map(Order.Item::name)).containsExactly("红颜草莓", "鲜牛奶");
          assertThat(order.amount()).isEqualByComparingTo("61.50");
        });
  }

  @Test
  void timesCountFromTheMomentOfLoading() {
    Instant other = NOW.plus(Duration.ofDays(400));
    DemoShop later = DemoShop.shipped(Clock.fixed(other, ZoneOffset.UTC));

    assertThat(ordersOf(later, "wu").getFirst().delivered())
        .isEqualTo(other.minus(Duration.ofHours(2)));
    assertThat(ordersOf("wu").getFirst().delivered()).isEqualTo(NOW.minus(Duration.ofHours(2)));
  }

  @Test
  void timesDoNotMoveOnceLoaded() {
    assertThat(ordersOf("chen").getFirst().promised())
        .isEqualTo(ordersOf("chen").getFirst().promised())
        .isEqualTo(NOW.minus(Duration.ofMinutes(70)));
  }

  @Test
  void theNewestOrderStandsFirst() {
    assertThat(ordersOf("zhao").stream().map(Order::number))
        .containsExactly("XM2606150003", "XM2606150004");
    for (DemoShop.Shopper shopper : shop.shoppers()) {
      assertThat(shopper.account().orders())
          .as(shopper.name())
          .isSortedAccordingTo(Comparator.comparing(Order::placed).reversed());
    }
  }

  @Test
  void theNewestStandsFirstHoweverTheFixtureLists() {
    String older =
        """
                - id: XM2606150098
                  mode: express
                  status: placed
                  placed: -1m
                  promised: +44m
                  address: 杭州市滨江区江南大道100号
                  items: [{sku: egg, name: 土鸡蛋, spec: 30枚, count: 1, paid: 26.8, kind: fresh}]
        """
            .indent(-2);

    assertThat(ordersOf(read(SMALL + older), "mei").stream().map(Order::number))
        .containsExactly("XM2606150098", "XM2606150099");
  }

  @Test
  void everyOrderBelongsToOneShopper() {
    assertThat(shop.shoppers().stream().flatMap(shopper -> shopper.account().orders().stream()))
        .extracting(Order::number)
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRiderMayBeWithoutADistanceAndAnOrderWithoutARider() {
    assertThat(ordersOf("zhou").getFirst().rider())
        .isEqualTo(new Order.Rider("赵师傅", "13900000013", null));
    assertThat(ordersOf("zhao").getFirst().rider()).isNull();
  }

  @Test
  void wholeNumbersAreDistancesToo() {
    assertThat(ordersOf(read(SMALL), "mei").getFirst().rider())
        .isEqualTo(new Order.Rider("何师傅", "13900000019", 1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "-40m, PT-40M",
    "+12m, PT12M",
    "-30h, PT-30H",
    "+18h, PT18H",
    "-3d, PT-72H",
    "+0m, PT0S",
    "-1000m, PT-1000M"
  })
  void anOffsetIsMinutesHoursOrDaysBeforeOrAfter(String offset, Duration duration) {
    assertThat(DemoShop.offset(offset)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12m", "+m", "+12", "+12s", "+1.5h", "- 3d", "+12M", "+1h30m", "now"})
  void anythingElseIsNoOffset(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoShop.offset(text))
        .withMessage("not an offset such as -40m, +12m, -30h, -3d: " + text);
  }

  @Test
  void aBadOffsetInTheFixtureIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(SMALL.replace("placed: -2h", "placed: gestern")))
        .withMessageContaining("gestern");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "status", "placed", "promised", "address", "items"})
  void anOrderWithoutOneOfItsFieldsIsRefused(String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(SMALL.replace(field + ": ", "other-" + field + ": ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sku", "spec", "count", "paid", "kind"})
  void theFieldThatAnItemLacksIsNamed(String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(SMALL.replace(field + ": ", "other: ")))
        .withMessage("the fixture lacks the field " + field);
  }

  @ParameterizedTest
  @CsvSource({"scheduled, by_drone", "delivering, lost", "delivering, delivered"})
  void whatMakesNoSenseIsRefused(String right, String wrong) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(SMALL.replace(right, wrong)));
  }

  @Test
  void aFixtureWithoutShoppersIsAnEmptyShop() {
    assertThat(read("shoppers: []").shoppers()).isEmpty();
  }

  // ---- what people decide about claims

  private static final ShopperId WU = new ShopperId("wu");
  private static final String WUS_ORDER = "XM2606150005";

  private EffectResult asks(String key, Effect effect) {
    return shop.apply(new EffectKey(key), WU, effect);
  }

  private static Effect grant(String amount) {
    return new Effect.Grant(WUS_ORDER, "egg30", new BigDecimal(amount), "quality.damaged");
  }

  private List<Order.Refund> refunds() {
    return ordersOf("wu").getFirst().refunds();
  }

  @Test
  void whatIsInReviewIsPaidWithTheGrantedAmount() {
    asks(
        "1",
        new Effect.Refund(
            WUS_ORDER, "egg30", new BigDecimal("26.80"), false, "quality.damaged", List.of()));
    assertThat(asks("2", grant("20.00"))).isEqualTo(new EffectResult.Applied());
    assertThat(refunds()).hasSize(1);
    assertThat(refunds().getFirst().status()).isEqualTo(Order.RefundStatus.PAID);
    assertThat(refunds().getFirst().amount()).isEqualByComparingTo("20");
  }

  @Test
  void whatNobodyHandedInIsPaidAtOnceAndOnlyOnce() {
    assertThat(asks("1", grant("20.00"))).isEqualTo(new EffectResult.Applied());
    assertThat(asks("2", grant("6.80"))).isEqualTo(new EffectResult.Refused("already-claimed"));
    assertThat(refunds()).hasSize(1);
  }

  @Test
  void nobodyGrantsMoreThanWasPaid() {
    assertThat(asks("1", grant("26.81"))).isEqualTo(new EffectResult.Refused("more-than-paid"));
  }

  @Test
  void aRejectionTurnsDownWhatIsInReviewAndNothingElse() {
    asks(
        "1",
        new Effect.Refund(
            WUS_ORDER, "egg30", new BigDecimal("26.80"), false, "quality.damaged", List.of()));
    asks(
        "2",
        new Effect.Refund(
            WUS_ORDER, "tofu", new BigDecimal("7.60"), true, "quality.spoiled", List.of()));
    asks("3", new Effect.Reject(WUS_ORDER, "egg30", "照片里没有破损"));
    asks("4", new Effect.Reject(WUS_ORDER, "tofu", "照片里没有破损"));
    assertThat(refunds())
        .extracting(Order.Refund::sku, Order.Refund::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("egg30", Order.RefundStatus.REJECTED),
            org.assertj.core.groups.Tuple.tuple("tofu", Order.RefundStatus.PAID));
  }
}
