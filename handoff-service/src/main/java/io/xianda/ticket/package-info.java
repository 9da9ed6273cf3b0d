/**
 * What a conversation leaves to be done later. A {@link io.xianda.ticket.NewTicket} says who should
 * do it and why; it is stored together with the reply that promises it ({@link
 * io.xianda.ticket.Tickets}). Desks, deadlines and progress notices come with their own issue.
 */
@NullMarked
package io.xianda.ticket;

import org.jspecify.annotations.NullMarked;
