package io.xianda.ticket;

import io.xianda.handoff.Priority;
import java.util.Locale;
import java.util.Set;

/** What a ticket is about; each has its own times. */
public enum TicketKind {
  /** Money or new goods are to be decided. */
  CLAIM,
  /** Somebody is to get in touch. */
  CALLBACK,
  /** Somebody is displeased with the shop or its people. */
  COMPLAINT,
  /** Somebody fell ill, or found what is no food. */
  FOOD_SAFETY,
  /** Everything else. */
  OTHER;

  private static final Set<String> CLAIMS =
      Set.of("claim-in-review", "claim-for-person", "refund-amount", "refund.amount");
  private static final Set<String> COMPLAINTS =
      Set.of("service.complaint", "delivery.rider_complaint", "refund.rejected");
  private static final Set<String> SAFETY = Set.of("food-safety", "quality.safety");
  private static final Set<String> INTERNAL = Set.of("merchant-away");

  /** The kind of what the bot has left, by its reason; the first that applies. */
  static TicketKind of(String reason, Priority priority) {
    // Urgent is food safety and nothing else, whatever rule came upon it.
    if (priority == Priority.URGENT || SAFETY.contains(reason)) {
      return FOOD_SAFETY;
    }
    if (CLAIMS.contains(reason)) {
      return CLAIM;
    }
    if (COMPLAINTS.contains(reason)) {
      return COMPLAINT;
    }
    // Somebody has to look, and the shopper waits for nobody's call.
    if (INTERNAL.contains(reason)) {
      return OTHER;
    }
    // A person was due, and there was none at that hour.
    return CALLBACK;
  }

  /** As it stands in the database and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
