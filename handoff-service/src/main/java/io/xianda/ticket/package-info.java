/**
 * What is left to be done later. Start with {@link io.xianda.ticket.Tickets}, by which tickets are
 * opened, read and worked on; {@link io.xianda.ticket.TicketState} says what may be done when, and
 * {@link io.xianda.ticket.WatchTickets} warns before a time is over and escalates after it. Of
 * conversations and orders nothing is known here: whoever joins them with tickets tells shoppers
 * and asks the merchant.
 *
 * <p>Whoever changes a ticket locks its row first, and a conversation's only after that.
 */
@NullMarked
package io.xianda.ticket;

import org.jspecify.annotations.NullMarked;
