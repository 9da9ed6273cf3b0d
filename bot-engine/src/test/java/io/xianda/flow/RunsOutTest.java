package io.xianda.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.ShopperId;
import io.xianda.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

/** Until when people should look at an order. */
class RunsOutTest {

  private static final Instant NOW = Instant.parse("2026-06-15T02:30:00Z");
  private static final ShopRules RULES = new Binder().bindOrCreate("xianda.shop", ShopRules.class);
  private static final String NUMBER = "XM2606150003";

  private static Optional<Instant> of(Order order, boolean accountKnown) {
    var turn =
        new FlowTurn(
            new ShopperId("zhao"),
            "转人工",
            "转人工",
            List.of(),
            intent -> 0,
            List.of(),
            OrdersOf.these(List.of(order)),
            NUMBER,
            NOW,
            new FlowPhrases(ZoneId.of("Asia/Shanghai")));
    if (accountKnown) {
      turn.account();
    }
    return RunsOut.of(turn, RULES);
  }

  private static Order order(Order.Status status, Duration ago) {
    return OrdersOf.order(NUMBER, Order.Mode.EXPRESS, status, NOW.minus(ago), "草莓");
  }

  @Test
  void freshGoodsMayBeComplainedAboutForADay() {
    Order order = order(Order.Status.DELIVERED, Duration.ofHours(3));

    assertThat(of(order, true)).contains(order.placed().plus(Duration.ofMinutes(24 * 60 + 40)));
  }

  @Test
  void whatIsOverIsNotPressing() {
    assertThat(of(order(Order.Status.DELIVERED, Duration.ofDays(3)), true)).isEmpty();
    assertThat(of(order(Order.Status.CANCELLED, Duration.ofHours(1)), true)).isEmpty();
  }

  @Test
  void goodsOnTheirWayKeepForAWhile() {
    Order order = order(Order.Status.DELIVERING, Duration.ofHours(1));

    assertThat(of(order, true)).contains(order.promised().plus(Duration.ofHours(4)));
  }

  @Test
  void theMerchantIsNotAskedForIt() {
    assertThat(of(order(Order.Status.DELIVERED, Duration.ofHours(3)), false)).isEmpty();
  }
}
