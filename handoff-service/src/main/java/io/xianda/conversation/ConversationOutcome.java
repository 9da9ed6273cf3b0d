package io.xianda.conversation;

import java.util.Locale;

/** What came of a conversation as a whole: one of these, once it is over. */
public enum ConversationOutcome {
  /** The bot did what was asked. */
  BOT_RESOLVED,
  /** The shopper went away from the bot without an answer. */
  BOT_UNRESOLVED,
  /** An agent did what was asked. */
  AGENT_RESOLVED,
  /** An agent could not, or the shopper did not come back. */
  AGENT_UNRESOLVED,
  /** It is done later. */
  TICKET,
  /** The shopper went away before an agent came. */
  ABANDONED,
  /** Nobody said anything. */
  SILENT;

  /** As it is stored and shown to programs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads what {@link #word} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ConversationOutcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
