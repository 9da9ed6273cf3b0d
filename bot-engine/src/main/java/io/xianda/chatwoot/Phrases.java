package io.xianda.chatwoot;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What this room says, to shoppers and to agents. */
final class Phrases {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.chatwoot.phrases", Locale.ROOT);

  private Phrases() {}

  static String of(String name, Object... told) {
    return new MessageFormat(TEXTS.getString(name), Locale.ROOT).format(told);
  }
}
