package io.xianda.wording;

import java.util.Locale;
import java.util.ResourceBundle;

/** What the model is told, and what people read of it, from {@code prompts.properties}. */
final class Prompts {

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.wording.prompts", Locale.ROOT);

  String of(String key) {
    return texts.getString(key);
  }
}
