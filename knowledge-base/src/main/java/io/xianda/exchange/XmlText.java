package io.xianda.exchange;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that XML cannot hold, or would not give back, as spreadsheets write them: {@code
 * _x000D_} (ECMA-376, part 1, 22.9.2.19).
 */
final class XmlText {

  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final Pattern TO_ESCAPE =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)");

  private XmlText() {}

  static String write(String text) {
    return TO_ESCAPE.matcher(text).replaceAll(c -> "_x%04X_".formatted((int) c.group().charAt(0)));
  }

  static String read(String text) {
    return text.indexOf("_x") < 0 ? text : ESCAPED.matcher(text).replaceAll(XmlText::unescaped);
  }

  private static String unescaped(MatchResult escaped) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escaped.group(1), 16)));
  }
}
