package io.xianda.knowledge;

import java.util.regex.Pattern;

/**
 * Identifies an entry, for people too: {@code refund-arrival-time}.
 *
 * @param value up to 100 letters, digits, dots, dashes and underscores
 */
public record EntryId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public EntryId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an entry id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
