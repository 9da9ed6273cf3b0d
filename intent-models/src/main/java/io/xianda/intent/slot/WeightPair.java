package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was promised and what came, by weight. All weights are in grams, rounded to whole ones, and
 * positive; a vague weight (两斤多) is its middle. Nothing says that less came than was promised:
 * three 斤 may weigh three and a half.
 */
public sealed interface WeightPair {

  /** 说是三斤称了两斤二; also 买的2斤少了三两, where what came follows. */
  record Both(int promisedGrams, int actualGrams) implements WeightPair {}

  /** 少了二两: only the difference is said. */
  @SuppressWarnings("AvoidCommonTypeNames") // always named as WeightPair.Short outside
  record Short(int missingGrams) implements WeightPair {}

  /** 称了一下只有380克: only what came is said. */
  record Actual(int actualGrams) implements WeightPair {}

  /**
   * The weights in a text that {@link io.xianda.intent.Normaliser} has read, in their order. A
   * weight of which nothing says how it came about (来3斤苹果) is left out.
   */
  static List<Mention<WeightPair>> in(String text) {
    return new Reader(text).read();
  }

  /** What one weight is, from the words before it. */
  enum Role {
    PROMISED,
    ACTUAL,
    MISSING,
    UNKNOWN
  }

  /** Reads one text; not part of the interface. */
  final class Reader {

    private record Item(Span span, Fraction grams, Role role) {}

    private static final int FARTHEST = 30;

    private static final String FILLER =
        "(?:了|是|有|的|我|给|给我|我们|只有|才|就|大概|大约|差不多|将近|足足|整整|起码|至少|也就|居然|竟然|发现|不到|不足|一下|下|都|[一二三两几\\d][次遍]|下来|出来|一称|结果|到|重|为|成|:|：|,|，| ){0,4}$";

    private static final Pattern MISSING =
        Pattern.compile(
            "(?:少|缺|短|亏|差|轻|不够)(?:了|给|称|给了|称了|发|发了|装|装了|我|了我|给我|给了我|有|了有|了足足|足足|整整|了整整|了将近|将近|了快|快|了差不多|差不多|大概|了大概|约|了约|至少|了至少|起码|了起码){0,2}$");

    private static final Pattern ACTUAL =
        Pattern.compile(
            "(?:只有|仅有|仅|只剩|就剩|才|只|就|到手|称|称了|秤|过秤|复称|称重|实际|实重|实收|实称|实物|净重|收到|拿到|来了|发来|发了|送来|变成|显示|其实|结果|发成)"
                + FILLER);

    private static final Pattern PROMISED =
        Pattern.compile(
            "(?:说|标|写|买|拍|订|下单|页面|描述|应该|应当|该|本来|原本|规格|宣传|号称|包装|购买|要|选|付)[^,，。!！?？;；\\d]{0,6}$");

    /** 只有2斤装的吗 asks for a size; 才2斤的量 would not be a weight that was taken. */
    private static final Pattern SIZE_AFTER =
        Pattern.compile("^ ?(?:装|规格|的(?:吗|么|嘛|规格|包装|有吗)|起|以上|一(?:盒|袋|份|箱)|/)");

    private static final Pattern QUESTION_BEFORE =
        Pattern.compile(
            "(?:有没有|有无|能不能|可以|只要|就要|只买|就买|才买|只想|就想|只想买|再买|再来|送|满|能买|够|加|只能买|少于|低于)(?:买|要|个|了)?$");

    private static final Pattern UNIT_AFTER =
        Pattern.compile(
            "^ ?(?:[元块角毛折点分月日号年时天度个盒袋包箱瓶只颗粒枚根条支把份罐桶串片板件斤克两公张次人位%％.:/\\-a-z\\d]|小时)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern UNIT =
        Pattern.compile("(公斤|千克|kg|斤|克|g|两)", Pattern.CASE_INSENSITIVE);

    private final String text;

    private Reader(String text) {
      this.text = text;
    }

    private List<Mention<WeightPair>> read() {
      List<Mention<WeightPair>> found = new ArrayList<>();
      List<Item> items = items();
      @Nullable Item open = null; // a weight that may turn out to be what was promised
      @Nullable Item weighed = null; // one that came, its promise not yet seen
      @Nullable Both last = null;
      for (Item item : items) {
        switch (item.role()) {
          case MISSING -> {
            if (open != null && near(open, item) && item.grams().compareTo(open.grams()) < 0) {
              last = new Both(whole(open.grams()), whole(open.grams().minus(item.grams())));
              found.add(mention(open, item, last));
            } else if (last == null
                || last.promisedGrams() - last.actualGrams() != whole(item.grams())) {
              found.add(new Mention<>(item.span(), new Short(whole(item.grams()))));
            }
            open = null;
            weighed = null;
          }
          case ACTUAL -> {
            if (open != null && near(open, item)) {
              last = new Both(whole(open.grams()), whole(item.grams()));
              found.add(mention(open, item, last));
              weighed = null;
            } else {
              found.add(new Mention<>(item.span(), new Actual(whole(item.grams()))));
              weighed = item;
            }
            open = null;
          }
          case PROMISED, UNKNOWN -> {
            if (item.role() == Role.PROMISED && weighed != null && near(weighed, item)) {
              last = new Both(whole(item.grams()), whole(weighed.grams()));
              found.removeLast();
              found.add(mention(weighed, item, last));
              open = null;
            } else {
              open = item;
            }
            weighed = null;
          }
        }
      }
      return List.copyOf(found);
    }

    private List<Item> items() {
      List<Item> items = new ArrayList<>();
      List<Weight> weights = Weight.in(text);
      int next = 0;
      int end = 0;
      for (Numeral number : Numeral.in(text)) {
        while (next < weights.size() && weights.get(next).span().end() <= number.span().start()) {
          next++;
        }
        if (number.span().start() < end) {
          continue;
        }
        if (next < weights.size() && weights.get(next).span().start() == number.span().start()) {
          Weight weight = weights.get(next++);
          Role role = role(weight.span(), end);
          end = weight.span().end();
          if (role == Role.ACTUAL && Around.after(text, end, SIZE_AFTER)) {
            role = Role.UNKNOWN;
          }
          if (weight.grams().compareTo(Fraction.HALF) >= 0) {
            items.add(new Item(weight.span(), weight.grams(), role));
          }
        } else if (!number.share() && !Around.after(text, number.span().end(), UNIT_AFTER)) {
          bare(number, items, end);
        }
      }
      return items;
    }

    /** 500g只有380: the unit is that of the weight before, where the words ask for a weight. */
    private void bare(Numeral number, List<Item> items, int from) {
      if (items.isEmpty() || items.getLast().role() == Role.ACTUAL) {
        return;
      }
      Item before = items.getLast();
      Role role = role(number.span(), from);
      Matcher unit = UNIT.matcher(before.span().of(text));
      if (role != Role.ACTUAL
          || number.span().start() - before.span().end() > FARTHEST / 2
          || !unit.find()) {
        return;
      }
      Fraction grams = number.value().times(Weight.grams(unit.group(1).toLowerCase(Locale.ROOT)));
      if (grams.compareTo(before.grams()) <= 0 && grams.compareTo(Fraction.HALF) >= 0) {
        items.add(new Item(number.span(), grams, role));
      }
    }

    private Role role(Span span, int from) {
      // Only the words since the weight before: they are this one's.
      String before = text.substring(Math.max(from, span.start() - 16), span.start());
      if (QUESTION_BEFORE.matcher(before).find()) {
        return Role.UNKNOWN;
      }
      if (MISSING.matcher(before).find()) {
        return Role.MISSING;
      }
      if (ACTUAL.matcher(before).find()) {
        return Role.ACTUAL;
      }
      return PROMISED.matcher(before).find() ? Role.PROMISED : Role.UNKNOWN;
    }

    private static boolean near(Item one, Item other) {
      return other.span().start() - one.span().end() <= FARTHEST;
    }

    private static Mention<WeightPair> mention(Item first, Item last, WeightPair pair) {
      return new Mention<>(new Span(first.span().start(), last.span().end()), pair);
    }

    private static int whole(Fraction grams) {
      return Math.clamp(grams.rounded(), 1, Integer.MAX_VALUE);
    }
  }
}
