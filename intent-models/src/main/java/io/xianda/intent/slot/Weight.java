package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weight that a text names: 三斤半, 两斤二 (2.2 斤), 1斤2两, 500g, 1.5公斤. Prices per weight (5元一斤) are
 * none.
 *
 * @param grams positive, exact
 */
record Weight(Span span, Fraction grams, boolean about) {

  private static final Fraction JIN = Fraction.of(500);
  private static final Fraction LIANG = Fraction.of(50);
  private static final Fraction KILO = Fraction.of(1000);

  private static final Pattern UNIT =
      Pattern.compile(
          "^ ?(?<unit>公斤|千克|kg(?![a-z])|市斤|斤|克|g(?![a-z])(?!网|信号|手机)|两(?![个天位次种样]))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HALF = Pattern.compile("^半(?![天夜价个小])");

  /** What may follow 两斤二 so that the 二 counts tenths and not the next thing (两斤2盒). */
  private static final Pattern TENTHS_END =
      Pattern.compile("^(?:$|[\\s,，。.!！?？;；~、的了吧呢啊左都才只不少差缺还就这])");

  private static final Pattern PRICE_BEFORE =
      Pattern.compile("(?:[元块钱毛/每价]|\\d) ?$|(?:元|块|钱|块钱)(?:人民币)?/?$");

  private static final Pattern PRICE_AFTER =
      Pattern.compile("^ ?(?:多少钱|几块|卖|(?:要|才|是)?\\d{1,4}(?:\\.\\d{1,2})?(?:元|块))");

  static List<Weight> in(String text) {
    List<Weight> found = new ArrayList<>();
    List<Numeral> numbers = Numeral.in(text);
    int free = 0;
    for (int i = 0; i < numbers.size(); i++) {
      Numeral number = numbers.get(i);
      if (number.share() || number.span().start() < free || !number.value().isPositive()) {
        continue;
      }
      int end = number.span().end();
      String rest = text.substring(end, Math.min(text.length(), end + 6));
      Matcher matcher = UNIT.matcher(rest);
      if (!matcher.find()) {
        continue;
      }
      String name = matcher.group("unit");
      Fraction unit = grams(name);
      Fraction grams = number.value().times(unit);
      boolean about = number.about();
      end += matcher.end();
      if (Around.after(text, end, HALF)) {
        grams = grams.plus(unit.times(Fraction.HALF));
        end++;
      } else if (end < text.length() && text.charAt(end) == '多' && !text.startsWith("多少", end)) {
        grams = unit.compareTo(LIANG) >= 0 ? grams.plus(unit.times(Fraction.HALF)) : grams;
        about = true;
        end++;
      } else if (unit.compareTo(JIN) >= 0 && i + 1 < numbers.size()) {
        Numeral next = numbers.get(i + 1);
        int after = next.span().end();
        if (next.span().start() == end && !next.share() && !next.value().equals(Fraction.HALF)) {
          if (text.startsWith("两", after)) {
            grams = grams.plus(next.value().times(LIANG));
            end = after + 1;
            if (Around.after(text, end, HALF)) {
              grams = grams.plus(LIANG.times(Fraction.HALF));
              end++;
            }
          } else if (after - end == 1 && Around.after(text, after, TENTHS_END)) {
            grams = grams.plus(next.value().times(unit).dividedBy(Fraction.of(10)));
            end = after;
          }
        }
      }
      int start = number.span().start();
      free = end;
      boolean price =
          Around.before(text, start, PRICE_BEFORE) || Around.after(text, end, PRICE_AFTER);
      if (!price) {
        found.add(
            new Weight(new Span(start, end), grams, about || Around.sayAbout(text, start, end)));
      }
    }
    return List.copyOf(found);
  }

  static Fraction grams(String unit) {
    return switch (unit) {
      case "斤", "市斤" -> JIN;
      case "两" -> LIANG;
      case "克", "g", "G" -> Fraction.ONE;
      default -> KILO;
    };
  }
}
