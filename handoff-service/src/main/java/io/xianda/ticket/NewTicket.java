package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is left to be done later.
 *
 * @param group who should do it
 * @param priority how soon
 * @param reason why, in a stable word such as {@code claim-in-review}; never the shopper's words
 * @param order number of the order that it is about, or {@code null}
 * @param items of the order that are complained about
 * @param photos names of the pictures that show it
 */
public record NewTicket(
    SkillGroup group,
    Priority priority,
    String reason,
    @Nullable String order,
    List<ClaimedItem> items,
    List<String> photos) {

  public NewTicket {
    items = List.copyOf(items);
    photos = List.copyOf(photos);
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a ticket names its reason");
    }
  }

  /** One that is about no item. */
  public NewTicket(SkillGroup group, Priority priority, String reason, @Nullable String order) {
    this(group, priority, reason, order, List.of(), List.of());
  }

  /** All that is claimed by the rules, in yuan; nothing when a person sets it. */
  Optional<BigDecimal> claimed() {
    return items.stream().map(ClaimedItem::amount).filter(Objects::nonNull).reduce(BigDecimal::add);
  }
}
