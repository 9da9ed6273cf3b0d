package io.xianda.dialogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule of the dialogue. */
interface Policy {

  /** What it is called in traces. */
  String name();

  /** What to do, or nothing when this rule has no opinion. */
  Optional<Verdict> decide(Situation situation);

  /**
   * A rule's opinion.
   *
   * @param decision what to do
   * @param reason why, in a stable phrase without the shopper's words
   * @param stake what was weighed, or {@code null} where nothing is asserted or done
   * @param heldBack what the likeliest entry would have needed that was not told, or {@code null}
   */
  record Verdict(
      Decision decision, String reason, @Nullable Stake stake, @Nullable Stake heldBack) {

    Verdict(Decision decision, String reason, @Nullable Stake stake) {
      this(decision, reason, stake, null);
    }

    Verdict(Decision decision, String reason) {
      this(decision, reason, null, null);
    }

    Verdict holdingBack(@Nullable Stake entry) {
      return new Verdict(decision, reason, stake, entry);
    }
  }
}
