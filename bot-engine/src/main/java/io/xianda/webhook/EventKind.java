package io.xianda.webhook;

import java.util.Locale;

/** What endpoints can be told of. The words are those that the database writes (V22). */
public enum EventKind {
  /** One began, or was opened again. */
  CONVERSATION_OPENED("conversation.opened"),
  /** People are asked to serve it. */
  CONVERSATION_HANDED_OVER("conversation.handed-over"),
  /** It is over. */
  CONVERSATION_CLOSED("conversation.closed"),
  /** A line was added to the timeline of a ticket. */
  TICKET_CHANGED("ticket.changed"),
  /** A shopper has said how it was. */
  SATISFACTION_RATED("satisfaction.rated"),
  /** Nothing happened: somebody tries an endpoint. Nobody subscribes to it. */
  PING("ping");

  private final String word;

  EventKind(String word) {
    this.word = word;
  }

  /** As it is stored, sent and configured. */
  public String word() {
    return word;
  }

  /**
   * Reads what {@link #word} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static EventKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
  }
}
