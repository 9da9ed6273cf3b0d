package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import org.jspecify.annotations.Nullable;

/**
 * Something that a conversation leaves to be done later.
 *
 * @param group who should do it
 * @param priority how soon
 * @param reason why, in a stable word such as {@code claim-in-review}; never the shopper's words
 * @param order number of the order that it is about, or {@code null}
 */
public record NewTicket(
    SkillGroup group, Priority priority, String reason, @Nullable String order) {

  public NewTicket {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a ticket names its reason");
    }
  }
}
