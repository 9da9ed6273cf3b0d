package io.xianda.dialogue;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.order.Order;
import java.util.ArrayList;
import java.util.List;

/** 骑手到哪了: the step that the shopper's order has reached, who brings it, and how far away he is. */
final class TrackFlow extends OrderQuestionFlow {

  private static final Intent INTENT = new Intent("delivery.track");

  @Override
  public Intent intent() {
    return INTENT;
  }

  @Override
  protected List<Part> about(Order order, FlowTurn turn) {
    Phrases says = turn.says();
    return switch (order.status()) {
      case PLACED, PICKING, DELIVERING -> {
        List<Part> parts = new ArrayList<>();
        parts.add(
            new Part.Text(
                says.of("track.stage", says.name(order), says.stage(order))
                    + (says.isLate(order, turn.now())
                        ? ""
                        : says.of("track.promised", says.time(order.promised(), turn.now())))));
        if (says.isLate(order, turn.now())) {
          parts.addAll(says.late(order, turn.now()));
        }
        yield parts;
      }
      case DELIVERED, CANCELLED -> List.of(says.ended(order, turn.now()));
    };
  }
}
