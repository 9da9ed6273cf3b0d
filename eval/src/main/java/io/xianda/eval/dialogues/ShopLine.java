package io.xianda.eval.dialogues;

import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import java.util.List;

/**
 * A line to the shop: one conversation, in a shop of its own in which nothing has happened yet. For
 * one thread at a time.
 */
public interface ShopLine extends AutoCloseable {

  /**
   * Says all of this as one burst and waits for the reply.
   *
   * @param parts at least one
   */
  Heard say(List<Part> parts);

  /** The conversation goes on as this shopper's. */
  void signInAs(ShopperId shopper);

  /** All that has changed in the shop, in the order in which it happened. */
  List<Change> changes();

  @Override
  void close();

  /** Where lines come from. Thread-safe. */
  interface Exchange extends AutoCloseable {

    /** A line for this dialogue, at its time of day. */
    ShopLine open(DialogueCase dialogue);

    @Override
    void close();
  }
}
