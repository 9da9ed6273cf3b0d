package io.xianda.eval.dialogues;

import java.util.List;

/**
 * A dialogue after it was held.
 *
 * @param exchanges what was said and heard, in turn
 * @param changes all that changed in the shop
 * @param stuck whether it did not come to an end by itself
 */
public record Talked(List<Exchange> exchanges, List<Change> changes, boolean stuck) {

  public Talked {
    exchanges = List.copyOf(exchanges);
    changes = List.copyOf(changes);
  }

  /**
   * One turn.
   *
   * @param said the shopper's lines
   * @param heard what the bot said to it
   */
  public record Exchange(List<String> said, Heard heard) {

    public Exchange {
      said = List.copyOf(said);
    }
  }

  /** How often the shopper spoke. */
  public int turns() {
    return exchanges.size();
  }
}
