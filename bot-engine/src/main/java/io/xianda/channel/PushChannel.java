package io.xianda.channel;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Message;

/**
 * A channel that takes messages to shoppers by itself, because nobody there looks at a socket. It
 * hears of every conversation and leaves alone what is not its own.
 *
 * <p>What it hears is news and no order: a crash loses it, and another node hears nothing of it.
 * Whoever must deliver keeps a place in the record (the last seq taken) and reads what follows. Is
 * called on the way of a message: it never waits and never fails.
 */
public interface PushChannel {

  /** A message was stored, whoever wrote it. */
  void stored(ConversationId conversation, Message message);

  /** The bot begins or ends to work on an answer. */
  void typing(ConversationId conversation, boolean on);
}
