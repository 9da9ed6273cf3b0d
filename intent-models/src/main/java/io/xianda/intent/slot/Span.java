package io.xianda.intent.slot;

/**
 * Where something stands in a text, in UTF-16 units.
 *
 * @param start of its first unit, from 0
 * @param end after its last unit, greater than {@code start}
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
  }

  /** The part of the text that stands here. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
