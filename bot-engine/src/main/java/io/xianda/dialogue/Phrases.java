package io.xianda.dialogue;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the bot says besides its tasks, from {@code phrases.properties}. Thread-safe. */
final class Phrases {

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.dialogue.phrases", Locale.ROOT);

  /** The phrase of a key; arguments stand where it says {0}, {1} … */
  String of(String key, Object... arguments) {
    String pattern = texts.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ROOT).format(arguments);
  }
}
