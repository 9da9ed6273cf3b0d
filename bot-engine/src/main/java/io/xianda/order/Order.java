package io.xianda.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param address where it goes
 * @param deliveryNote where it was left, or {@code null} where nobody wrote it down
 * @param done what may be done once only and was
 * @param items at least one
 * @param refunds that were applied for, the oldest first
 */
public record Order(
    String number,
    Mode mode,
    Status status,
    Instant placed,
    Instant promised,
    @Nullable Instant delivered,
    @Nullable Rider rider,
    String address,
    @Nullable String deliveryNote,
    Done done,
    List<Item> items,
    List<Refund> refunds) {

  private static final Pattern NUMBER = Pattern.compile("[A-Z]{2}\\d{6,20}");

  public Order {
    items = List.copyOf(items);
    refunds = List.copyOf(refunds);
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

    /** Whether it is still in the warehouse, and may be changed. */
    public boolean isInWarehouse() {
      return this == PLACED || this == PICKING;
    }
  }

  /**
   * What may be done to an order once.
   *
   * @param urged whether the rider was asked to hurry
   * @param compensated whether a coupon was given for its lateness
   * @param rescheduled whether its time was changed
   * @param reshipped items that were sent again
   */
  public record Done(
      boolean urged, boolean compensated, boolean rescheduled, Set<String> reshipped) {

    /** None of it yet. */
    public static final Done NOTHING = new Done(false, false, false, Set.of());

    public Done {
      reshipped = Set.copyOf(reshipped);
    }

    Done afterUrging() {
      return new Done(true, compensated, rescheduled, reshipped);
    }

    Done afterCompensating() {
      return new Done(urged, true, rescheduled, reshipped);
    }

    Done afterRescheduling() {
      return new Done(urged, compensated, true, reshipped);
    }

    Done afterReshipping(String item) {
      Set<String> all = new HashSet<>(reshipped);
      all.add(item);
      return new Done(urged, compensated, rescheduled, all);
    }
  }

  /**
   * Who brings an order.
   *
   * @param name as the shop calls him
   * @param phone that the shopper may call
   * @param distanceKm how far away he is, or {@code null} when unknown
   */
  public record Rider(String name, String phone, @Nullable Double distanceKm) {}

  /** How goods keep, and therefore how long they may be complained about. */
  public enum Kind {
    FRESH,
    FROZEN,
    PACKAGED
  }

  /**
   * One line of an order.
   *
   * @param sku the shop's identifier of it, unique in its order
   * @param name as it is sold
   * @param spec what one piece holds, such as {@code 500g} or {@code 30枚}
   * @param count pieces
   * @param paid in yuan, for the whole line
   * @param kind how it keeps
   * @param inStock whether it can be sent again
   */
  public record Item(
      String sku,
      String name,
      String spec,
      int count,
      BigDecimal paid,
      Kind kind,
      boolean inStock) {

    public Item {
      if (count < 1 || paid.signum() < 0) {
        throw new IllegalArgumentException("item " + sku + " has no sensible count or price");
      }
    }
  }

  /**
   * A refund that was applied for.
   *
   * @param id such as {@code RF0011}
   * @param sku of the item
   * @param amount in yuan
   * @param status how far it is
   * @param applied when
   * @param to where the money goes, such as 微信零钱
   * @param reason why it was rejected, or {@code null}
   */
  public record Refund(
      String id,
      String sku,
      BigDecimal amount,
      RefundStatus status,
      Instant applied,
      String to,
      @Nullable String reason) {}

  /** How far a refund is. */
  public enum RefundStatus {
    REVIEWING,
    PAID,
    REJECTED,
    WITHDRAWN
  }

  /** What was paid for all items, in yuan with two decimals. */
  public BigDecimal amount() {
    return items.stream()
        .map(Item::paid)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, RoundingMode.HALF_UP);
  }

  /** The line of this identifier. */
  public Optional<Item> item(String sku) {
    return items.stream().filter(item -> item.sku().equals(sku)).findFirst();
  }

  /** Whether the item was sent again, or a refund of it applied for and not withdrawn. */
  public boolean isClaimed(String sku) {
    return done.reshipped().contains(sku)
        || refunds.stream()
            .anyMatch(
                refund -> refund.sku().equals(sku) && refund.status() != RefundStatus.WITHDRAWN);
  }
}
