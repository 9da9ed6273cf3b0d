package io.xianda.flow;

import io.xianda.order.Order;

/**
 * 几点能送到 and 骑手到哪了: until when the shopper's order was promised, the step that it has reached and
 * who brings it; one that is far too late is hurried at once.
 */
final class OnItsWayFlow extends OrderFlow {

  private final String onTime;
  private final Lateness lateness;

  /**
   * @param intent that it serves
   * @param onTime the phrase for an order that is not late: its name, its time, its stage
   */
  OnItsWayFlow(String intent, String onTime, ShopRules rules) {
    super(intent);
    this.onTime = onTime;
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
            : says.of(onTime, says.name(order), promised, says.stage(order)));
  }
}
