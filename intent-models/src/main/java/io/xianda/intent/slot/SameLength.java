package io.xianda.intent.slot;

/**
 * Brings what was typed to one form without moving any character: half width, lower case, and the
 * simplified form of those traditional characters that the patterns of this package name. One
 * UTF-16 unit stays one unit, so that spans in the result are spans in the text. Thread-safe;
 * linear.
 */
final class SameLength {

  private static final String TRADITIONAL = "號點後樓單區鎮鄉縣棟鐘個兩禮週時間過這樣種條隻盒裡遲傍勻車廣園莊門層戶訂編為為開發東灣蘇電話從錢塊兒";
  private static final String SIMPLIFIED = "号点后楼单区镇乡县栋钟个两礼周时间过这样种条只盒里迟傍匀车广园庄门层户订编为为开发东湾苏电话从钱块儿";

  private static final char FIRST_FULL_WIDTH = '\uff01';
  private static final char LAST_FULL_WIDTH = '\uff5e';
  private static final int FULL_TO_HALF = 0xfee0;

  private SameLength() {}

  static String of(String text) {
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i++) {
      out[i] = of(out[i]);
    }
    return new String(out);
  }

  private static char of(char c) {
    if (c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH) {
      return Character.toLowerCase((char) (c - FULL_TO_HALF));
    }
    if (c < 0x80) {
      return Character.toLowerCase(c);
    }
    return switch (c) {
      case '\u3000', '\u00a0' -> ' ';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
      case '\u301c' -> '~';
      default -> {
        int at = TRADITIONAL.indexOf(c);
        yield at < 0 ? c : SIMPLIFIED.charAt(at);
      }
    };
  }
}
