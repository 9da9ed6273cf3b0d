package io.xianda.eval.dialogues;

import java.util.regex.Pattern;

/** Texts are compared without any whitespace, that of Chinese typography included. */
final class Spaces {

  private static final Pattern ANY = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private Spaces() {}

  static String without(String text) {
    return ANY.matcher(text).replaceAll("");
  }
}
