package io.xianda.intent.slot;

/** Small whole numbers as they stand in dates, clock times and ordinals. */
final class Numerals {

  /** Digits of one Chinese numeral up to 99, or of a number up to 99. */
  static final String SMALL = "(?:\\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[零〇一二两俩三仨四五六七八九])";

  private static final String DIGITS = "零一二三四五六七八九";

  private Numerals() {}

  /** The value of a text that {@link #SMALL} matched: 0 to 99. */
  static int small(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    int ten = text.indexOf('十');
    if (ten < 0) {
      return digit(text.charAt(0));
    }
    int tens = ten == 0 ? 1 : digit(text.charAt(0));
    return tens * 10 + (ten + 1 < text.length() ? digit(text.charAt(ten + 1)) : 0);
  }

  /** The value of one Chinese or decimal digit: 0 to 9. */
  static int digit(char c) {
    return switch (c) {
      case '两', '俩' -> 2;
      case '仨' -> 3;
      case '〇' -> 0;
      case '幺' -> 1;
      default -> c >= '0' && c <= '9' ? c - '0' : Math.max(0, DIGITS.indexOf(c));
    };
  }
}
