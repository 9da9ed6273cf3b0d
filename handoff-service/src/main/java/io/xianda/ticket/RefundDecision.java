package io.xianda.ticket;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision about the money for an item, and what came of it.
 *
 * @param attempt counts the decisions of a ticket from 1; with its number it names this one for
 *     good
 * @param amount in yuan; {@code null} when it was rejected
 * @param reason for the shopper; {@code null} when it was granted
 * @param by account
 * @param status whether it is in effect
 * @param refusal why the merchant's system refused it, in a stable word, or {@code null}
 */
public record RefundDecision(
    TicketNumber ticket,
    int attempt,
    ClaimedItem item,
    @Nullable BigDecimal amount,
    @Nullable String reason,
    String by,
    Instant at,
    Status status,
    @Nullable String refusal) {

  /** How far a decision is. */
  public enum Status {
    /** The merchant's system has not said anything yet. */
    PENDING,
    /** It is done. */
    APPLIED,
    /** The order does not allow it any more; somebody may decide otherwise. */
    REFUSED
  }
}
