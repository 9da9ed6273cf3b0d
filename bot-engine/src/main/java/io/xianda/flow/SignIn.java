package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.intent.slot.YesNo;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What every task does with guests: asks them to sign in, and goes on with what they had said. */
final class SignIn {

  private static final Pattern REFUSES =
      Pattern.compile(
          "不(?:想|要|愿意?|方便|会|肯|用|登)|没(?:有)?(?:账号|号|注册|微信)|登不[上了]|登录?不了|懒得|麻烦|算了|凭什么|为什么要|直接");

  private SignIn() {}

  /**
   * Asks a guest to sign in.
   *
   * @param said what stays, so that the shopper need not repeat it
   */
  static FlowStep ask(Intent task, Draft said, FlowTurn turn) {
    return askAgain(new FlowState(task.id(), Asks.SIGNIN, 1, List.of(), null, said), turn);
  }

  static FlowStep askAgain(FlowState state, FlowTurn turn) {
    return new FlowStep.Waiting(List.of(new Part.Text(turn.says().of("order.signin"))), state);
  }

  /**
   * The next step after the question.
   *
   * @param signedIn the task from its beginning, once the guest is a shopper
   */
  static Optional<FlowStep> answered(FlowTurn turn, Supplier<FlowStep> signedIn) {
    if (!turn.isGuest()) {
      return Optional.of(signedIn.get());
    }
    return refused(turn)
        ? Optional.of(FlowStep.Finished.declined(turn.says().of("order.signin-needed")))
        : Optional.empty();
  }

  /** The turn with the words that the task began with. */
  static FlowTurn asBegun(FlowState state, FlowTurn turn) {
    return state.draft() instanceof Draft.Words(String words) ? turn.saying(words) : turn;
  }

  /** Whether a guest will not or cannot. */
  private static boolean refused(FlowTurn turn) {
    return REFUSES.matcher(turn.text()).find() || YesNo.of(turn.text()) == YesNo.NO;
  }
}
