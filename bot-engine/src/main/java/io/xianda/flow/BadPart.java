package io.xianda.flow;

import io.xianda.intent.slot.Count;
import io.xianda.intent.slot.Extent;
import io.xianda.intent.slot.Fraction;
import io.xianda.intent.slot.Mention;
import io.xianda.intent.slot.Span;
import io.xianda.intent.slot.WeightPair;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What part of an order's line the words call bad, missing or short, as a share of the whole line:
 * count times what a piece holds. Nothing where they leave it open; a person's guess would be a
 * promise.
 */
final class BadPart {

  private static final Pattern SPEC =
      Pattern.compile(
          "约?(?<number>\\d{1,5}(?:\\.\\d{1,3})?) ?(?<unit>kg|g|ml|l|斤|公斤|千克|克|两|升|.)",
          Pattern.CASE_INSENSITIVE);

  private static final String CONTAINERS = "盒袋箱份包瓶桶提件篮筐罐串捆筒扎";

  private static final Pattern VAGUE_WORDS =
      Pattern.compile("(?<!大)部分|个别|小半|一些|有些|好多|很多|不多|不少|几[个颗粒只片枚包杯盒袋瓶件支条块]|一点(?![都也])");

  private static final Pattern CLAUSE = Pattern.compile("[^,，。!！?？;；、\\s]+");

  /** 烂了, between a box and the part of it: 一盒烂了一半. */
  private static final Pattern BAD_TOO =
      Pattern.compile("[^,，。!！?？;；、]{0,2}[烂坏霉臭化碎死破裂蔫](?:掉|了|的|有|大概|差不多|快|将近){0,3}");

  private static final Pattern LACKS =
      Pattern.compile("(?:少|缺|漏|没|差|短)(?:了|给|送|发|装|拿|掉|见|看到|收到|我|的|有)*$");

  private static final String ONLY_CAME =
      "(?:只|就|才|仅|实际|实收|到手)(?:给我|给)?(?:来|送|给|收|有|到|发|剩|是|装|拿|寄)?(?:了|我|过来|来|到|着){0,3}";

  private static final Pattern CAME =
      Pattern.compile("(?:" + ONLY_CAME + "|(?:收到|(?<!少|没|漏)[来送给发装])(?:了|我|过来|来|到|着){0,3})$");

  /** For a share of what is bad, words of what came are words of what is good, and so on. */
  private static final Pattern CAME_SHARE = Pattern.compile(ONLY_CAME);

  private static final Pattern LACKING_SHARE =
      Pattern.compile("(?:少|缺|漏|差|短|轻)(?:了|发|给|送|装|掉){0,2}|没(?:有)?(?:收到|给我|给|送|发|来|到|装)");

  private static final Pattern BOUGHT = Pattern.compile("(?:买|订|要|拍|点|下单|一共|总共|共)(?:了|的)?$");

  private static final Pattern WHOLE = Pattern.compile("都|全|整|所有|一[个颗点]不");

  private BadPart() {}

  /** How many grams a piece holds, or how many smaller ones of which measure. */
  private record Spec(Fraction number, String unit) {

    static Optional<Spec> of(Order.Item item) {
      Matcher spec = SPEC.matcher(item.spec());
      if (!spec.matches()) {
        return Optional.empty();
      }
      long thousandths = Math.round(Double.parseDouble(spec.group("number")) * 1000);
      return thousandths <= 0
          ? Optional.empty()
          : Optional.of(new Spec(new Fraction(thousandths, 1000), spec.group("unit")));
    }

    /** The weight of a piece; nothing for eggs and the like. */
    Optional<Fraction> grams() {
      long each =
          switch (unit.toLowerCase(java.util.Locale.ROOT)) {
            case "kg", "公斤", "千克" -> 1000;
            case "斤" -> 500;
            case "两" -> 50;
            case "g", "克" -> 1;
            default -> 0;
          };
      return each == 0
          ? Optional.empty()
          : Optional.of(
              new Fraction(Math.multiplyExact(number.numerator(), each), number.denominator()));
    }

    boolean counts() {
      return grams().isEmpty() && unit.length() == 1 && !unit.matches("[a-zA-Z升]");
    }
  }

  /** The share of a line with this problem that the words name. */
  static Optional<Fraction> of(String text, Order.Item item, Problem problem) {
    Optional<Fraction> part =
        switch (problem) {
          case SPOILED, DAMAGED -> bad(text, item);
          case MISSING -> missing(text, item);
          case SHORT_WEIGHT -> shortWeight(text, item);
          case WRONG_ITEM, POOR, NO_REASON, UNKNOWN -> Optional.of(ONE);
        };
    return part.filter(share -> share.numerator() > 0 && share.compareTo(ONE) <= 0);
  }

  private static final Fraction ONE = Fraction.of(1);

  /** A bare number that leaves less than a fifth is no weight. */
  private static final Fraction MOST_LACKING = new Fraction(4, 5);

  private static final Pattern SOME_LACK = Pattern.compile("少(?![发送给装拿])|缺|不够|不对|差");

  private static Optional<Fraction> bad(String text, Order.Item item) {
    List<Mention<Extent>> extents = Extent.in(text);
    for (Mention<Extent> mention : extents) {
      String words = mention.span().of(text);
      if (mention.value().about() && VAGUE_WORDS.matcher(words).find()) {
        continue;
      }
      Fraction share = mention.value().share();
      int end = mention.span().end();
      // 半盒 of two boxes is a quarter.
      boolean ofOne =
          item.count() > 1
              && words.endsWith("半")
              && end < text.length()
              && CONTAINERS.indexOf(text.charAt(end)) >= 0;
      return Optional.of(
          ofOne ? over(share, item.count()) : times(share, ofBoxes(text, mention.span(), item)));
    }
    return counted(text, item).or(() -> weighed(text, item));
  }

  /** What share of the line the boxes are that a part is said to be of: 一盒烂了一半. */
  private static Fraction ofBoxes(String text, Span part, Order.Item item) {
    for (Mention<Count> mention : Count.in(text)) {
      int end = mention.span().end();
      if (end <= part.start()
          && CONTAINERS.contains(mention.value().measure())
          && mention.value().pieces().compareTo(Fraction.of(item.count())) <= 0
          && !BOUGHT.matcher(text.substring(0, mention.span().start())).find()
          && BAD_TOO.matcher(text.substring(end, part.start())).matches()) {
        return over(mention.value().pieces(), item.count());
      }
    }
    return ONE;
  }

  /** 烂了一斤, of five that were bought. */
  private static Optional<Fraction> weighed(String text, Order.Item item) {
    return promised(item)
        .flatMap(promised ->
            Extent.in("共" + promised + "," + text).stream()
                .filter(mention -> mention.span().start() <= 1)
                .filter(mention -> !mention.value().about() || !VAGUE_WORDS.matcher(text).find())
                .map(mention -> mention.value().share())
                .findFirst());
  }

  /** What the whole line should weigh, in the unit in which it is sold: 2kg, 5斤. */
  private static Optional<String> promised(Order.Item item) {
    return Spec.of(item)
        .filter(spec -> spec.grams().isPresent())
        .map(spec ->
            BigDecimal.valueOf(spec.number().numerator())
                    .multiply(BigDecimal.valueOf(item.count()))
                    .divide(BigDecimal.valueOf(spec.number().denominator()), MathContext.DECIMAL64)
                    .stripTrailingZeros()
                    .toPlainString()
                + spec.unit());
  }

  private static Optional<Fraction> counted(String text, Order.Item item) {
    for (Mention<Count> mention : Count.in(text)) {
      Count count = mention.value();
      if (count.about() && VAGUE_WORDS.matcher(mention.span().of(text)).find()) {
        continue;
      }
      String before = text.substring(0, mention.span().start());
      if (BOUGHT.matcher(before).find()) {
        continue;
      }
      Optional<Fraction> share = share(count, item);
      if (share.isEmpty()) {
        continue;
      }
      // 一盒草莓烂了, of one box: what was bought, not how much of it is bad.
      boolean allOfIt = share.get().equals(ONE);
      if (allOfIt && item.count() == 1 && !WHOLE.matcher(text).find()) {
        continue;
      }
      return share;
    }
    return Optional.empty();
  }

  /** Pieces of the line as a share of it. */
  private static Optional<Fraction> share(Count count, Order.Item item) {
    boolean container = CONTAINERS.contains(count.measure());
    Optional<Spec> spec = Spec.of(item).filter(Spec::counts);
    if (spec.isPresent() && (!container || spec.get().unit().equals(count.measure()))) {
      Fraction whole =
          new Fraction(
              Math.multiplyExact(spec.get().number().numerator(), item.count()),
              spec.get().number().denominator());
      return Optional.of(ratio(count.pieces(), whole));
    }
    // A few apples of five pounds are some part of them, and nobody knows which.
    boolean whole = container || (item.count() > 1 && spec.isEmpty() && !weighs(item));
    return whole && count.pieces().compareTo(Fraction.of(item.count())) <= 0
        ? Optional.of(over(count.pieces(), item.count()))
        : Optional.empty();
  }

  private static boolean weighs(Order.Item item) {
    return Spec.of(item).flatMap(Spec::grams).isPresent();
  }

  private static Optional<Fraction> missing(String text, Order.Item item) {
    Fraction came = null;
    for (Mention<Count> mention : Count.in(text)) {
      Optional<Fraction> share = share(mention.value(), item);
      if (share.isEmpty()) {
        continue;
      }
      String before = text.substring(0, mention.span().start());
      if (LACKS.matcher(before).find()) {
        return share;
      }
      if (CAME.matcher(before).find() && share.get().compareTo(ONE) < 0) {
        came = share.get();
      }
    }
    if (came != null) {
      return Optional.of(minus(ONE, came));
    }
    return missingShare(text).or(() -> missingAtAll(text, item));
  }

  /** 少了一半, 只来了一半. */
  private static Optional<Fraction> missingShare(String text) {
    return shareAfter(CAME_SHARE, text)
        .map(came -> minus(ONE, came))
        .or(() -> shareAfter(LACKING_SHARE, text));
  }

  /** The part that follows such words, which is read as if it were bad. */
  private static Optional<Fraction> shareAfter(Pattern words, String text) {
    Matcher matcher = words.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Extent.in(matcher.replaceAll("坏了")).stream()
        .filter(mention -> mention.value().share().compareTo(ONE) < 0)
        .filter(mention -> !mention.value().about() || !VAGUE_WORDS.matcher(text).find())
        .map(mention -> mention.value().share())
        .findFirst();
  }

  private static Optional<Fraction> missingAtAll(String text, Order.Item item) {
    if (VAGUE_WORDS.matcher(text).find()) {
      return Optional.empty();
    }
    boolean pack = Spec.of(item).filter(Spec::counts).isPresent();
    if (item.count() == 1 && !pack) {
      return Optional.of(ONE);
    }
    List<Mention<Count>> counts = Count.in(text);
    if (counts.isEmpty()) {
      // 没收到 is the pack itself; 少了 would be some of its pieces.
      boolean all =
          WHOLE.matcher(text).find() || (item.count() == 1 && !SOME_LACK.matcher(text).find());
      return all ? Optional.of(ONE) : Optional.empty();
    }
    String before = text.substring(0, counts.getFirst().span().start());
    return counts.size() == 1 && !BOUGHT.matcher(before).find()
        ? share(counts.getFirst().value(), item)
        : Optional.empty();
  }

  /** The missing weight as a share of what the whole line should weigh. */
  private static Optional<Fraction> shortWeight(String text, Order.Item item) {
    Optional<Fraction> told = weights(text, item).or(() -> shareAfter(LACKING_SHARE, text));
    if (told.isPresent()) {
      return told;
    }
    // 380, in answer to what it weighs.
    String promised = promised(item).orElse(null);
    Matcher clauses = CLAUSE.matcher(text);
    while (promised != null && clauses.find()) {
      for (Mention<WeightPair> mention : WeightPair.in("应该" + promised + ",只有" + clauses.group())) {
        if (mention.value() instanceof WeightPair.Both(int all, int actual) && actual < all) {
          Optional<Fraction> answer = lackingWhere(actual, item);
          if (answer.filter(share -> share.compareTo(MOST_LACKING) <= 0).isPresent()) {
            return answer;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Fraction> weights(String text, Order.Item item) {
    Optional<Fraction> whole = wholeGrams(item);
    for (Mention<WeightPair> mention : WeightPair.in(text)) {
      Optional<Fraction> share =
          switch (mention.value()) {
            case WeightPair.Both(int promised, int actual) ->
                actual < promised
                    ? Optional.of(
                        ratio(Fraction.of(promised - actual), whole.orElse(Fraction.of(promised))))
                    : Optional.empty();
            case WeightPair.Short(int missing) ->
                whole.map(grams -> ratio(Fraction.of(missing), grams));
            case WeightPair.Actual(int actual) -> lackingWhere(actual, item);
          };
      if (share.isPresent()) {
        return share;
      }
    }
    return Optional.empty();
  }

  private static Optional<Fraction> wholeGrams(Order.Item item) {
    return Spec.of(item)
        .flatMap(Spec::grams)
        .map(grams ->
            new Fraction(Math.multiplyExact(grams.numerator(), item.count()), grams.denominator()));
  }

  /** What lacks where so many grams came: of one piece, where they are fewer than it holds. */
  private static Optional<Fraction> lackingWhere(int actual, Order.Item item) {
    Optional<Fraction> each = Spec.of(item).flatMap(Spec::grams);
    Optional<Fraction> whole = wholeGrams(item);
    if (each.isEmpty() || whole.isEmpty()) {
      return Optional.empty();
    }
    Fraction came = Fraction.of(actual);
    Fraction should = came.compareTo(each.get()) < 0 ? each.get() : whole.get();
    return came.compareTo(should) < 0
        ? Optional.of(ratio(minus(should, came), whole.get()))
        : Optional.empty();
  }

  private static Fraction times(Fraction a, Fraction b) {
    return new Fraction(
        Math.multiplyExact(a.numerator(), b.numerator()),
        Math.multiplyExact(a.denominator(), b.denominator()));
  }

  private static Fraction over(Fraction share, long by) {
    return new Fraction(share.numerator(), Math.multiplyExact(share.denominator(), by));
  }

  private static Fraction ratio(Fraction part, Fraction whole) {
    return new Fraction(
        Math.multiplyExact(part.numerator(), whole.denominator()),
        Math.multiplyExact(part.denominator(), whole.numerator()));
  }

  private static Fraction minus(Fraction a, Fraction b) {
    return new Fraction(
        Math.subtractExact(
            Math.multiplyExact(a.numerator(), b.denominator()),
            Math.multiplyExact(b.numerator(), a.denominator())),
        Math.multiplyExact(a.denominator(), b.denominator()));
  }
}
