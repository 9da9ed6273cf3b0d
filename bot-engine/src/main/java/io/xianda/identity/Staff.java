package io.xianda.identity;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who works for the shop.
 *
 * @param name of the account, never of the person: 1 to 40 of {@code a-z 0-9 . _ -}
 * @param roles at least one
 */
public record Staff(String name, Set<StaffRole> roles) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9._-]{1,40}");

  public Staff {
    roles = Set.copyOf(roles);
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of an account: " + name);
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("an account without roles may do nothing");
    }
  }

  /** Whether an account could have this name. */
  public static boolean isName(String name) {
    return SHAPE.matcher(name).matches();
  }
}
