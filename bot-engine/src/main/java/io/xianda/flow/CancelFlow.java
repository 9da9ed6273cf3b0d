package io.xianda.flow;

import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.util.List;
import java.util.Optional;

/** 取消订单: as long as it is in the warehouse; read back first. */
final class CancelFlow extends OrderFlow {

  private final ShopRules rules;

  CancelFlow(ShopRules rules) {
    super("order.cancel");
    this.rules = rules;
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return switch (order.status()) {
      case PLACED, PICKING ->
          confirm(
              says.of("cancel.confirm", says.name(order), FlowPhrases.money(order.amount())),
              order,
              Draft.EMPTY,
              turn);
      case DELIVERING ->
          FlowStep.Finished.declined(
              says.of("cancel.left", says.name(order), FlowPhrases.money(rules.rejectionFee())));
      case DELIVERED ->
          FlowStep.Finished.declined(says.of("cancel.delivered", says.ended(order, turn.now())));
      case CANCELLED -> FlowStep.Finished.declined(says.ended(order, turn.now()));
    };
  }

  @Override
  Optional<FlowStep> answered(FlowState state, Order order, FlowTurn turn) {
    if (ChooseOrder.saysAnother(turn.text())) {
      return Optional.empty();
    }
    return switch (Confirmation.of(turn.text())) {
      case YES ->
          Optional.of(
              Acting.on(
                  List.of(new Effect.Cancel(order.number())),
                  turn.says()
                      .of(
                          "cancel.done",
                          turn.says().name(order),
                          FlowPhrases.money(order.amount())),
                  turn));
      case NO -> Optional.of(calledOff(turn));
      case UNCLEAR -> Optional.empty();
    };
  }
}
