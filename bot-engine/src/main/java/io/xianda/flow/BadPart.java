package io.xianda.flow;

import io.xianda.intent.slot.Count;
import io.xianda.intent.slot.Extent;
import io.xianda.intent.slot.Fraction;
import io.xianda.intent.slot.Mention;
import io.xianda.intent.slot.WeightPair;
import io.xianda.order.Order;
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
      Pattern.compile("部分|个别|小半|一些|有些|好多|很多|不多|不少|几[个颗粒只片]|一点");

  private static final Pattern LACKS =
      Pattern.compile("(?:少|缺|漏|没|差|短)(?:了|给|送|发|装|拿|掉|见|看到|收到|我|的|有)*$");

  private static final Pattern ONLY_CAME =
      Pattern.compile("(?:只|就|才|仅)(?:来|送|给|收到|有|到|发|剩|是)?(?:了|过来|到)?$");

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
      return Optional.of(ofOne ? over(share, item.count()) : share);
    }
    return counted(text, item);
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
      if (ONLY_CAME.matcher(before).find()) {
        came = share.get();
      }
    }
    if (came != null) {
      return Optional.of(minus(ONE, came));
    }
    if (item.count() == 1 && Spec.of(item).filter(Spec::counts).isEmpty()) {
      return Optional.of(ONE);
    }
    List<Mention<Count>> counts = Count.in(text);
    if (counts.isEmpty()) {
      return WHOLE.matcher(text).find() || item.count() == 1 ? Optional.of(ONE) : Optional.empty();
    }
    String before = text.substring(0, counts.getFirst().span().start());
    return counts.size() == 1 && !BOUGHT.matcher(before).find()
        ? share(counts.getFirst().value(), item)
        : Optional.empty();
  }

  /** The missing weight as a share of what the whole line should weigh. */
  private static Optional<Fraction> shortWeight(String text, Order.Item item) {
    Optional<Fraction> each = Spec.of(item).flatMap(Spec::grams);
    Optional<Fraction> whole =
        each.map(grams ->
            new Fraction(Math.multiplyExact(grams.numerator(), item.count()), grams.denominator()));
    for (Mention<WeightPair> mention : WeightPair.in(text)) {
      switch (mention.value()) {
        case WeightPair.Both(int promised, int actual) -> {
          if (actual < promised) {
            return Optional.of(
                ratio(Fraction.of(promised - actual), whole.orElse(Fraction.of(promised))));
          }
        }
        case WeightPair.Short(int missing) -> {
          if (whole.isPresent()) {
            return Optional.of(ratio(Fraction.of(missing), whole.get()));
          }
        }
        case WeightPair.Actual(int actual) -> {
          if (each.isPresent() && whole.isPresent()) {
            Fraction came = Fraction.of(actual);
            Fraction should = came.compareTo(each.get()) < 0 ? each.get() : whole.get();
            if (came.compareTo(should) < 0) {
              return Optional.of(ratio(minus(should, came), whole.get()));
            }
          }
        }
      }
    }
    return Optional.empty();
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
