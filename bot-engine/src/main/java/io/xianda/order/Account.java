package io.xianda.order;

import java.util.List;
import java.util.Optional;

/**
 * What the merchant's system knows of a shopper.
 *
 * @param orders the newest first
 * @param claims how often the shopper has complained about goods within 30 days
 */
public record Account(List<Order> orders, int claims) {

  /** Nothing was ever ordered. */
  public static final Account EMPTY = new Account(List.of(), 0);

  public Account {
    orders = List.copyOf(orders);
    if (claims < 0) {
      throw new IllegalArgumentException("a negative number of claims");
    }
  }

  /** The order of this number, if it is this shopper's. */
  public Optional<Order> order(String number) {
    return orders.stream().filter(order -> order.number().equals(number)).findFirst();
  }
}
