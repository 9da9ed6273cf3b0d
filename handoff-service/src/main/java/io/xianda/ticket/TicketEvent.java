package io.xianda.ticket;

import io.xianda.handoff.SkillGroup;
import org.jspecify.annotations.Nullable;

/**
 * News for those who look on, published once what they tell stands in the database. Whoever misses
 * them finds all of it there.
 */
public sealed interface TicketEvent {

  /** Which ticket it is about. */
  TicketNumber number();

  /** Something was done. */
  record Changed(TicketNumber number, SkillGroup group, TicketState state) implements TicketEvent {}

  /** Most of a time is over: for whoever does it, and for the group while nobody does. */
  record Warned(TicketNumber number, SkillGroup group, @Nullable String assignee, Time time)
      implements TicketEvent {}

  /** A time is over: for supervisors. */
  record Breached(TicketNumber number, SkillGroup group, @Nullable String assignee, Time time)
      implements TicketEvent {}

  /** What is promised. */
  enum Time {
    FIRST_REPLY,
    RESOLUTION
  }
}
