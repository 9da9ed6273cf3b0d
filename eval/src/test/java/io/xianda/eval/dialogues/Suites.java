package io.xianda.eval.dialogues;

import io.xianda.conversation.ShopperId;
import io.xianda.intent.Intent;
import io.xianda.knowledge.EntryId;
import java.util.Set;

/** Small suites for tests, and what they may speak of. */
final class Suites {

  static final Suite.Known KNOWN =
      new Suite.Known(
          Set.of(new ShopperId("wu"), new ShopperId("lin")),
          Set.of(new Intent("quality.spoiled"), new Intent("delivery.eta")),
          Set.of("aftersale", "logistics"),
          Set.of(new EntryId("spoiled-rule"), new EntryId("fee")));

  private Suites() {}

  static Suite read(String yaml) {
    return Suite.parse(yaml, "suite.yml", KNOWN);
  }

  /** The only dialogue of a suite; the indentation is that of its fields. */
  static DialogueCase dialogue(String fields) {
    return read("dialogues:\n  - id: one\n" + fields.indent(4)).dialogues().getFirst();
  }

  /** A dialogue with this outcome. */
  static DialogueCase expecting(String outcome) {
    return dialogue(
        """
        shopper: wu
        opens: [你好]
        goal: quality.spoiled
        outcome: %s
        """
            .formatted(outcome));
  }
}
