package io.xianda.console;

import java.util.Locale;

/** Constants as they stand in requests and replies. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a word; refused when it is none. */
  static <E extends Enum<E>> E read(Class<E> type, String word) {
    return Refusal.unlessValid(() -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
  }
}
