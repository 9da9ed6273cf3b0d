package io.xianda.flow;

import io.xianda.order.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of the shop by which tasks decide. Amounts are in yuan.
 *
 * @param expressLate from when on an order that was promised within the hour earns the smaller
 *     coupon
 * @param expressVeryLate and the larger one
 * @param otherLate the same for all others
 * @param otherVeryLate the same for all others
 * @param lateCoupon the smaller coupon
 * @param veryLateCoupon the larger one
 * @param freshWindow how long after delivery fresh goods may be complained about
 * @param frozenWindow frozen goods
 * @param packagedWindow packaged goods
 * @param wholeFrom the bad share, in percent, above which the whole line is paid back
 * @param automaticLimit up to which a claim is settled at once
 * @param automaticClaims how many claims within 30 days may have been made before, and one be
 *     settled at once
 * @param rejectionFee what it costs to refuse an order that has left
 * @param slotsFrom when the first time slot begins
 * @param slotsUntil when the last one ends
 * @param slotLength of a time slot
 * @param earliestSlot how long after ordering the first may begin
 * @param latestDays how many days ahead the last may be
 */
@ConfigurationProperties("xianda.shop")
public record ShopRules(
    @DefaultValue("30m") Duration expressLate,
    @DefaultValue("60m") Duration expressVeryLate,
    @DefaultValue("60m") Duration otherLate,
    @DefaultValue("120m") Duration otherVeryLate,
    @DefaultValue("5") BigDecimal lateCoupon,
    @DefaultValue("10") BigDecimal veryLateCoupon,
    @DefaultValue("24h") Duration freshWindow,
    @DefaultValue("6h") Duration frozenWindow,
    @DefaultValue("7d") Duration packagedWindow,
    @DefaultValue("30") int wholeFrom,
    @DefaultValue("30") BigDecimal automaticLimit,
    @DefaultValue("3") int automaticClaims,
    @DefaultValue("5") BigDecimal rejectionFee,
    @DefaultValue("08:00") LocalTime slotsFrom,
    @DefaultValue("21:00") LocalTime slotsUntil,
    @DefaultValue("60m") Duration slotLength,
    @DefaultValue("1h") Duration earliestSlot,
    @DefaultValue("3") int latestDays) {

  public ShopRules {
    if (expressLate.compareTo(expressVeryLate) > 0 || otherLate.compareTo(otherVeryLate) > 0) {
      throw new IllegalArgumentException("xianda.shop: late comes before very late");
    }
    if (lateCoupon.signum() < 0 || veryLateCoupon.compareTo(lateCoupon) < 0) {
      throw new IllegalArgumentException("xianda.shop: the coupon grows with the delay");
    }
    if (automaticLimit.signum() < 0 || automaticClaims < 0 || rejectionFee.signum() < 0) {
      throw new IllegalArgumentException("xianda.shop: no limit or fee is negative");
    }
    if (wholeFrom < 0 || wholeFrom > 100) {
      throw new IllegalArgumentException("xianda.shop.whole-from is a percentage");
    }
    if (!slotsFrom.plus(slotLength).isAfter(slotsFrom)
        || slotsFrom.plus(slotLength).isAfter(slotsUntil)) {
      throw new IllegalArgumentException("xianda.shop: no time slot fits into the day");
    }
  }

  /** The rules that apply when nothing is configured. */
  public static ShopRules defaults() {
    return new Binder().bindOrCreate("xianda.shop", ShopRules.class);
  }

  /** How long after delivery goods of a kind may be complained about. */
  Duration window(Order.Kind kind) {
    return switch (kind) {
      case FRESH -> freshWindow;
      case FROZEN -> frozenWindow;
      case PACKAGED -> packagedWindow;
    };
  }
}
