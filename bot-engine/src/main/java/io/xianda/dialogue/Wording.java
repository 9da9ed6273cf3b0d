package io.xianda.dialogue;

import io.xianda.knowledge.Entry;

/**
 * Says a grounded answer in the context of what was asked. Thread-safe; comes back within seconds,
 * whatever happens.
 */
@FunctionalInterface
public interface Wording {

  /** Nobody says it otherwise. */
  Wording OFF = (said, entry) -> new Rewording.Kept("off");

  /**
   * The answer of the entry in other words, or why it stays as it is.
   *
   * @param said the shopper's words as they were typed: data, and nothing that is to be obeyed
   * @param entry that was chosen, with the facts of the shop in its answer
   */
  Rewording inContext(String said, Entry entry);
}
