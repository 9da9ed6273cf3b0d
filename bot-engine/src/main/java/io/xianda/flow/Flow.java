package io.xianda.flow;

import io.xianda.intent.Intent;
import java.util.Optional;
import java.util.Set;

/**
 * A task that the bot finishes with the shopper. Without state of its own: what it must remember is
 * in {@link FlowState}. It decides and words, and never acts: what is to be done to an order it
 * returns as {@link FlowStep.Acting}. Thread-safe.
 */
public interface Flow {

  /** The intents that it serves. */
  Set<Intent> intents();

  /** The first step for one of its intents; what the message already says is not asked again. */
  FlowStep start(Intent intent, FlowTurn turn);

  /** The next step, or nothing when the message does not answer what was asked. */
  Optional<FlowStep> resume(FlowState state, FlowTurn turn);

  /** Asks again what is still open, after something else was dealt with. */
  FlowStep askAgain(FlowState state, FlowTurn turn);

  /**
   * Whether the message is put in words that leave no other task to be meant, whatever the models
   * make of it.
   */
  default boolean hears(FlowTurn turn) {
    return false;
  }

  /** The shopper no longer wants it. */
  default FlowStep calledOff(FlowTurn turn) {
    return FlowStep.Finished.calledOff(turn.says().of("flow.called-off"));
  }
}
