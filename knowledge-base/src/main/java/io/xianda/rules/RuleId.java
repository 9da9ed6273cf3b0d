package io.xianda.rules;

import java.util.regex.Pattern;

/**
 * Identifies a rule, for people too: {@code refund-page}.
 *
 * @param value up to 64 small letters, digits and dashes
 */
public record RuleId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public RuleId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a rule id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
