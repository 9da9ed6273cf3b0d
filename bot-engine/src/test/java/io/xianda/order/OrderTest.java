package io.xianda.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that contradicts itself never gets into a talk. */
class OrderTest {

  private static final Instant PLACED = Instant.parse("2026-06-15T02:00:00Z");
  private static final Instant LATER = PLACED.plusSeconds(2400);
  private static final Order.Item CORN = item("9.9");

  private static Order.Item item(String paid) {
    return item(1, new BigDecimal(paid));
  }

  private static Order.Item item(int count, BigDecimal paid) {
    return new Order.Item("corn", "水果玉米", "2根", count, paid, Order.Kind.FRESH, true);
  }

  private static Order order(
      String number, Order.Status status, @Nullable Instant delivered, List<Order.Item> items) {
    return order(number, status, delivered, Order.Done.NOTHING, items, List.of());
  }

  private static Order order(
      String number,
      Order.Status status,
      @Nullable Instant delivered,
      Order.Done done,
      List<Order.Item> items,
      List<Order.Refund> refunds) {
    return new Order(
        number,
        Order.Mode.EXPRESS,
        status,
        PLACED,
        LATER,
        delivered,
        null,
        "杭州市滨江区江南大道100号",
        null,
        done,
        items,
        refunds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XM2606150001", "AB123456", "XM12345678901234567890"})
  void aNumberIsTwoLettersAndDigits(String number) {
    assertThat(order(number, Order.Status.PLACED, null, List.of(CORN)).number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "XM",
        "XM12345",
        "XM123456789012345678901",
        "xm2606150001",
        "2606150001",
        "XM26061500 1",
        "XM2606150001\n",
        "XM２６０６１５"
      })
  void anythingElseIsNone(String number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order(number, Order.Status.PLACED, null, List.of(CORN)))
        .withMessage("not an order number");
  }

  @Test
  void somethingWasOrdered() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order("XM2606150001", Order.Status.PLACED, null, List.of()))
        .withMessageContaining("XM2606150001");
  }

  @ParameterizedTest
  @EnumSource(Order.Status.class)
  void exactlyWhatWasDeliveredHasItsTime(Order.Status status) {
    boolean delivered = status == Order.Status.DELIVERED;
    Instant right = delivered ? LATER : null;
    Instant wrong = delivered ? null : LATER;

    assertThat(order("XM2606150001", status, right, List.of(CORN)).delivered()).isEqualTo(right);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order("XM2606150001", status, wrong, List.of(CORN)))
        .withMessageContaining("status and delivery time disagree");
  }

  @ParameterizedTest
  @CsvSource({
    "PLACED, true",
    "PICKING, true",
    "DELIVERING, true",
    "DELIVERED, false",
    "CANCELLED, false"
  })
  void openIsWhatIsStillToCome(Order.Status status, boolean open) {
    assertThat(status.isOpen()).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({"0, 9.9", "-1, 9.9", "1, -0.01"})
  void anItemHasASensibleCountAndPrice(int count, BigDecimal paid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> item(count, paid))
        .withMessageContaining("corn");
  }

  @Test
  void aGiftCostsNothing() {
    assertThat(item("0").paid()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"9.9, 26.8, 36.70", "0, 0, 0.00", "0.125, 0, 0.13", "10, 20, 30.00"})
  void theAmountIsWhatWasPaidForAllInYuanAndCents(String first, String second, String amount) {
    Order order =
        order("XM2606150001", Order.Status.PLACED, null, List.of(item(first), item(second)));

    assertThat(order.amount().toPlainString()).isEqualTo(amount);
  }

  @Test
  void itsItemsCannotBeChangedFromOutside() {
    List<Order.Item> items = new ArrayList<>(List.of(CORN));
    Order order = order("XM2606150001", Order.Status.PLACED, null, items);
    items.clear();

    assertThat(order.items()).containsExactly(CORN);
  }
}
