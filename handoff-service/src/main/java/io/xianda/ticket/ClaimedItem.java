package io.xianda.ticket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An item of an order that a ticket is about.
 *
 * @param item its identifier in the order
 * @param name as it is sold
 * @param problem the intent behind it, such as {@code quality.spoiled}
 * @param amount claimed by the rules, in yuan with two decimals at most, or {@code null} when a
 *     person sets it
 */
public record ClaimedItem(String item, String name, String problem, @Nullable BigDecimal amount) {

  public ClaimedItem {
    if (item.isBlank() || item.length() > 64) {
      throw new IllegalArgumentException("an item has an identifier of 1 to 64 characters");
    }
    if (amount != null && (amount.signum() <= 0 || amount.scale() > 2)) {
      throw new IllegalArgumentException("a claim is more than nothing, in whole cents");
    }
  }
}
