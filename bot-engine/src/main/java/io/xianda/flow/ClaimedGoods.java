package io.xianda.flow;

import io.xianda.intent.slot.ItemMention;
import io.xianda.intent.slot.Mention;
import io.xianda.order.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The goods of some orders that a message speaks of, each with the words that are about it: 酸奶漏了2杯,
 * 苹果少了半斤 is two, each with its clause.
 */
final class ClaimedGoods {

  private static final Pattern CLAUSE = Pattern.compile("(?:[^,，。.!！?？;；\\n]|(?<=\\d)\\.(?=\\d))+");

  private static final Pattern MORE_IN_CLAUSE = Pattern.compile("还有|以及|另外|[、和跟]");

  /** 只有柠檬, 苹果没事: named, and not complained about. */
  private static final Pattern SET_ASIDE =
      Pattern.compile("只有(?![一二两三四五六七八九十半几\\d])|没事|没问题|是好的|好好的|完好|正常|不用退");

  /** One line of one order. */
  record Goods(Order order, Order.Item item) {}

  /** What the words name: one thing, or several of which it may be one. */
  record Named(List<Goods> candidates, String words) {}

  private final List<Goods> all = new ArrayList<>();

  ClaimedGoods(List<Order> orders) {
    for (Order order : orders) {
      order.items().forEach(item -> all.add(new Goods(order, item)));
    }
  }

  List<Goods> all() {
    return List.copyOf(all);
  }

  /** In the order in which they are named; a clause that names nothing goes with the one before. */
  List<Named> in(String text) {
    if (all.isEmpty()) {
      return List.of();
    }
    List<Mention<ItemMention>> mentions =
        ItemMention.in(text, all.stream().map(goods -> goods.item().name()).toList()).stream()
            .filter(mention -> names(mention.value()))
            .toList();
    Map<Set<Integer>, StringBuilder> words = new LinkedHashMap<>();
    List<StringBuilder> current = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    Matcher clauses = CLAUSE.matcher(text);
    while (clauses.find()) {
      List<Set<Integer>> here = new ArrayList<>();
      for (Mention<ItemMention> mention : mentions) {
        if (mention.span().start() >= clauses.start() && mention.span().start() < clauses.end()) {
          Set<Integer> indices = new TreeSet<>(mention.value().indices());
          if (!here.contains(indices)) {
            here.add(indices);
          }
        }
      }
      String clause = clauses.group();
      if (SET_ASIDE.matcher(clause).find() && Problem.in(clause).isEmpty()) {
        here.clear();
      }
      // 我买的草莓送来的是苹果: of two in one clause without an "and", the first is meant.
      if (here.size() > 1 && !MORE_IN_CLAUSE.matcher(clause).find()) {
        here = here.subList(0, 1);
      }
      if (here.isEmpty()) {
        (current.isEmpty() ? List.of(before) : current)
            .forEach(piece -> piece.append(clause).append('，'));
        continue;
      }
      current.clear();
      for (Set<Integer> indices : here) {
        StringBuilder piece = words.computeIfAbsent(indices, i -> new StringBuilder(before));
        piece.append(clause).append('，');
        current.add(piece);
      }
      before.setLength(0);
    }
    return words.entrySet().stream()
        .map(entry ->
            new Named(entry.getKey().stream().map(all::get).toList(), entry.getValue().toString()))
        .toList();
  }

  private static boolean names(ItemMention mention) {
    return switch (mention.how()) {
      case NAME, HEAD, PART -> true;
      case ORDINAL, ALL, EXCEPT -> false;
    };
  }

  /** 第二个, 两样都: places and all of what was shown, where the question was which. */
  List<Goods> byPlace(String text) {
    return ItemMention.in(text, all.stream().map(goods -> goods.item().name()).toList()).stream()
        .flatMap(mention -> mention.value().indices().stream())
        .distinct()
        .map(all::get)
        .toList();
  }
}
