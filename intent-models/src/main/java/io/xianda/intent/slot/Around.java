package io.xianda.intent.slot;

import java.util.regex.Pattern;

/** What stands just before or after a place; looks at a bounded piece, so it stays cheap. */
final class Around {

  private static final int REACH = 20;

  private static final Pattern ABOUT_BEFORE =
      Pattern.compile(
          "(?:大概|大约|大致|估计|估摸着?|目测|差不多|将近|接近|(?<!最|附)近|约|快|起码|至少|最少|超过|不止|不到|不足)(?:有|是|了)?$");

  private static final Pattern ABOUT_AFTER = Pattern.compile("^(?:左右|上下|以上|以下|的样子|这样子?吧)");

  private Around() {}

  /** Whether the text up to this place ends like the pattern, which has to end in $. */
  static boolean before(String text, int place, Pattern ending) {
    return ending.matcher(text.substring(Math.max(0, place - REACH), place)).find();
  }

  /** Whether the text from this place begins like the pattern, which has to begin with ^. */
  static boolean after(String text, int place, Pattern beginning) {
    return beginning.matcher(text.substring(place, Math.min(text.length(), place + REACH))).find();
  }

  /** Whether the words around a number say that it is only about right. */
  static boolean sayAbout(String text, int start, int end) {
    return before(text, start, ABOUT_BEFORE) || after(text, end, ABOUT_AFTER);
  }
}
