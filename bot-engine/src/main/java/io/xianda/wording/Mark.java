package io.xianda.wording;

/**
 * A piece of a text that may not change when it is said in other words.
 *
 * @param kind of it
 * @param word as it stands in the compact text, such as {@code 39元} or {@code 不}
 * @param start where it begins in the compact text
 */
record Mark(Kind kind, String word, int start) {

  /** What marks are about; {@link #PLAIN} only looks like one. */
  enum Kind {
    FIGURE,
    GOODS,
    NEGATION,
    CONDITION,
    TIME,
    PROMISE,
    DEED,
    THING,
    PLAIN
  }

  boolean isSame(Mark other) {
    return kind == other.kind && word.equals(other.word);
  }

  int end() {
    return start + word.length();
  }
}
