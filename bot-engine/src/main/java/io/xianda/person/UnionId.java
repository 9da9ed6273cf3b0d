package io.xianda.person;

import java.util.regex.Pattern;

/**
 * Who somebody is to all apps of one WeChat Open Platform account. Personal data: only its keyed
 * hash is stored, and it is never shown or logged as a whole.
 *
 * @param value 1 to 64 letters, digits, dashes and underscores
 */
public record UnionId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int SHOWN = 3;

  public UnionId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a UnionID");
    }
  }

  /** Masked: this is what reaches a log. */
  @Override
  public String toString() {
    return "…" + value.substring(Math.max(0, value.length() - SHOWN));
  }
}
