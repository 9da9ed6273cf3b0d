package io.xianda.shopper;

import io.xianda.conversation.ShopperId;

/** Whether a shopper is served. Thread-safe. */
public interface Blocked {

  /** Whether this one is not: what is said is stored, and answered with one courteous line. */
  boolean is(ShopperId shopper);
}
