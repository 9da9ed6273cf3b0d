package io.xianda.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands while it waits for the shopper.
 *
 * @param flow the intent that it serves
 * @param waitsFor what was asked
 * @param attempts how often the same was asked
 * @param shown order numbers that were offered, in the order they were shown
 * @param order number of the order that it is about, or {@code null} while that is open
 * @param draft what is known so far
 */
public record FlowState(
    String flow,
    Asks waitsFor,
    int attempts,
    List<String> shown,
    @Nullable String order,
    Draft draft) {

  /** After this many questions without an answer the bot stops asking. */
  public static final int MOST_ATTEMPTS = 2;

  public FlowState {
    shown = shown == null ? List.of() : List.copyOf(shown);
    draft = draft == null ? Draft.EMPTY : draft;
  }

  /** The same question once more. */
  public FlowState again() {
    return new FlowState(flow, waitsFor, attempts + 1, shown, order, draft);
  }
}
