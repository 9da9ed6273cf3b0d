package io.xianda.eval.dialogues;

import java.util.List;

/**
 * A dialogue with its verdict.
 *
 * @param dialogue what was to be held
 * @param talked what was said
 * @param actual what became of it
 * @param problems each a sentence; none when it passed
 */
public record Judged(DialogueCase dialogue, Talked talked, Actual actual, List<String> problems) {

  public Judged {
    problems = List.copyOf(problems);
  }

  /** Whether everything came as expected. */
  public boolean passed() {
    return problems.isEmpty();
  }

  /** The bot alone has ended it, and not as it should have. */
  boolean isWronglyResolved() {
    return actual.kind().isClosedByBot() && !passed();
  }

  /** A person was due and did not come to know of it. */
  boolean isMissedEscalation() {
    return dialogue.outcome().kind().needsPerson() && !actual.kind().needsPerson();
  }
}
