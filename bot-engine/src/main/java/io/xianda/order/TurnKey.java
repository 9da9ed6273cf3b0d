package io.xianda.order;

/**
 * What names a turn for good, such as its conversation and the place of its first message.
 *
 * @param value 1 to 80 characters
 */
public record TurnKey(String value) {

  public TurnKey {
    if (value.isBlank() || value.length() > 80) {
      throw new IllegalArgumentException("a turn's key has 1 to 80 characters");
    }
  }
}
