package io.xianda.intent.slot;

/**
 * Where something stands in a text, in UTF-16 units.
 *
 * @param start inclusive, not negative
 * @param end exclusive, greater than start
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  /** The piece of the text that this covers. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
