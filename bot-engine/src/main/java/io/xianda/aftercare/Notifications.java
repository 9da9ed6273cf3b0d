package io.xianda.aftercare;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ShopperId;
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
   * @param words as the shopper reads them in the conversation
   */
  void ticketMoved(ShopperId shopper, Channel channel, TicketNumber ticket, String words);

  /** For channels that cannot reach anybody yet: the words stand in the conversation. */
  static Notifications none() {
    return (shopper, channel, ticket, words) -> {};
  }
}
