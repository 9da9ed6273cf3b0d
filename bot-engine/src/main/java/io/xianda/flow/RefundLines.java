package io.xianda.flow;

import io.xianda.intent.slot.ItemMention;
import io.xianda.order.Order;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shopper's applications for refunds, and which of them a message means. */
record RefundLines(List<Line> lines) {

  /** One application, with the order and the goods that it is about. */
  record Line(Order order, Order.Refund refund) {

    String goods() {
      return order.item(refund.sku()).map(Order.Item::name).orElse(refund.sku());
    }
  }

  private static final Pattern NUMBER = Pattern.compile("(?i)rf[-\\s]?(\\d{4,12})");

  static RefundLines of(List<Order> orders) {
    List<Line> lines = new ArrayList<>();
    for (Order order : orders) {
      order.refunds().forEach(refund -> lines.add(new Line(order, refund)));
    }
    return new RefundLines(List.copyOf(lines));
  }

  RefundLines inReview() {
    return new RefundLines(
        lines.stream()
            .filter(line -> line.refund().status() == Order.RefundStatus.REVIEWING)
            .toList());
  }

  /** Whether the words hold the number of a refund that is none of these. */
  boolean hasForeign(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.find() && byNumber("RF" + number.group(1)).isEmpty();
  }

  private List<Line> byNumber(String id) {
    return lines.stream()
        .filter(line -> line.refund().id().equals(id.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** Those that the words name, by number, goods, or order; none when they name none. */
  List<Line> named(FlowTurn turn) {
    Matcher number = NUMBER.matcher(turn.text());
    if (number.find()) {
      return byNumber("RF" + number.group(1));
    }
    Set<Line> named = new LinkedHashSet<>();
    if (!lines.isEmpty()) {
      for (var mention : ItemMention.in(turn.text(), lines.stream().map(Line::goods).toList())) {
        mention.value().indices().forEach(i -> named.add(lines.get(i)));
      }
    }
    if (named.isEmpty()
        && ChooseOrder.named(
                lines.stream().map(Line::order).distinct().toList(), turn, List.of(), o -> true)
            instanceof ChooseOrder.Chosen(Order order)) {
      lines.stream().filter(line -> line.order().equals(order)).forEach(named::add);
    }
    return List.copyOf(named);
  }
}
