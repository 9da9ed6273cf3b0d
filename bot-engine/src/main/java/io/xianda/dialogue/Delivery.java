package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;

/**
 * Takes what stands in the record to whoever is looking. What it loses is not lost: a client asks
 * for what follows the last place it has seen.
 */
public interface Delivery {

  /** A message was stored. */
  void stored(ConversationId conversation, Message message);

  /** The bot begins or ends to work on an answer. */
  void typing(ConversationId conversation, boolean on);

  /** Somebody else is to speak. */
  void state(ConversationId conversation, ConversationState state);
}
