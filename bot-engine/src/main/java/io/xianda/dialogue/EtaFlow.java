package io.xianda.dialogue;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.order.Order;
import java.util.List;

/** 几点能送到: the promised time of the shopper's order, and plainly when it has passed. */
final class EtaFlow extends OrderQuestionFlow {

  private static final Intent INTENT = new Intent("delivery.eta");

  @Override
  public Intent intent() {
    return INTENT;
  }

  @Override
  protected List<Part> about(Order order, FlowTurn turn) {
    Phrases says = turn.says();
    return switch (order.status()) {
      case PLACED, PICKING, DELIVERING ->
          says.isLate(order, turn.now())
              ? says.late(order, turn.now())
              : List.of(
                  new Part.Text(
                      says.of(
                          "eta.promised",
                          says.name(order),
                          says.time(order.promised(), turn.now()),
                          says.stage(order))));
      case DELIVERED, CANCELLED -> List.of(says.ended(order, turn.now()));
    };
  }
}
