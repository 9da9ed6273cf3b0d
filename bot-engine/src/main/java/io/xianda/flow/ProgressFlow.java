package io.xianda.flow;

import io.xianda.intent.Intent;
import io.xianda.order.Order;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** 退款到哪了: how far the applications are, the one that is named or all. */
final class ProgressFlow implements Flow {

  private static final Intent INTENT = new Intent("refund.progress");

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
    var all = RefundLines.of(turn.account().orders());
    if (all.hasForeign(turn.text())
        || ChooseOrder.named(turn.account().orders(), turn, List.of(), order -> true)
            instanceof ChooseOrder.NotTheirs) {
      return FlowStep.Finished.declined(says.of("refund.not-found"));
    }
    if (all.lines().isEmpty()) {
      return FlowStep.Finished.answered(says.of("refund.none"));
    }
    List<RefundLines.Line> named = all.named(turn);
    StringBuilder text = new StringBuilder();
    for (RefundLines.Line line : named.isEmpty() ? all.lines() : named) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      text.append(line(line, says));
    }
    return FlowStep.Finished.answered(text.toString());
  }

  private static String line(RefundLines.Line line, FlowPhrases says) {
    Order.Refund refund = line.refund();
    return says.of(
        "refund.line." + refund.status().name().toLowerCase(Locale.ROOT),
        line.goods(),
        FlowPhrases.money(refund.amount()),
        refund.to(),
        refund.id(),
        Objects.requireNonNullElse(refund.reason(), says.of("refund.no-reason")));
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
