package io.xianda.quickreply;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;

/**
 * The first letters of the Pinyin of a text: 催配送进度 is {@code cpsjd}. Read character by character
 * with the transliteration of ICU, which knows one reading of each; letters and digits stand as
 * they are, all else is left out. Thread-safe.
 */
final class Initials {

  private static final Transliterator PINYIN = Transliterator.getInstance("Han-Latin; Latin-ASCII");

  private Initials() {}

  static String of(String text) {
    var initials = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          String character = Character.toString(c);
          if (Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) {
            String read = PINYIN.transliterate(character).toLowerCase(Locale.ROOT);
            if (!read.isEmpty() && read.charAt(0) >= 'a' && read.charAt(0) <= 'z') {
              initials.append(read.charAt(0));
            }
          } else if (Character.isLetterOrDigit(c)) {
            initials.append(character.toLowerCase(Locale.ROOT));
          }
        });
    return initials.toString();
  }
}
