package io.xianda.curating;

import io.xianda.curating.Quantity.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the quantities of a Chinese text, in digits and in characters, each in one form. */
final class Quantities {

  private static final String NUMBER = "(?:\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十百]+)";

  private static final Pattern TELEPHONE =
      Pattern.compile("(?<![\\d-])\\d{3,4}-\\d{3,4}-?\\d{3,4}(?![\\d-])");

  private static final String CLOCK =
      "(?:(?:凌晨|早上|早|上午|中午|下午|晚上|晚|夜里)?\\s*(?:\\d{1,2}[:：]\\d{2}|" + NUMBER + "\\s*点(?:半|钟)?))";
  private static final Pattern TIME =
      Pattern.compile("(" + CLOCK + ")(?:\\s*[-~～—–到至]+\\s*(" + CLOCK + "))?");
  private static final Pattern CLOCK_PARTS =
      Pattern.compile(
          "(?<part>凌晨|早上|早|上午|中午|下午|晚上|晚|夜里)?\\s*(?:(?<h>\\d{1,2})[:：](?<m>\\d{2})|(?<c>"
              + NUMBER
              + ")\\s*点(?<half>半)?钟?)");

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("元", Unit.YUAN),
          Map.entry("块", Unit.YUAN),
          Map.entry("分钟", Unit.MINUTES),
          Map.entry("小时", Unit.MINUTES),
          Map.entry("个小时", Unit.MINUTES),
          Map.entry("个钟头", Unit.MINUTES),
          Map.entry("天", Unit.MINUTES),
          Map.entry("日内", Unit.MINUTES),
          Map.entry("周", Unit.MINUTES),
          Map.entry("个工作日", Unit.WORKING_DAYS),
          Map.entry("工作日", Unit.WORKING_DAYS),
          Map.entry("个月", Unit.MONTHS),
          Map.entry("年", Unit.MONTHS),
          Map.entry("公里", Unit.KILOMETRES),
          Map.entry("千米", Unit.KILOMETRES),
          Map.entry("km", Unit.KILOMETRES),
          Map.entry("%", Unit.PER_CENT),
          Map.entry("％", Unit.PER_CENT),
          Map.entry("折", Unit.TENTHS),
          Map.entry("倍", Unit.TIMES_AS_MUCH),
          Map.entry("张", Unit.PIECES),
          Map.entry("次", Unit.OCCASIONS),
          Map.entry("积分", Unit.POINTS),
          Map.entry("分", Unit.POINTS),
          Map.entry("℃", Unit.DEGREES),
          Map.entry("度", Unit.DEGREES));

  /** How many of the one form a word stands for, where it is not one. */
  private static final Map<String, BigDecimal> SIZES =
      Map.of(
          "小时", BigDecimal.valueOf(60),
          "个小时", BigDecimal.valueOf(60),
          "个钟头", BigDecimal.valueOf(60),
          "天", BigDecimal.valueOf(1440),
          "日内", BigDecimal.valueOf(1440),
          "周", BigDecimal.valueOf(10080),
          "年", BigDecimal.valueOf(12));

  private static final Pattern COUNTED =
      Pattern.compile(
          "(?<![\\d.第-])(-?NUMBER)(?:\\s*UNIT?\\s*[-~～—–到至/]\\s*(NUMBER))*\\s*(?<unit>UNIT)"
              .replace("NUMBER", NUMBER)
              .replace(
                  "UNIT",
                  "(?:个工作日|工作日|个小时|个钟头|小时|分钟|个月|公里|千米|km|积分|日内|元|块|天|周|年|%|％|折|倍|张|次|分(?!钟|之)|℃|度)"));
  private static final Pattern NUMBERS = Pattern.compile(NUMBER);

  /** 两三天 is anything. */
  private static final Pattern VAGUE = Pattern.compile("[一二两三四五六七八九]{2}");

  private static final Pattern HALF_HOUR = Pattern.compile("(?<![一二两三四五六七八九十\\d个])半个?(?:小时|钟头)");

  private Quantities() {}

  /** All quantities, in their order. */
  static List<Quantity> in(String text) {
    var rest = new StringBuilder(text);
    List<Quantity> found = new ArrayList<>();
    // What one pattern took is no longer there for the next.
    take(rest, TELEPHONE, found, Quantities::telephone);
    take(rest, TIME, found, Quantities::time);
    take(rest, HALF_HOUR, found, Quantities::halfHour);
    take(rest, COUNTED, found, Quantities::counted);
    found.removeIf(one -> VAGUE.matcher(text.substring(one.start(), one.end())).find());
    found.sort(Comparator.comparingInt(Quantity::start));
    return List.copyOf(found);
  }

  private interface Read {
    Quantity of(MatchResult match);
  }

  private static void take(StringBuilder rest, Pattern pattern, List<Quantity> found, Read read) {
    for (MatchResult match : pattern.matcher(rest.toString()).results().toList()) {
      found.add(read.of(match));
      rest.replace(match.start(), match.end(), "　".repeat(match.end() - match.start()));
    }
  }

  private static Quantity telephone(MatchResult match) {
    return new Quantity(
        Unit.TELEPHONE,
        List.of(new BigDecimal(match.group().replace("-", ""))),
        match.start(),
        match.end());
  }

  private static Quantity time(MatchResult match) {
    String until = match.group(2);
    List<BigDecimal> numbers =
        until == null
            ? List.of(clock(match.group(1)))
            : List.of(clock(match.group(1)), clock(until));
    return new Quantity(Unit.TIME_OF_DAY, numbers, match.start(), match.end());
  }

  private static Quantity halfHour(MatchResult match) {
    return new Quantity(Unit.MINUTES, List.of(BigDecimal.valueOf(30)), match.start(), match.end());
  }

  private static Quantity counted(MatchResult match) {
    String word = match.group("unit");
    Unit unit = UNITS.getOrDefault(word, Unit.PIECES);
    BigDecimal size = SIZES.getOrDefault(word, BigDecimal.ONE);
    boolean negative = match.group().startsWith("-");
    List<BigDecimal> numbers =
        NUMBERS
            .matcher(match.group())
            .results()
            .map(number -> number(number.group()).multiply(size))
            .map(number -> negative ? number.negate() : number)
            // 95折 and 9.5折 are one.
            .map(number ->
                unit == Unit.TENTHS && number.compareTo(BigDecimal.TEN) > 0
                    ? number.movePointLeft(1)
                    : number)
            .toList();
    return new Quantity(unit, numbers, match.start(), match.end());
  }

  /** Minutes since midnight. */
  private static BigDecimal clock(String text) {
    var parts = CLOCK_PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("both patterns tell the same times: " + text);
    }
    String digits = parts.group("h");
    int hour = digits == null ? number(parts.group("c")).intValue() : Integer.parseInt(digits);
    int minute =
        digits == null
            ? (parts.group("half") == null ? 0 : 30)
            : Integer.parseInt(parts.group("m"));
    String part = parts.group("part");
    boolean afternoon =
        part != null
            && hour < 12
            && (part.equals("下午") || part.startsWith("晚") || part.equals("夜里"));
    return BigDecimal.valueOf((afternoon ? hour + 12 : hour) * 60L + minute);
  }

  /** Of digits, or of characters up to the hundreds; a digit after another one stands beside it. */
  static BigDecimal number(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return new BigDecimal(text);
    }
    int total = 0;
    int last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '百' -> {
          total += Math.max(last, 1) * 100;
          last = 0;
        }
        case '十' -> {
          total += Math.max(last, 1) * 10;
          last = 0;
        }
        case '两' -> last = 2;
        default -> last = "零一二三四五六七八九".indexOf(c);
      }
    }
    return BigDecimal.valueOf(total + last);
  }
}
