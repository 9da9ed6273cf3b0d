package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number in a text, before anybody asks what it counts.
 *
 * <p>Why not ICU's RuleBasedNumberFormat, which is on the class path: its Chinese spell-out rules
 * read what they write and little else. Tried with 77.1: 两百五 gives 205 and 一千二 1002 (people mean
 * 250 and 1200), 二三四 gives 23, 十几 gives 10, 三分之一 gives 3, 半 nothing; it reads doubles, not
 * fractions, and one instance may not be shared between threads.
 *
 * @param value not negative
 * @param about whether the numeral is vague (十几, 两三, 3-5)
 * @param share whether it is a part of a whole (三成, 1/3, 30%, 一半) and so counts no pieces
 */
record Numeral(Span span, Fraction value, boolean about, boolean share) {

  private static final String DIGITS = "零一二三四五六七八九";
  private static final String FORMAL_DIGITS = "〇壹贰叁肆伍陆柒捌玖";
  private static final int LONGEST = 8;

  /** What follows 一两 or 三两 when it means "one or two" and not a weight of one 两. */
  private static final String COUNTED = "个天盒颗只袋包次位根枚条瓶箱块粒份";

  /** Words that begin with a numeral and name no number. */
  private static final Pattern WORD =
      Pattern.compile(
          "一(?:下|直|样|起|定|点(?!\\d|[零〇一二三四五六七八九])|些|般|会|共|旦|律|切|边|向|再|致|路|生|心|般|方面|系列|块儿|时|同|早|大早|个劲|个个)"
              + "|万(?:一|能|分|福)|千(?:万(?!元|块)|张|层|叶|禧)|十(?:分(?!之|钟)|足|全)|百(?:香|合|叶|货|年|度|岁|事)"
              + "|三(?:文|明治|黄鸡|七|鲜|亚|角)|五(?:花|香|谷|常|粮|仁|彩)|四(?:季|川|周|处)|八(?:角|宝|爪|珍)|七(?:喜|夕)|九(?:层塔|制)"
              + "|六(?:神|必居)|两(?:边|样)|(?<=斤|斤少)两(?![个盒袋斤])|半(?:天|夜|路|成品|价|途|年|辈)");

  /** What makes of the numeral after it an ordinal, a day or half of a word. */
  private static final Pattern NO_AMOUNT_BEFORE =
      Pattern.compile("(?:第|星期|礼拜|周|初|万|[a-z_#])$", Pattern.CASE_INSENSITIVE);

  private static final Pattern UNIT_BEFORE =
      Pattern.compile("(?:\\d ?(?:kg|g|ml|l)|[半一二三四五六七八九十两\\d]公?斤)$", Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_A_SHARE = Pattern.compile("^[员交功本立品不熟新为了人果长绩分语]");

  private static final Pattern VAGUE_COME = Pattern.compile("^来[个斤克盒袋颗只枚块条根粒箱包瓶两公份]");

  private static final Pattern DECIMAL =
      Pattern.compile("^点([零〇一二三四五六七八九]{1,3})(?![零〇一二三四五六七八九十百千半分刻钟点])");

  /** The numbers of a text in their order. */
  static List<Numeral> in(String text) {
    List<Numeral> found = new ArrayList<>();
    Matcher word = WORD.matcher(text).useTransparentBounds(true);
    for (int i = 0; i < text.length(); ) {
      if (!startsNumber(text.charAt(i))) {
        i++;
        continue;
      }
      word.region(i, text.length());
      if (word.lookingAt()) {
        i = word.end();
        continue;
      }
      boolean unit = text.charAt(i) == '两' && !found.isEmpty() && found.getLast().span().end() == i;
      Numeral number = !unit && isAmount(text, i) ? read(text, i) : null;
      if (unit) {
        i++;
      } else if (number == null) {
        i = afterRun(text, i);
      } else {
        found.add(number);
        i = number.span().end();
      }
    }
    return List.copyOf(found);
  }

  private static boolean isAmount(String text, int start) {
    return !Around.before(text, start, NO_AMOUNT_BEFORE) || Around.before(text, start, UNIT_BEFORE);
  }

  private static @Nullable Numeral read(String text, int start) {
    char c = text.charAt(start);
    if (c == '半') {
      char before = start == 0 ? ' ' : text.charAt(start - 1);
      return new Numeral(
          new Span(start, start + 1),
          Fraction.HALF,
          before == '大' || before == '小' || before == '多',
          false);
    }
    if (c == '俩' || c == '仨') {
      return new Numeral(new Span(start, start + 1), Fraction.of(c == '俩' ? 2 : 3), false, false);
    }
    Numeral whole = plain(text, start);
    return whole == null ? null : share(text, vague(text, ranged(text, whole)));
  }

  /** Digits or Chinese numerals, without what makes a range or a share of them. */
  private static @Nullable Numeral plain(String text, int start) {
    return start >= text.length()
        ? null
        : digit(text.charAt(start)) >= 0 ? arabic(text, start) : han(text, start);
  }

  private static @Nullable Numeral arabic(String text, int start) {
    int end = start;
    long value = 0;
    while (end < text.length() && digit(text.charAt(end)) >= 0) {
      if (end - start == LONGEST) {
        return null;
      }
      value = value * 10 + digit(text.charAt(end++));
    }
    if (end - start > 1 && digit(text.charAt(start)) == 0) {
      return null; // 0001 is the end of an order number, 000 the rest of 1,000.
    }
    Fraction number = Fraction.of(value);
    if (end + 1 < text.length()
        && (text.charAt(end) == '.' || text.charAt(end) == '．')
        && digit(text.charAt(end + 1)) >= 0) {
      long scale = 1;
      end++;
      while (end < text.length() && digit(text.charAt(end)) >= 0) {
        scale *= 10;
        if (scale > 10_000) {
          return null;
        }
        number = number.plus(new Fraction(digit(text.charAt(end++)), scale));
      }
      if (end < text.length() && text.charAt(end) == '.') {
        return null; // A date (6.15.2026) or a version.
      }
    }
    if (end < text.length() && number.compareTo(Fraction.of(1000)) < 0) {
      // 2千克 is two kilogrammes.
      boolean kilo = text.startsWith("千克", end) || text.startsWith("千米", end);
      long multiplier = kilo ? 0 : multiplier(text.charAt(end));
      if (multiplier >= 100) {
        number = number.times(Fraction.of(multiplier));
        end++;
      }
    }
    return new Numeral(new Span(start, end), number, false, false);
  }

  private static @Nullable Numeral han(String text, int start) {
    if (text.startsWith("百分", start)) {
      return new Numeral(new Span(start, start + 1), Fraction.of(100), false, false);
    }
    int end = runEnd(text, start);
    if (end == start || end - start > 2 * LONGEST) {
      return null;
    }
    String run = text.substring(start, end);
    long value = value(run);
    if (value < 0) {
      return range(run, start);
    }
    Fraction number = Fraction.of(value);
    Matcher decimal = DECIMAL.matcher(text.substring(end, Math.min(text.length(), end + 6)));
    if (value < 100 && decimal.find()) {
      long scale = 1;
      for (char c : decimal.group(1).toCharArray()) {
        scale *= 10;
        number = number.plus(new Fraction(hanDigit(c), scale));
      }
      end += decimal.end();
    }
    return new Numeral(new Span(start, end), number, false, false);
  }

  /** 两三, 十七八, 二三十: two digits side by side of which each could stand alone. */
  private static @Nullable Numeral range(String run, int start) {
    for (int i = 0; i + 1 < run.length(); i++) {
      int low = hanDigit(run.charAt(i));
      int high = hanDigit(run.charAt(i + 1));
      boolean few = run.charAt(i) == '三' && run.charAt(i + 1) == '两';
      if (low > 0 && (high == low + 1 || (low == 3 && high == 5) || few)) {
        long from = value(run.substring(0, i + 1) + run.substring(i + 2));
        long to = value(run.substring(0, i) + run.substring(i + 1));
        if (from > 0 && (to > from || few)) {
          return new Numeral(
              new Span(start, start + run.length()), new Fraction(from + to, 2), true, false);
        }
      }
    }
    return null;
  }

  /** 3-5, 3~5, 3到5, 三到五, 7、8. */
  private static Numeral ranged(String text, Numeral from) {
    int end = from.span().end();
    if (end >= text.length()
        || "-~～—到至、".indexOf(text.charAt(end)) < 0
        || !from.value().isWhole()
        || from.value().compareTo(Fraction.of(1000)) >= 0) {
      return from;
    }
    Numeral to = plain(text, end + 1);
    if (to == null || to.value().compareTo(from.value()) <= 0 || to.about()) {
      return from;
    }
    // 7、8个 is about; 3、7 are two numbers.
    if (text.charAt(end) == '、' && !to.value().minus(from.value()).equals(Fraction.ONE)) {
      return from;
    }
    int after = to.span().end();
    if (to.value().compareTo(Fraction.of(1000)) >= 0
        || (after < text.length() && "-/:年月日号点楼幢栋单".indexOf(text.charAt(after)) >= 0)) {
      return from;
    }
    return new Numeral(
        new Span(from.span().start(), after),
        from.value().plus(to.value()).times(Fraction.HALF),
        true,
        false);
  }

  /** 十几, 二十多, 100多, 二十来: somewhere above, before the next round number. */
  private static Numeral vague(String text, Numeral number) {
    int end = number.span().end();
    long value = number.value().numerator();
    if (!number.value().isWhole() || value < 10 || value % 10 != 0 || end >= text.length()) {
      return number;
    }
    char c = text.charAt(end);
    boolean more = c == '几' || c == '余' || (c == '多' && !text.startsWith("多少", end));
    if (!more && !Around.after(text, end, VAGUE_COME)) {
      return number;
    }
    long unit = 10;
    while (value % (unit * 10) == 0) {
      unit *= 10;
    }
    return new Numeral(
        new Span(number.span().start(), end + 1),
        more ? Fraction.of(value + unit / 2) : number.value(),
        true,
        false);
  }

  private static Numeral share(String text, Numeral number) {
    int start = number.span().start();
    int end = number.span().end();
    Fraction value = number.value();
    if (end >= text.length()) {
      return number;
    }
    char c = text.charAt(end);
    if (c == '%' || c == '％') {
      return new Numeral(
          new Span(start, end + 1), value.dividedBy(Fraction.of(100)), number.about(), true);
    }
    if (c == '半' && value.equals(Fraction.ONE)) {
      return new Numeral(new Span(start, end + 1), Fraction.HALF, false, true);
    }
    if (c == '分' && value.equals(Fraction.of(100))) {
      if (text.startsWith("分百", end)) {
        return new Numeral(new Span(start, end + 2), Fraction.ONE, false, true);
      }
      if (text.startsWith("分之百", end)) {
        return new Numeral(new Span(start, end + 3), Fraction.ONE, false, true);
      }
    }
    boolean slash = c == '/' || c == '⁄' || c == '／';
    boolean spoken = text.startsWith("分之", end);
    if ((slash || spoken) && value.isWhole() && value.isPositive()) {
      Numeral other = plain(text, end + (slash ? 1 : 2));
      if (other != null && value.compareTo(Fraction.of(10_000)) < 0) {
        Fraction top = slash ? value : other.value();
        Fraction bottom = slash ? other.value() : value;
        int after = other.span().end();
        boolean date = slash && after < text.length() && text.charAt(after) == '/';
        if (bottom.isPositive()
            && bottom.isWhole()
            && (!slash || top.isWhole())
            && top.compareTo(bottom) <= 0
            && !date) {
          Fraction share = top.dividedBy(bottom);
          return new Numeral(new Span(start, after), share, number.about() || other.about(), true);
        }
      }
    }
    if (c == '成'
        && value.isPositive()
        && value.compareTo(Fraction.of(10)) <= 0
        && !Around.after(text, end + 1, NOT_A_SHARE)) {
      boolean half = end + 1 < text.length() && text.charAt(end + 1) == '半';
      Fraction tenths = half ? value.plus(Fraction.HALF) : value;
      return new Numeral(
          new Span(start, end + (half ? 2 : 1)),
          tenths.dividedBy(Fraction.of(10)),
          number.about(),
          true);
    }
    return number;
  }

  /** The value of Chinese numerals, or -1 where they make no number. */
  private static long value(String run) {
    long total = 0;
    long section = 0;
    int digit = -1;
    long smallest = 10_000;
    long last = 1;
    for (int i = 0; i < run.length(); i++) {
      char c = run.charAt(i);
      int d = hanDigit(c);
      long multiplier = multiplier(c);
      if (d == 0) {
        if (digit >= 0) {
          return -1;
        }
        last = 1;
      } else if (d > 0) {
        if (digit >= 0) {
          return -1;
        }
        digit = d;
      } else if (multiplier == 10_000) {
        section += Math.max(digit, 0);
        if (total > 0 || section == 0) {
          return -1;
        }
        total = section * multiplier;
        section = 0;
        digit = -1;
        smallest = 10_000;
        last = multiplier;
      } else {
        if (multiplier >= smallest || (digit < 0 && multiplier != 10)) {
          return -1;
        }
        section += Math.max(digit, 1) * multiplier;
        digit = -1;
        smallest = multiplier;
        last = multiplier;
      }
    }
    if (digit >= 0) {
      // 两百五 is 250, 两百零五 is 205.
      section += last >= 100 ? digit * last / 10 : digit;
    }
    return total + section;
  }

  private static int runEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isHanNumeral(text.charAt(end))) {
      if (end > start && text.charAt(end) == '两' && !continues(text, start, end)) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Whether a 两 after another numeral is a digit, and not the weight. */
  private static boolean continues(String text, int start, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(at + 1);
    char before = text.charAt(at - 1);
    boolean oneOrTwo =
        at == start + 1 && (before == '一' || before == '三') && COUNTED.indexOf(next) >= 0;
    return oneOrTwo || (multiplier(before) > 0 && (next == '百' || next == '千'));
  }

  /** Past the rest of what is no number, so that none of its ends is taken for one. */
  private static int afterRun(String text, int start) {
    int end = start;
    if (digit(text.charAt(start)) >= 0) {
      while (end < text.length() && (digit(text.charAt(end)) >= 0 || text.charAt(end) == '.')) {
        end++;
      }
      return end;
    }
    return Math.max(start + 1, runEnd(text, start));
  }

  private static boolean startsNumber(char c) {
    return digit(c) >= 0 || isHanNumeral(c) || c == '半' || c == '俩' || c == '仨';
  }

  private static boolean isHanNumeral(char c) {
    return hanDigit(c) >= 0 || multiplier(c) > 0;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= '０' && c <= '９' ? c - '０' : -1;
  }

  private static int hanDigit(char c) {
    if (c == '两' || c == '兩') {
      return 2;
    }
    return Math.max(DIGITS.indexOf(c), FORMAL_DIGITS.indexOf(c));
  }

  private static long multiplier(char c) {
    return switch (c) {
      case '十', '拾' -> 10;
      case '百', '佰' -> 100;
      case '千', '仟' -> 1000;
      case '万' -> 10_000;
      default -> 0;
    };
  }
}
