package io.xianda.curating;

/** Shortens what an operator wrote, for a message about it. */
final class Shown {

  private static final int MOST = 60;

  private Shown() {}

  /** The text itself, or its beginning. */
  static String of(String text) {
    return text.codePointCount(0, text.length()) <= MOST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST)) + "…";
  }
}
