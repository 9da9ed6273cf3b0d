package io.xianda.aftercare;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.Message;
import io.xianda.ticket.TicketNumber;

/** A shopper was told of a ticket; published in the transaction that stores it. */
record Told(
    TicketNumber ticket, Notifications.About about, Conversation conversation, Message message) {}
