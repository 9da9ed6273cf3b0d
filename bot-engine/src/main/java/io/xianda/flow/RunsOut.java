package io.xianda.flow;

import io.xianda.order.Account;
import io.xianda.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When something about the order of a turn is too late: the time to claim is over, or the goods on
 * their way are spoilt. People should look before that. Asks nobody: where the merchant's system
 * was not needed until now, it is not worth waiting for.
 */
public final class RunsOut {

  /** Frozen goods keep so long beyond the promised time; a box with ice is no freezer. */
  private static final Duration FROZEN_KEEPS = Duration.ofHours(1);

  /** Fresh goods, on a warm day. */
  private static final Duration FRESH_KEEPS = Duration.ofHours(4);

  private RunsOut() {}

  /** The next of these moments that is still to come; nothing when none is. */
  public static Optional<Instant> of(FlowTurn turn, ShopRules rules) {
    return turn.knownAccount().stream()
        .flatMap(account -> order(account, turn).stream())
        .flatMap(order -> moments(order, rules))
        .filter(moment -> moment.isAfter(turn.now()))
        .min(Instant::compareTo);
  }

  private static Optional<Order> order(Account account, FlowTurn turn) {
    return Optional.ofNullable(turn.about()).flatMap(account::order);
  }

  private static Stream<Instant> moments(Order order, ShopRules rules) {
    Instant delivered = order.delivered();
    return order.items().stream()
        .filter(item -> !order.isClaimed(item.sku()))
        .flatMap(item ->
            delivered != null
                ? Stream.of(delivered.plus(rules.window(item.kind())))
                : order.status().isOpen() ? keeps(item.kind(), order.promised()) : Stream.empty());
  }

  private static Stream<Instant> keeps(Order.Kind kind, Instant promised) {
    return switch (kind) {
      case FROZEN -> Stream.of(promised.plus(FROZEN_KEEPS));
      case FRESH -> Stream.of(promised.plus(FRESH_KEEPS));
      case PACKAGED -> Stream.empty();
    };
  }
}
