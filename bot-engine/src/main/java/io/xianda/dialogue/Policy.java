package io.xianda.dialogue;

import java.util.Optional;

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
   */
  record Verdict(Decision decision, String reason) {}
}
