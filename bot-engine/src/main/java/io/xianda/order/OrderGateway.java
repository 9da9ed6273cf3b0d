package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.util.List;

/** The way into the merchant's order system. Thread-safe. */
public interface OrderGateway {

  /** The shopper's orders, the newest first; none for a guest. */
  List<Order> ordersOf(ShopperId shopper);
}
