package io.xianda.dialogue;

import java.util.List;

/**
 * Where a task stands while it waits for the shopper.
 *
 * @param flow the intent that it serves
 * @param waitsFor what was asked
 * @param attempts how often the same was asked
 * @param shown order numbers that were offered, in the order they were shown
 */
public record FlowState(String flow, Asks waitsFor, int attempts, List<String> shown) {

  /** After this many questions without an answer the bot stops asking. */
  static final int MOST_ATTEMPTS = 2;

  public FlowState {
    shown = shown == null ? List.of() : List.copyOf(shown);
  }

  FlowState again() {
    return new FlowState(flow, waitsFor, attempts + 1, shown);
  }
}
