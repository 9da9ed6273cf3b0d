package io.xianda.photo;

import java.util.regex.Pattern;

/**
 * Names a picture; random, so that nobody guesses another's.
 *
 * @param value 32 hexadecimal digits, a dash and 32 more that tie it to its shopper
 */
public record PhotoName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}-[0-9a-f]{32}");

  public PhotoName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a picture");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
