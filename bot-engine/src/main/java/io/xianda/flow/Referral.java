package io.xianda.flow;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do about a task.
 *
 * @param how at once or later
 * @param reason in a stable word, never the shopper's
 * @param order number of the order, or {@code null}
 * @param goods that are complained about
 * @param photos names of the pictures that show it
 */
public record Referral(
    How how, String reason, @Nullable String order, List<Claimed> goods, List<String> photos) {

  public Referral {
    goods = List.copyOf(goods);
    photos = List.copyOf(photos);
  }

  /** One that is about no goods. */
  public Referral(How how, String reason, @Nullable String order) {
    this(how, reason, order, List.of(), List.of());
  }

  /**
   * Goods that somebody has to decide about.
   *
   * @param item its identifier in the order
   * @param name as it is sold
   * @param problem the intent behind it
   * @param amount that the rules give, in yuan, or {@code null} when a person sets it
   */
  public record Claimed(String item, String name, String problem, @Nullable BigDecimal amount) {}

  /** When a person looks at it. */
  public enum How {
    /** A person goes on with the conversation, in the hours in which there are any. */
    PERSON,
    /** A ticket, at any hour: somebody decides, and the shopper need not wait in the chat. */
    REVIEW
  }
}
