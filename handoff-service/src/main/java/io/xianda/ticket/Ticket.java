package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stands. Amounts are in yuan.
 *
 * @param number as people say it
 * @param conversation that it comes from, or {@code null} when it was opened without one
 * @param shopper whose it is, or {@code null} when it is nobody's
 * @param assignee account of who does it, or {@code null}
 * @param reason why it was opened, in a stable word
 * @param order number of the order, or {@code null}
 * @param claimed all that is claimed by the rules, or {@code null}
 * @param granted all that was paid for it, or {@code null}
 * @param photos names of the pictures that show it
 * @param firstReply until when the shopper is to hear from a person
 * @param firstReplyAt when that was, or {@code null}
 * @param resolution until when it is to be done
 * @param waitingSince when the clock was stopped, or {@code null} while it runs
 * @param resolvedAt when it was done, or {@code null}
 * @param closedAt when it was over, or {@code null}
 * @param version counts its changes: whoever acts names the one that was seen
 */
public record Ticket(
    TicketNumber number,
    @Nullable UUID conversation,
    @Nullable String shopper,
    TicketKind kind,
    TicketState state,
    SkillGroup group,
    Priority priority,
    @Nullable String assignee,
    String reason,
    @Nullable String order,
    List<ClaimedItem> items,
    @Nullable BigDecimal claimed,
    @Nullable BigDecimal granted,
    List<String> photos,
    Instant openedAt,
    Promise firstReply,
    @Nullable Instant firstReplyAt,
    Promise resolution,
    @Nullable Instant waitingSince,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    long version) {

  public Ticket {
    items = List.copyOf(items);
    photos = List.copyOf(photos);
  }
}
