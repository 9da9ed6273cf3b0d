/**
 * What follows a conversation (售后): tickets joined with the record, the orders and the shoppers.
 * Start with {@link io.xianda.aftercare.Aftercare}, by which everybody acts on tickets; {@code
 * TellShopper} says where shoppers hear of it, {@code ScheduleTickets} when promised times are
 * looked at, and {@code TicketProblem} what can go wrong.
 */
@NullMarked
package io.xianda.aftercare;

import org.jspecify.annotations.NullMarked;
