package io.xianda.handoff;

import java.util.UUID;

/**
 * Where conversations wait for a person. All calls join the transaction of the caller, which holds
 * the conversation's row: what the record says and what the queue holds never differ.
 */
public interface Queue {

  /**
   * A conversation goes to people. One that waits already keeps its place; urgent is what it may
   * become, never what it ceases to be.
   *
   * @param conversation that waits
   * @param shopper whose it is
   */
  void enter(UUID conversation, String shopper, Handoff handoff);

  /** The shopper wants the bot again. Does nothing when the conversation waits for nobody. */
  void leave(UUID conversation);
}
