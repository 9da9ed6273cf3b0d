package io.xianda.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shopper's order as the merchant's system tells it.
 *
 * @param number as the shopper knows it, such as {@code XM2606150001}
 * @param mode how it is delivered
 * @param status how far it is
 * @param placed when it was paid
 * @param promised until when it was promised
 * @param delivered when it was handed over, or {@code null} while it was not
 * @param rider who brings it, or {@code null} while nobody does
 * @param items at least one
 */
public record Order(
    String number,
    Mode mode,
    Status status,
    Instant placed,
    Instant promised,
    @Nullable Instant delivered,
    @Nullable Rider rider,
    List<Item> items) {

  private static final Pattern NUMBER = Pattern.compile("[A-Z]{2}\\d{6,20}");

  public Order {
    items = List.copyOf(items);
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException("not an order number");
    }
    if (items.isEmpty()) {
      throw new IllegalArgumentException("order " + number + " has no items");
    }
    if ((status == Status.DELIVERED) != (delivered != null)) {
      throw new IllegalArgumentException("order " + number + ": status and delivery time disagree");
    }
  }

  /** How an order is delivered. */
  public enum Mode {
    EXPRESS,
    NEXT_DAY,
    SCHEDULED
  }

  /** How far an order is. */
  public enum Status {
    PLACED,
    PICKING,
    DELIVERING,
    DELIVERED,
    CANCELLED;

    /** Whether it is still to come. */
    public boolean isOpen() {
      return this == PLACED || this == PICKING || this == DELIVERING;
    }
  }

  /**
   * Who brings an order.
   *
   * @param name as the shop calls him
   * @param distanceKm how far away he is, or {@code null} when unknown
   */
  public record Rider(String name, @Nullable Double distanceKm) {}

  /**
   * One line of an order.
   *
   * @param sku the shop's identifier of it
   * @param name as it is sold
   * @param count pieces
   * @param paid in yuan, for the whole line
   */
  public record Item(String sku, String name, int count, BigDecimal paid) {

    public Item {
      if (count < 1 || paid.signum() < 0) {
        throw new IllegalArgumentException("item " + sku + " has no sensible count or price");
      }
    }
  }

  /** What was paid for all items, in yuan with two decimals. */
  public BigDecimal amount() {
    return items.stream()
        .map(Item::paid)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, java.math.RoundingMode.HALF_UP);
  }
}
