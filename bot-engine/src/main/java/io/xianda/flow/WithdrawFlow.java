package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** 不退了: takes back an application that nobody has decided on yet; read back first. */
final class WithdrawFlow implements Flow {

  private static final Intent INTENT = new Intent("refund.withdraw");

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
    List<RefundLines.Line> open = all.inReview().lines();
    List<RefundLines.Line> named = all.named(turn);
    List<RefundLines.Line> namedOpen = all.inReview().named(turn);
    if (!named.isEmpty() && namedOpen.isEmpty()) {
      return decided(named.getFirst(), says);
    }
    if (open.isEmpty()) {
      return all.lines().isEmpty()
          ? FlowStep.Finished.declined(says.of("withdraw.none"))
          : decided(all.lines().getFirst(), says);
    }
    List<RefundLines.Line> wanted = namedOpen.isEmpty() ? open : namedOpen;
    return wanted.size() == 1
        ? readBack(wanted.getFirst(), says)
        : waiting(
            List.of(
                new Part.Text(says.of("withdraw.which")),
                new Part.Choices(
                    wanted.stream()
                        .map(line -> new Part.Option(line.goods(), line.goods()))
                        .toList())),
            Asks.ITEM,
            Draft.EMPTY,
            1);
  }

  private static FlowStep decided(RefundLines.Line line, FlowPhrases says) {
    return FlowStep.Finished.declined(
        says.of(
            "withdraw.decided",
            line.goods(),
            FlowPhrases.money(line.refund().amount()),
            says.of("refund.status." + line.refund().status().name().toLowerCase(Locale.ROOT))));
  }

  private static FlowStep readBack(RefundLines.Line line, FlowPhrases says) {
    return waiting(
        says.confirm(
            says.of("withdraw.confirm", line.goods(), FlowPhrases.money(line.refund().amount()))),
        Asks.CONFIRM,
        new Draft.ToWithdraw(line.refund().id()),
        1);
  }

  private static FlowStep waiting(List<Part> parts, Asks asks, Draft draft, int attempts) {
    return new FlowStep.Waiting(
        parts, new FlowState(INTENT.id(), asks, attempts, List.of(), null, draft));
  }

  @Override
  public Optional<FlowStep> resume(FlowState state, FlowTurn turn) {
    if (state.waitsFor() == Asks.SIGNIN) {
      return SignIn.answered(turn, () -> start(INTENT, SignIn.asBegun(state, turn)));
    }
    var open = RefundLines.of(turn.account().orders()).inReview();
    if (state.waitsFor() == Asks.ITEM) {
      List<RefundLines.Line> named = open.named(turn);
      return named.size() == 1
          ? Optional.of(readBack(named.getFirst(), turn.says()))
          : Optional.empty();
    }
    if (!(state.draft() instanceof Draft.ToWithdraw(String id))) {
      return Optional.empty();
    }
    Optional<RefundLines.Line> line =
        open.lines().stream().filter(one -> one.refund().id().equals(id)).findFirst();
    if (line.isEmpty()) {
      return Optional.of(FlowStep.Finished.declined(turn.says().of("withdraw.none")));
    }
    // 不退了 and 不申请了 say here that it is to be taken back.
    return switch (answer(turn.text())) {
      case YES -> Optional.of(withdrawn(line.get(), turn));
      case NO -> Optional.of(calledOff(turn));
      case UNCLEAR -> Optional.empty();
    };
  }

  private static Confirmation answer(String text) {
    if (text.contains("不撤") || text.contains("别撤") || text.contains("还是要退")) {
      return Confirmation.NO;
    }
    return text.contains("不退") || text.contains("不申请") || text.contains("撤")
        ? Confirmation.YES
        : Confirmation.of(text);
  }

  private static FlowStep withdrawn(RefundLines.Line line, FlowTurn turn) {
    Order order = line.order();
    return Acting.on(
        List.of(new Effect.Withdraw(order.number(), line.refund().id())),
        turn.says().of("withdraw.done", line.goods()),
        turn);
  }

  @Override
  public FlowStep askAgain(FlowState state, FlowTurn turn) {
    FlowPhrases says = turn.says();
    if (state.waitsFor() == Asks.SIGNIN) {
      return SignIn.askAgain(state, turn);
    }
    var open = RefundLines.of(turn.account().orders()).inReview();
    if (state.draft() instanceof Draft.ToWithdraw(String id)) {
      return open.lines().stream()
          .filter(line -> line.refund().id().equals(id))
          .findFirst()
          .map(line -> readBack(line, says))
          .orElseGet(() -> FlowStep.Finished.declined(says.of("withdraw.none")));
    }
    return start(INTENT, turn.saying(""));
  }
}
