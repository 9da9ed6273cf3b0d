package io.xianda.desk;

import java.util.regex.Pattern;

/**
 * Names an agent's account.
 *
 * @param value 1 to 40 of {@code a-z 0-9 . _ -}
 */
public record AgentId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9._-]{1,40}");

  public AgentId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of an account: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
