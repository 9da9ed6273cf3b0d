package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.intent.slot.TimeMention;
import io.xianda.order.Order;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** 帮我找下是哪一单: the orders that the words name, by number, goods or day, else the newest ones. */
final class HistoryFlow implements Flow {

  private static final Intent INTENT = new Intent("order.history");
  private static final int MOST = 5;

  @Override
  public Set<Intent> intents() {
    return Set.of(INTENT);
  }

  @Override
  public FlowStep start(Intent intent, FlowTurn turn) {
    FlowPhrases says = turn.says();
    if (turn.isGuest()) {
      return SignIn.ask(INTENT, new Draft.Words(turn.raw()), turn);
    }
    List<Order> orders = turn.account().orders();
    if (orders.isEmpty()) {
      return FlowStep.Finished.answered(says.of("order.none"));
    }
    return switch (ChooseOrder.named(orders, turn, List.of(), order -> true)) {
      case ChooseOrder.Chosen(Order order) -> found(List.of(order), turn);
      case ChooseOrder.Several(List<Order> several) -> found(several, turn);
      case ChooseOrder.AllOf(List<Order> all) -> found(all, turn);
      case ChooseOrder.NotTheirs foreign -> FlowStep.Finished.declined(says.of("order.not-found"));
      case ChooseOrder.None none -> found(ofDay(orders, turn), turn);
    };
  }

  /** Those of the day that was named, all when none was or nothing was ordered then. */
  private static List<Order> ofDay(List<Order> orders, FlowTurn turn) {
    for (var mention : TimeMention.in(turn.text(), turn.today())) {
      LocalDate day = mention.value().date();
      if (day == null) {
        continue;
      }
      LocalDate end = day.plusDays(Math.max(1, mention.value().days()));
      List<Order> then =
          orders.stream()
              .filter(order -> {
                LocalDate placed = order.placed().atZone(turn.says().zone()).toLocalDate();
                return !placed.isBefore(day) && placed.isBefore(end);
              })
              .toList();
      if (!then.isEmpty()) {
        return then;
      }
    }
    return orders;
  }

  private static FlowStep found(List<Order> orders, FlowTurn turn) {
    FlowPhrases says = turn.says();
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder(says.of("history.found"));
    List<Order> shown = orders.subList(0, Math.min(MOST, orders.size()));
    for (Order order : shown) {
      text.append('\n')
          .append(
              says.of(
                  "history.line",
                  order.number(),
                  says.goods(order),
                  says.time(order.placed(), turn.now()),
                  FlowPhrases.money(order.amount()),
                  says.of("status." + order.status().name().toLowerCase(java.util.Locale.ROOT))));
    }
    parts.add(new Part.Text(text.toString()));
    shown.forEach(order -> parts.add(says.card(order)));
    return new FlowStep.Finished(parts, FlowStep.Ending.ANSWERED, null);
  }

  @Override
  public Optional<FlowStep> resume(FlowState state, FlowTurn turn) {
    return SignIn.answered(turn, () -> start(INTENT, SignIn.asBegun(state, turn)));
  }

  @Override
  public FlowStep askAgain(FlowState state, FlowTurn turn) {
    return SignIn.askAgain(state, turn);
  }
}
