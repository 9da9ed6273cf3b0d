package io.xianda.quickreply;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What a quick reply leaves open until it is said; its word stands in {@code words.properties}. */
public enum Placeholder {
  /** How the shopper is addressed. */
  SHOPPER,
  /** The number of the order that it is about. */
  ORDER,
  /** What shoppers call whoever writes. */
  AGENT,
  /** The name of the shop. */
  SHOP;

  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.quickreply.words", Locale.ROOT);

  /** As it stands between the braces. */
  public String word() {
    return WORDS.getString("placeholder." + name().toLowerCase(Locale.ROOT));
  }

  static Optional<Placeholder> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
