package io.xianda.flow;

import io.xianda.conversation.ShopperId;
import io.xianda.order.Account;
import io.xianda.order.Effect;
import io.xianda.order.EffectKey;
import io.xianda.order.EffectResult;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** A merchant's system with these orders for everybody, in which nothing can be done. */
public record OrdersOf(Supplier<List<Order>> all) implements OrderGateway {

  /** These, whatever becomes of the list. */
  public static OrdersOf these(List<Order> orders) {
    return new OrdersOf(() -> List.copyOf(orders));
  }

  /** An order of fresh goods, each at ten yuan, delivered after 40 minutes where it was. */
  public static Order order(
      String number, Order.Mode mode, Order.Status status, Instant placed, String... goods) {
    return new Order(
        number,
        mode,
        status,
        placed,
        placed.plus(Duration.ofMinutes(45)),
        status == Order.Status.DELIVERED ? placed.plus(Duration.ofMinutes(40)) : null,
        null,
        "杭州市滨江区江南大道100号",
        null,
        Order.Done.NOTHING,
        goods(goods),
        List.of());
  }

  /** Fresh goods of these names, each at ten yuan. */
  public static List<Order.Item> goods(String... names) {
    return Arrays.stream(names).map(OrdersOf::item).toList();
  }

  private static Order.Item item(String name) {
    return new Order.Item(name, name, "500g", 1, BigDecimal.TEN, Order.Kind.FRESH, true);
  }

  @Override
  public Account accountOf(ShopperId shopper) {
    return new Account(all.get(), 0);
  }

  @Override
  public EffectResult apply(EffectKey key, ShopperId shopper, Effect effect) {
    return new EffectResult.Refused("nothing-can-be-done");
  }
}
