package io.xianda.curating;

import java.util.Collection;

/** What storage can hold; everything else that is wrong with a text is told by guards. */
final class Bounds {

  /** Of a note or a reason, in characters. */
  static final int NOTE = 500;

  private Bounds() {}

  /**
   * The same text.
   *
   * @throws IllegalArgumentException when it is too long or no text at all: PostgreSQL's JSON knows
   *     neither U+0000 nor half a character
   */
  static String text(String field, String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "%s has %d characters, at most %d are kept".formatted(field, text.length(), longest));
    }
    boolean storable =
        text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    if (!storable) {
      throw new IllegalArgumentException(field + " holds U+0000 or half a character");
    }
    return text;
  }

  /** All of these texts, at most so many of at most that length. */
  static <C extends Collection<String>> C texts(String field, C texts, int most, int longest) {
    if (texts.size() > most) {
      throw new IllegalArgumentException(
          "%s are %d, at most %d are kept".formatted(field, texts.size(), most));
    }
    texts.forEach(text -> text(field, text, longest));
    return texts;
  }
}
