package io.xianda.desk;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** What shoppers read when people come and go. Thread-safe. */
@Component
final class DeskPhrases {

  private final ResourceBundle phrases =
      ResourceBundle.getBundle("io.xianda.desk.phrases", Locale.ROOT);

  String of(String key, Object... arguments) {
    return new MessageFormat(phrases.getString(key), Locale.SIMPLIFIED_CHINESE).format(arguments);
  }
}
