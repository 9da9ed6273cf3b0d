package io.xianda.console;

import io.xianda.dialogue.Decision;
import io.xianda.dialogue.Outcome;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import org.jspecify.annotations.Nullable;

/** Which entry answered a message, and how sure that was; neither when none did. */
record Answered(@Nullable EntryId entry, @Nullable Double probability) {

  static Answered of(Outcome outcome) {
    return outcome.decision() instanceof Decision.Answer(Entry entry, double probability)
        ? new Answered(entry.id(), probability)
        : new Answered(null, null);
  }
}
