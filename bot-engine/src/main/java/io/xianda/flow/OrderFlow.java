package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.intent.slot.OrderMention;
import io.xianda.order.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task that needs to know which order is meant: asks a guest to sign in, takes the one that fits,
 * offers those that could be meant, and then goes on with it.
 */
abstract class OrderFlow implements Flow {

  private final Intent intent;

  OrderFlow(String intent) {
    this.intent = new Intent(intent);
  }

  @Override
  public final Set<Intent> intents() {
    return Set.of(intent);
  }

  /** The orders that the task is about as a rule, such as those still to come. */
  abstract boolean suits(Order order);

  /** What to say or do about the order. */
  abstract FlowStep about(Order order, FlowTurn turn);

  /**
   * Goes on after a question of this task's own.
   *
   * @param order that it is about
   */
  Optional<FlowStep> answered(FlowState state, Order order, FlowTurn turn) {
    return Optional.empty();
  }

  /** The question that a state of this task's own waits on, once more. */
  FlowStep again(FlowState state, Order order, FlowTurn turn) {
    return about(order, turn);
  }

  /** Whether one answer can be about several orders. */
  boolean takesSeveral() {
    return false;
  }

  /** What to say when the shopper has never ordered. */
  FlowStep withoutOrders(FlowTurn turn) {
    return FlowStep.Finished.answered(turn.says().of("order.none"));
  }

  @Override
  public final FlowStep start(Intent wanted, FlowTurn turn) {
    if (turn.isGuest()) {
      return SignIn.ask(intent, new Draft.Words(turn.raw()), turn);
    }
    List<Order> orders = turn.account().orders();
    return RefundLines.of(orders).hasForeign(turn.text())
        ? FlowStep.Finished.declined(turn.says().of("refund.not-found"))
        : given(ChooseOrder.among(orders, turn, this::suits), turn, 1);
  }

  @Override
  public final Optional<FlowStep> resume(FlowState state, FlowTurn turn) {
    return switch (state.waitsFor()) {
      case SIGNIN -> SignIn.answered(turn, () -> start(intent, SignIn.asBegun(state, turn)));
      case ORDER -> orderNamed(state, turn);
      default ->
          orderOf(state, turn)
              .flatMap(order ->
                  otherGoods(order, turn)
                      .or(() -> answered(state, order, turn))
                      .or(() -> anotherOrder(order, turn)));
    };
  }

  private Optional<FlowStep> orderNamed(FlowState state, FlowTurn turn) {
    List<Order> orders = turn.account().orders();
    FlowTurn whole =
        state.draft() instanceof Draft.Words(String words) && !words.isEmpty()
            ? turn.saying(words + "，" + turn.raw())
            : turn;
    return switch (ChooseOrder.named(orders, turn, state.shown(), this::suits)) {
      case ChooseOrder.Several several ->
          state.attempts() < FlowState.MOST_ATTEMPTS
              ? Optional.of(given(several, whole, state.attempts() + 1))
              : Optional.empty();
      case ChooseOrder.None none -> Optional.empty();
      case ChooseOrder.Choice choice -> Optional.of(given(choice, whole, state.attempts()));
    };
  }

  /** 对，取消菠菜那单, to the rice that was read back: never what was not meant. */
  private Optional<FlowStep> otherGoods(Order order, FlowTurn turn) {
    boolean answers =
        Confirmation.of(turn.text()) != Confirmation.UNCLEAR
            || ChooseOrder.saysAnother(turn.text());
    if (!answers) {
      return Optional.empty();
    }
    if (!new ClaimedGoods(List.of(order)).in(turn.text()).isEmpty()) {
      boolean corrects = ChooseOrder.saysAnother(turn.text());
      if (!corrects) {
        return Optional.empty();
      }
    }
    List<Order> others =
        turn.account().orders().stream()
            .filter(other -> !other.equals(order) && suits(other))
            .toList();
    return new ClaimedGoods(others).in(turn.text()).isEmpty()
        ? Optional.empty()
        : ChooseOrder.named(others, turn, List.of(), this::suits)
                instanceof ChooseOrder.Chosen(Order meant)
            ? Optional.of(given(new ChooseOrder.Chosen(meant), turn, 1))
            : Optional.empty();
  }

  /** 不是这单，是另一个: only where the words say so, for every order has its goods. */
  private Optional<FlowStep> anotherOrder(Order order, FlowTurn turn) {
    List<Order> others =
        turn.account().orders().stream().filter(other -> !other.equals(order)).toList();
    boolean another = ChooseOrder.saysAnother(turn.text());
    boolean numbered =
        turn.mentions().stream().anyMatch(mention -> mention instanceof OrderMention.Whole);
    if (!another && !numbered) {
      return Optional.empty();
    }
    ChooseOrder.Choice named =
        ChooseOrder.named(
            numbered ? turn.account().orders() : others, turn, List.of(), this::suits);
    ChooseOrder.Choice choice =
        named instanceof ChooseOrder.None ? ChooseOrder.unnamed(others, this::suits) : named;
    return choice instanceof ChooseOrder.None
        ? Optional.empty()
        : Optional.of(given(choice, turn, 1));
  }

  @Override
  public final FlowStep askAgain(FlowState state, FlowTurn turn) {
    return switch (state.waitsFor()) {
      case SIGNIN -> SignIn.askAgain(state, turn);
      case ORDER -> {
        // The question, with the orders that were offered, and not the words that came in between.
        List<Order> shown =
            turn.account().orders().stream()
                .filter(order -> state.shown().contains(order.number()))
                .toList();
        yield switch (shown.size()) {
          case 0 -> given(ChooseOrder.unnamed(turn.account().orders(), this::suits), turn, 1);
          case 1 -> about(shown.getFirst(), turn);
          default -> new FlowStep.Waiting(turn.says().whichOrder("order.which", shown), state);
        };
      }
      default ->
          orderOf(state, turn)
              .map(order -> again(state, order, turn))
              .orElseGet(() -> FlowStep.Finished.declined(turn.says().of("order.not-found")));
    };
  }

  private static Optional<Order> orderOf(FlowState state, FlowTurn turn) {
    String number = state.order();
    return number == null ? Optional.empty() : turn.account().order(number);
  }

  private FlowStep given(ChooseOrder.Choice choice, FlowTurn turn, int attempts) {
    return switch (choice) {
      case ChooseOrder.Chosen(Order order) -> {
        turn.isAbout(order.number());
        yield about(order, turn);
      }
      case ChooseOrder.AllOf(List<Order> orders) ->
          takesSeveral() ? aboutAll(orders, turn) : which(orders, turn, attempts);
      case ChooseOrder.Several(List<Order> orders) -> which(orders, turn, attempts);
      case ChooseOrder.NotTheirs foreign ->
          FlowStep.Finished.declined(turn.says().of("order.not-found"));
      case ChooseOrder.None none -> withoutOrders(turn);
    };
  }

  private FlowStep which(List<Order> orders, FlowTurn turn, int attempts) {
    return new FlowStep.Waiting(
        turn.says().whichOrder("order.which", orders),
        new FlowState(
            intent.id(),
            Asks.ORDER,
            attempts,
            orders.stream().map(Order::number).toList(),
            null,
            new Draft.Words(turn.raw())));
  }

  /** One after another; what is to be done is done in the same order. */
  private FlowStep aboutAll(List<Order> orders, FlowTurn turn) {
    FlowStep all = about(orders.getLast(), turn);
    for (Order order : orders.subList(0, orders.size() - 1).reversed()) {
      FlowStep rest = all;
      all =
          switch (about(order, turn)) {
            case FlowStep.Finished first -> rest.after(first.parts());
            case FlowStep.Waiting first -> rest.after(first.parts());
            case FlowStep.Acting first ->
                new FlowStep.Acting(
                    first.effects(), results -> rest.after(partsOf(first.then().apply(results))));
          };
    }
    return all;
  }

  private static List<Part> partsOf(FlowStep step) {
    return switch (step) {
      case FlowStep.Waiting(var parts, var state) -> parts;
      case FlowStep.Finished(var parts, var ending, var referral) -> parts;
      case FlowStep.Acting acting -> List.of();
    };
  }

  /** Waits for the answer to a question of this task's own. */
  FlowStep ask(Asks asks, List<Part> parts, Order order, Draft draft, int attempts) {
    return new FlowStep.Waiting(
        parts, new FlowState(intent.id(), asks, attempts, List.of(), order.number(), draft));
  }

  FlowStep ask(Asks asks, String text, Order order, Draft draft) {
    return ask(asks, List.of(new Part.Text(text)), order, draft, 1);
  }

  FlowStep confirm(String question, Order order, Draft draft, FlowTurn turn) {
    return ask(Asks.CONFIRM, turn.says().confirm(question), order, draft, 1);
  }

  static List<Part> texts(String... texts) {
    List<Part> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(new Part.Text(text));
    }
    return parts;
  }
}
