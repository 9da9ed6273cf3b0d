package io.xianda.conversation;

import java.util.regex.Pattern;

/**
 * Identifies a shopper inside Xianda; no OpenID and no phone number, which belong to the identity
 * module alone.
 *
 * @param value up to 64 letters, digits, dashes and underscores
 */
public record ShopperId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String GUEST = "guest-";

  public ShopperId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a shopper id");
    }
  }

  /** A shopper who has not signed in. */
  public static ShopperId guest() {
    return new ShopperId(GUEST + java.util.UUID.randomUUID());
  }

  /** Whether this shopper has not signed in and therefore has no orders. */
  public boolean isGuest() {
    return value.startsWith(GUEST);
  }

  @Override
  public String toString() {
    return value;
  }
}
