package io.xianda.flow;

import io.xianda.order.Order;

/** 几点能送到: the promised time of the shopper's order; one that is far too late is hurried at once. */
final class EtaFlow extends OrderFlow {

  private final Lateness lateness;

  EtaFlow(ShopRules rules) {
    super("delivery.eta");
    this.lateness = new Lateness(rules);
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  boolean takesSeveral() {
    return true;
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    if (!order.status().isOpen()) {
      return FlowStep.Finished.answered(says.ended(order, turn.now()));
    }
    if (lateness.earnsCoupon(order, turn.now())) {
      return lateness.hurry(order, turn);
    }
    long late = Lateness.of(order, turn.now()).toMinutes();
    String promised = says.time(order.promised(), turn.now());
    return FlowStep.Finished.answered(
        late >= 1
            ? says.of(
                "late.open", says.name(order), promised, String.valueOf(late), says.stage(order))
            : says.of("eta.promised", says.name(order), promised, says.stage(order)));
  }
}
