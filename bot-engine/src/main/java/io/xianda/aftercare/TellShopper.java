package io.xianda.aftercare;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Delivery;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.TicketEntry;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells shoppers what happens to their tickets: in the conversation in which they are, or in the
 * closed one where it began, and by the channel's notification. What is stored is stored with the
 * change that it tells, so that nothing is told twice or forgotten.
 */
@Component
class TellShopper {

  private final Conversations conversations;
  private final Delivery delivery;
  private final Notifications notifications;
  private final ApplicationEventPublisher news;
  private final ResourceBundle phrases =
      ResourceBundle.getBundle("io.xianda.aftercare.phrases", Locale.ROOT);

  TellShopper(
      Conversations conversations,
      Delivery delivery,
      Notifications notifications,
      ApplicationEventPublisher news) {
    this.conversations = conversations;
    this.delivery = delivery;
    this.notifications = notifications;
    this.news = news;
  }

  /** Tells it in the transaction of the caller; a ticket of nobody tells nobody. */
  @Transactional(propagation = Propagation.MANDATORY)
  void of(Ticket ticket, TicketEntry entry, Object... more) {
    String shopper = ticket.shopper();
    // What shoppers do themselves they need not be told.
    if (shopper == null || !entry.visible() || entry.actor().equals("shopper")) {
      return;
    }
    UUID from = ticket.conversation();
    conversations
        .whereToTell(new ShopperId(shopper), from == null ? null : new ConversationId(from))
        .ifPresent(conversation -> {
          Message message =
              conversations.tell(
                  conversation.id(), List.of(new Part.Text(words(ticket, entry, more))));
          news.publishEvent(new Told(ticket.number(), about(entry), conversation, message));
        });
  }

  private static Notifications.About about(TicketEntry entry) {
    return entry.what().startsWith("refund-")
        ? Notifications.About.REFUND
        : Notifications.About.PROGRESS;
  }

  private String words(Ticket ticket, TicketEntry entry, Object... more) {
    Object[] arguments = new Object[2 + more.length];
    arguments[0] = ticket.number().value();
    arguments[1] = Objects.requireNonNullElse(entry.text(), "");
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new MessageFormat(phrases.getString("told." + entry.what()), Locale.ROOT)
        .format(arguments);
  }

  @TransactionalEventListener
  void afterCommit(Told told) {
    Conversation conversation = told.conversation();
    delivery.stored(conversation.id(), told.message());
    notifications.ticketMoved(conversation, told.ticket(), told.about(), told.message().text());
  }
}
