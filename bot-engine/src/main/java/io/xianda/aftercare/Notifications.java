package io.xianda.aftercare;

import io.xianda.conversation.Conversation;
import io.xianda.ticket.TicketNumber;

/**
 * The channel's own way to reach a shopper who does not look into the chat, such as the
 * subscription messages of a mini-program. Called once what it tells stands in the database; never
 * waits for the channel and never fails. Thread-safe.
 */
@FunctionalInterface
public interface Notifications {

  /**
   * There are news of a ticket.
   *
   * @param where the conversation in which they stand
   * @param words as the shopper reads them there
   */
  void ticketMoved(Conversation where, TicketNumber ticket, About about, String words);

  /** What the news are about. */
  enum About {
    PROGRESS,
    /** Money, granted or not. */
    REFUND
  }

  /** For channels that cannot reach anybody yet: the words stand in the conversation. */
  static Notifications none() {
    return (where, ticket, about, words) -> {};
  }
}
