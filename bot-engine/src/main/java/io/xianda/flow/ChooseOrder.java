package io.xianda.flow;

import io.xianda.intent.slot.ItemMention;
import io.xianda.intent.slot.Mention;
import io.xianda.intent.slot.OrderMention;
import io.xianda.order.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the shopper's orders a message means. */
final class ChooseOrder {

  private ChooseOrder() {}

  /** What the choice can come to. */
  sealed interface Choice {}

  /** This one. */
  record Chosen(Order order) implements Choice {}

  /** One of these, two at least. */
  record Several(List<Order> orders) implements Choice {}

  /** All of these, two at least: 两单都看看. */
  record AllOf(List<Order> orders) implements Choice {}

  /** A number that is not one of this shopper's. */
  record NotTheirs() implements Choice {}

  /** There is nothing to choose from, or nothing was named. */
  record None() implements Choice {}

  private static final Pattern ORDINAL =
      Pattern.compile(
          "第([一二三四五12345])[个单份]|^([1-5])$|(?<last>最后[一那]?[个单]|[下后]面那?[个单])|(?<first>上面那?[个单]|前面那?[个单])");
  private static final Pattern OTHER = Pattern.compile("另一|另外|别的那|不是这|换一?[个单]");
  private static final Pattern NEWEST = Pattern.compile("刚下|刚买|刚拍|刚付|最新|最近|最后一单|刚才|刚刚");
  private static final Pattern ALL = Pattern.compile("[两几俩]个?单?都|都[查看要]|全部|所有|[两几]个都|都[说告]");

  /**
   * The order of a new task: one that is named, the only one that suits it, or the newest when none
   * does.
   *
   * @param suits the orders that the task is about as a rule
   */
  static Choice among(List<Order> orders, FlowTurn turn, Predicate<Order> suits) {
    Choice named = named(orders, turn, List.of(), suits);
    return named instanceof None ? unnamed(orders, suits) : named;
  }

  /** What is meant when nothing is named. */
  static Choice unnamed(List<Order> orders, Predicate<Order> suits) {
    List<Order> suiting = orders.stream().filter(suits).toList();
    if (suiting.isEmpty()) {
      return orders.isEmpty() ? new None() : new Chosen(newest(orders));
    }
    return suiting.size() == 1 ? new Chosen(suiting.getFirst()) : new Several(suiting);
  }

  /**
   * The order that the words name: by number, by something in it, by the way of delivery, by its
   * place in the list.
   *
   * @param shown numbers of the orders that were offered, which is what places count in; empty when
   *     none were
   */
  static Choice named(
      List<Order> orders, FlowTurn turn, List<String> shown, Predicate<Order> suits) {
    if (!turn.mentions().isEmpty()) {
      return switch (turn.mentions().getFirst()) {
        case OrderMention.Whole(String number) ->
            oneOf(orders, order -> order.number().equals(number), new NotTheirs());
        case OrderMention.Tail(String digits) ->
            oneOf(orders, order -> order.number().endsWith(digits), new NotTheirs());
      };
    }
    String text = turn.text();
    List<Order> suiting = orders.stream().filter(suits).toList();
    List<Order> offered = orders.stream().filter(order -> shown.contains(order.number())).toList();
    if (offered.size() > 1 && ALL.matcher(text).find()) {
      return new AllOf(offered);
    }
    // An order that suits is meant before any other that fits as well.
    Choice byGoods = byGoods(suiting, text);
    if (byGoods instanceof None) {
      byGoods = byGoods(orders, text);
    }
    if (!(byGoods instanceof None)) {
      return byGoods;
    }
    Choice byMode = oneOf(suiting, order -> namesMode(order.mode(), text), new None());
    if (byMode instanceof Chosen) {
      return byMode;
    }
    return byPlace(offered.isEmpty() ? suiting : offered, text, turn.before());
  }

  private static Choice byPlace(List<Order> offered, String text, @Nullable String before) {
    Matcher ordinal = ORDINAL.matcher(text.strip());
    if (offered.size() > 1 && ordinal.find()) {
      if (ordinal.group("last") != null) {
        return new Chosen(offered.getLast());
      }
      if (ordinal.group("first") != null) {
        return new Chosen(offered.getFirst());
      }
      String digit = ordinal.group(1) == null ? ordinal.group(2) : ordinal.group(1);
      int index = Math.max("一二三四五".indexOf(digit), "12345".indexOf(digit));
      if (index < offered.size()) {
        return new Chosen(offered.get(index));
      }
    }
    if (OTHER.matcher(text).find()) {
      List<Order> others =
          offered.stream().filter(order -> !order.number().equals(before)).toList();
      if (others.size() == 1) {
        return new Chosen(others.getFirst());
      }
      if (others.size() == 2 && offered.size() == 2) {
        return new Chosen(offered.getLast());
      }
    }
    if (offered.size() > 1 && NEWEST.matcher(text).find()) {
      return new Chosen(newest(offered));
    }
    return new None();
  }

  /** Whether the words say that another order than this one is meant. */
  static boolean saysAnother(String text) {
    return OTHER.matcher(text).find();
  }

  private static Choice oneOf(List<Order> orders, Predicate<Order> fits, Choice otherwise) {
    return among(orders.stream().filter(fits).toList(), otherwise);
  }

  private static Choice among(List<Order> fitting, Choice otherwise) {
    return switch (fitting.size()) {
      case 0 -> otherwise;
      case 1 -> new Chosen(fitting.getFirst());
      default -> new Several(fitting);
    };
  }

  private static Choice byGoods(List<Order> orders, String text) {
    List<String> names = new ArrayList<>();
    List<Order> owners = new ArrayList<>();
    for (Order order : orders) {
      for (Order.Item item : order.items()) {
        names.add(item.name());
        owners.add(order);
      }
    }
    if (names.isEmpty()) {
      return new None();
    }
    Set<Order> named = new LinkedHashSet<>();
    for (Mention<ItemMention> mention : ItemMention.in(text, names)) {
      switch (mention.value().how()) {
        case NAME, HEAD, PART -> mention.value().indices().forEach(i -> named.add(owners.get(i)));
        // Places count orders here, not goods.
        case ORDINAL, ALL, EXCEPT -> {}
      }
    }
    return among(List.copyOf(named), new None());
  }

  private static boolean namesMode(Order.Mode mode, String text) {
    return switch (mode) {
      case EXPRESS -> text.contains("即时") || text.contains("45分钟");
      case NEXT_DAY -> text.contains("次日") || text.contains("隔天");
      case SCHEDULED -> text.contains("预约");
    };
  }

  private static Order newest(List<Order> orders) {
    return orders.stream().max(Comparator.comparing(Order::placed)).orElseThrow();
  }
}
