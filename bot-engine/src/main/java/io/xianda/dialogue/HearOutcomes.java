package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import java.time.Instant;

/** Hears of every turn whose reply stands in the record. Never waits and never fails. */
@FunctionalInterface
public interface HearOutcomes {

  /**
   * A turn that stands in the record.
   *
   * @param seq place of its last message
   */
  void recorded(ConversationId conversation, long seq, Outcome outcome, Instant at);
}
