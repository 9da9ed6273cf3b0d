package io.xianda.rules;

import java.util.regex.Pattern;

/**
 * Who changes a rule.
 *
 * @param account of up to 64 letters, digits, dots, dashes and underscores; an account, never a
 *     name, a number or an address, since it is kept for ever
 */
public record Operator(String account) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Operator {
    if (!SHAPE.matcher(account).matches()) {
      throw new IllegalArgumentException("not an operator's account: " + account);
    }
  }

  @Override
  public String toString() {
    return account;
  }
}
