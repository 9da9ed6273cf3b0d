package io.xianda.dialogue;

import io.xianda.intent.slot.OrderMention;
import io.xianda.order.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the shopper's orders a message means. */
final class ChooseOrder {

  private ChooseOrder() {}

  /** What the choice can come to. */
  sealed interface Choice {}

  /** This one. */
  record Chosen(Order order) implements Choice {}

  /** One of these, two at least. */
  record Several(List<Order> orders) implements Choice {}

  /** A number that is not one of this shopper's. */
  record NotTheirs() implements Choice {}

  /** There is nothing to choose from, or nothing was named. */
  record None() implements Choice {}

  private static final Pattern ORDINAL = Pattern.compile("第([一二三四五12345])[个单份]|^([1-5])$");
  private static final Pattern OTHER = Pattern.compile("另一个|另外一|另一单|别的那");
  private static final Pattern NEWEST = Pattern.compile("刚下|刚买|刚拍|最新|最近|最后一单|刚才");

  /**
   * The order of a new task: one that is named, the only open one, or the newest when none is open.
   */
  static Choice among(List<Order> orders, FlowTurn turn) {
    Choice named = named(orders, turn, List.of());
    return named instanceof None ? unnamed(orders) : named;
  }

  /** What is meant when nothing is named. */
  static Choice unnamed(List<Order> orders) {
    List<Order> open = open(orders);
    if (open.isEmpty()) {
      return orders.isEmpty() ? new None() : new Chosen(newest(orders));
    }
    return open.size() == 1 ? new Chosen(open.getFirst()) : new Several(open);
  }

  /**
   * The order that the words name: by number, by something in it, by the way of delivery, by its
   * place in the list.
   *
   * @param shown numbers of the orders that were offered, which is what places count in; empty when
   *     none were
   */
  static Choice named(List<Order> orders, FlowTurn turn, List<String> shown) {
    if (!turn.mentions().isEmpty()) {
      return switch (turn.mentions().getFirst()) {
        case OrderMention.Whole(String number) ->
            oneOf(orders, order -> order.number().equals(number), new NotTheirs());
        case OrderMention.Tail(String digits) ->
            oneOf(orders, order -> order.number().endsWith(digits), new NotTheirs());
      };
    }
    String text = turn.text();
    List<Order> open = open(orders);
    // An open order that fits is meant before a delivered one that fits as well.
    for (List<Order> among : List.of(open, orders)) {
      Choice byGoods = oneOf(among, order -> namesGoodsOf(order, text), new None());
      if (!(byGoods instanceof None)) {
        return byGoods;
      }
    }
    Choice byMode = oneOf(open, order -> namesMode(order.mode(), text), new None());
    if (byMode instanceof Chosen) {
      return byMode;
    }
    List<Order> offered = orders.stream().filter(order -> shown.contains(order.number())).toList();
    return byPlace(offered.isEmpty() ? open : offered, text);
  }

  private static Choice byPlace(List<Order> offered, String text) {
    Matcher ordinal = ORDINAL.matcher(text.strip());
    if (ordinal.find()) {
      String digit = ordinal.group(1) == null ? ordinal.group(2) : ordinal.group(1);
      int index = Math.max("一二三四五".indexOf(digit), "12345".indexOf(digit));
      if (index < offered.size()) {
        return new Chosen(offered.get(index));
      }
    }
    if (offered.size() == 2 && OTHER.matcher(text).find()) {
      return new Chosen(offered.getLast());
    }
    if (offered.size() > 1 && NEWEST.matcher(text).find()) {
      return new Chosen(newest(offered));
    }
    return new None();
  }

  private static List<Order> open(List<Order> orders) {
    return orders.stream().filter(order -> order.status().isOpen()).toList();
  }

  private static Choice oneOf(List<Order> orders, Predicate<Order> fits, Choice otherwise) {
    List<Order> fitting = orders.stream().filter(fits).toList();
    return switch (fitting.size()) {
      case 0 -> otherwise;
      case 1 -> new Chosen(fitting.getFirst());
      default -> new Several(fitting);
    };
  }

  /** Any two neighbouring ideographs of an item's name name it: 草莓 for 红颜草莓. */
  private static boolean namesGoodsOf(Order order, String text) {
    for (Order.Item item : order.items()) {
      for (String pair : pairs(item.name())) {
        if (text.contains(pair)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> pairs(String name) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < name.length(); i++) {
      if (Character.isIdeographic(name.charAt(i)) && Character.isIdeographic(name.charAt(i + 1))) {
        pairs.add(name.substring(i, i + 2));
      }
    }
    return pairs;
  }

  private static boolean namesMode(Order.Mode mode, String text) {
    return switch (mode) {
      case EXPRESS -> text.contains("即时");
      case NEXT_DAY -> text.contains("次日") || text.contains("隔天");
      case SCHEDULED -> text.contains("预约");
    };
  }

  private static Order newest(List<Order> orders) {
    return orders.stream().max(Comparator.comparing(Order::placed)).orElseThrow();
  }
}
