package io.xianda.person;

import java.util.Locale;

/** Why two are one. */
public enum Evidence {
  /** WeChat gives both the same UnionID. */
  UNION_ID,
  /** The merchant knows the guest. */
  MERCHANT,
  /** The guest has signed in. */
  SIGNED_IN;

  /** As it is stored and shown to programs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Evidence of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
