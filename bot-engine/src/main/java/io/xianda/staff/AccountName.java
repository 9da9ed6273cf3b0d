package io.xianda.staff;

import io.xianda.identity.Staff;

/**
 * What an account is known by, for ever: it is never given to another.
 *
 * @param value never the name of a person: 1 to 40 of {@code a-z 0-9 . _ -}
 */
public record AccountName(String value) {

  public AccountName {
    if (!Staff.isName(value)) {
      throw new IllegalArgumentException("not the name of an account");
    }
  }

  /** As the audit log names it. */
  String subject() {
    return "account:" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
