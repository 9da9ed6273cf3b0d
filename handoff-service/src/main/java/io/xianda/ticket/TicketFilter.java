package io.xianda.ticket;

import io.xianda.handoff.SkillGroup;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are wanted; {@code null} means all.
 *
 * @param states at least one
 * @param assignee account of who does it
 * @param dueBefore whose resolution is due before this time
 * @param before those with smaller counts than this ticket's: the next page
 */
public record TicketFilter(
    Set<TicketState> states,
    @Nullable SkillGroup group,
    @Nullable String assignee,
    @Nullable TicketKind kind,
    @Nullable Instant dueBefore,
    @Nullable TicketNumber before) {

  public TicketFilter {
    states = Set.copyOf(states);
    if (states.isEmpty()) {
      throw new IllegalArgumentException("no ticket is in no state");
    }
  }
}
