package io.xianda.dialogue;

import io.xianda.intent.Intent;
import java.util.Optional;

/**
 * A task that the bot finishes with the shopper. Without state of its own: what it must remember is
 * in {@link FlowState}.
 */
interface Flow {

  /** The intent that it serves. */
  Intent intent();

  /** The first step; what the message already says is not asked again. */
  FlowStep start(FlowTurn turn);

  /** The next step, or nothing when the message does not answer what was asked. */
  Optional<FlowStep> resume(FlowState state, FlowTurn turn);

  /** Asks again what is still open, after something else was dealt with. */
  FlowStep askAgain(FlowState state, FlowTurn turn);

  /** The shopper no longer wants it. */
  FlowStep calledOff(FlowTurn turn);
}
