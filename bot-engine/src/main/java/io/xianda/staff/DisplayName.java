package io.xianda.staff;

import java.util.regex.Pattern;

/**
 * What shoppers call somebody of the staff: a real name or a working name (花名).
 *
 * @param value 1 to 20 letters, digits, blanks, dots or hyphens; none at the ends but letters and
 *     digits
 */
public record DisplayName(String value) {

  private static final Pattern SHAPE =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ·._-]{0,18}[\\p{L}\\p{N}])?");

  public DisplayName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a name to be shown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
