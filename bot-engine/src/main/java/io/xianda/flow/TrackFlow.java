package io.xianda.flow;

import io.xianda.order.Order;

/** 骑手到哪了: the step that the shopper's order has reached, who brings it, and how far away he is. */
final class TrackFlow extends OrderFlow {

  private final Lateness lateness;

  TrackFlow(ShopRules rules) {
    super("delivery.track");
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
    String promised = says.time(order.promised(), turn.now());
    long late = Lateness.of(order, turn.now()).toMinutes();
    return FlowStep.Finished.answered(
        late >= 1
            ? says.of(
                "late.open", says.name(order), promised, String.valueOf(late), says.stage(order))
            : says.of("track.stage", says.name(order), says.stage(order), promised));
  }
}
