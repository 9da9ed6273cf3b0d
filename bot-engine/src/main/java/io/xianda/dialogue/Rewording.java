package io.xianda.dialogue;

/** What came of an answer that might have been said in other words. */
public sealed interface Rewording {

  /**
   * Other words, which say what the entry says and nothing else.
   *
   * @param text what the shopper reads
   */
  record Used(String text) implements Rewording {

    public Used {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a rewording says something");
      }
    }
  }

  /**
   * The entry's own words.
   *
   * @param why in a stable word, such as {@code off}, {@code slow} or {@code refused:figure}
   */
  record Kept(String why) implements Rewording {}

  /** What the trace says of it. */
  default String word() {
    return switch (this) {
      case Used _ -> "used";
      case Kept(String why) -> why;
    };
  }
}
