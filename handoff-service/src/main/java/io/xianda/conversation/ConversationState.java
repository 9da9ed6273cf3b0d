package io.xianda.conversation;

/** Who is to speak. */
public enum ConversationState {
  /** The bot answers. */
  BOT,
  /** It waits for a person. */
  QUEUED,
  /** A person serves it; the bot keeps silent towards the shopper. */
  SERVED,
  /** It is over. */
  CLOSED
}
