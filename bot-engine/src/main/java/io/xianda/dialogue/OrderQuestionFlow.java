package io.xianda.dialogue;

import io.xianda.conversation.Part;
import io.xianda.order.Order;
import java.util.List;
import java.util.Optional;

/**
 * A task that needs to know which order is meant, and then answers: asks a guest to sign in, takes
 * the one that fits, offers those that could be meant.
 */
abstract class OrderQuestionFlow implements Flow {

  /** What to say about the order. */
  protected abstract List<Part> about(Order order, FlowTurn turn);

  @Override
  public final FlowStep start(FlowTurn turn) {
    if (turn.shopper().isGuest()) {
      return waiting(
          List.of(new Part.Text(turn.says().of("order.signin"))), Asks.SIGNIN, 1, List.of());
    }
    return given(ChooseOrder.among(turn.orders().ordersOf(turn.shopper()), turn), turn, 1);
  }

  @Override
  public final Optional<FlowStep> resume(FlowState state, FlowTurn turn) {
    if (state.waitsFor() == Asks.SIGNIN) {
      return turn.shopper().isGuest() ? Optional.empty() : Optional.of(start(turn));
    }
    List<Order> orders = turn.orders().ordersOf(turn.shopper());
    return switch (ChooseOrder.named(orders, turn, state.shown())) {
      case ChooseOrder.Chosen chosen -> Optional.of(given(chosen, turn, state.attempts()));
      case ChooseOrder.NotTheirs foreign -> Optional.of(given(foreign, turn, state.attempts()));
      case ChooseOrder.Several several ->
          state.attempts() < FlowState.MOST_ATTEMPTS
              ? Optional.of(given(several, turn, state.attempts() + 1))
              : Optional.empty();
      case ChooseOrder.None none -> Optional.empty();
    };
  }

  @Override
  public final FlowStep askAgain(FlowState state, FlowTurn turn) {
    if (state.waitsFor() == Asks.SIGNIN) {
      return waiting(
          List.of(new Part.Text(turn.says().of("order.signin"))),
          Asks.SIGNIN,
          state.attempts(),
          List.of());
    }
    // The question, with the orders that were offered, and not the words that came in between.
    List<Order> shown =
        turn.orders().ordersOf(turn.shopper()).stream()
            .filter(order -> state.shown().contains(order.number()))
            .toList();
    return given(
        shown.size() > 1
            ? new ChooseOrder.Several(shown)
            : ChooseOrder.unnamed(turn.orders().ordersOf(turn.shopper())),
        turn,
        state.attempts());
  }

  @Override
  public final FlowStep calledOff(FlowTurn turn) {
    return new FlowStep.Finished(List.of(new Part.Text(turn.says().of("flow.called-off"))));
  }

  private FlowStep given(ChooseOrder.Choice choice, FlowTurn turn, int attempts) {
    return switch (choice) {
      case ChooseOrder.Chosen(Order order) -> new FlowStep.Finished(about(order, turn));
      case ChooseOrder.Several(List<Order> orders) -> {
        List<Part> parts = new java.util.ArrayList<>();
        parts.add(new Part.Text(turn.says().of("order.which")));
        orders.forEach(order -> parts.add(turn.says().card(order)));
        yield waiting(parts, Asks.ORDER, attempts, orders.stream().map(Order::number).toList());
      }
      case ChooseOrder.NotTheirs foreign ->
          new FlowStep.Finished(List.of(new Part.Text(turn.says().of("order.not-found"))));
      case ChooseOrder.None none ->
          new FlowStep.Finished(List.of(new Part.Text(turn.says().of("order.none"))));
    };
  }

  private FlowStep waiting(List<Part> parts, Asks asks, int attempts, List<String> shown) {
    return new FlowStep.Waiting(parts, new FlowState(intent().id(), asks, attempts, shown));
  }
}
