package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What tasks say, from {@code phrases.properties}, and the few sentences about an order that
 * several share. Thread-safe.
 */
public final class FlowPhrases {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY_AND_CLOCK =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.flow.phrases", Locale.ROOT);
  private final ZoneId zone;

  /**
   * @param zone of the shop, in which times are told
   */
  public FlowPhrases(ZoneId zone) {
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }

  /** The phrase of a key; arguments stand where it says {0}, {1} … */
  String of(String key, Object... arguments) {
    String pattern = texts.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ROOT).format(arguments);
  }

  /** 红颜草莓等2件，尾号0001. */
  String name(Order order) {
    return of(
        order.items().size() == 1 ? "order.name.one" : "order.name.many",
        order.items().getFirst().name(),
        String.valueOf(order.items().size()),
        order.number().substring(order.number().length() - 4));
  }

  /** 红颜草莓、鲜牛奶. */
  String goods(Order order) {
    return String.join("、", order.items().stream().map(Order.Item::name).toList());
  }

  /** Where an open order is, with rider and distance when there are any. */
  String stage(Order order) {
    Order.Rider rider = order.rider();
    if (order.status() != Order.Status.DELIVERING || rider == null) {
      return of("stage." + order.status().name().toLowerCase(Locale.ROOT));
    }
    Double distance = rider.distanceKm();
    return distance == null
        ? of("stage.rider", rider.name())
        : of("stage.rider-distance", rider.name(), String.valueOf(distance));
  }

  /** An order that is no longer on its way. */
  String ended(Order order, Instant now) {
    Instant delivered = order.delivered();
    return delivered == null
        ? of("order.cancelled", name(order))
        : of("order.delivered", name(order), time(delivered, now));
  }

  /** 08:00-22:00; the end of a day is 24:00. */
  public String hours(Instant from, Instant until) {
    ZonedDateTime end = until.atZone(zone);
    boolean isMidnight = end.toLocalTime().equals(LocalTime.MIDNIGHT);
    return from.atZone(zone).format(CLOCK) + "-" + (isMidnight ? "24:00" : end.format(CLOCK));
  }

  /** A time of day, with the day when it is not today. */
  public String time(Instant instant, Instant now) {
    ZonedDateTime at = instant.atZone(zone);
    LocalDate today = now.atZone(zone).toLocalDate();
    if (at.toLocalDate().equals(today)) {
      return at.format(CLOCK);
    }
    if (at.toLocalDate().equals(today.plusDays(1))) {
      return of("tomorrow", at.format(CLOCK));
    }
    if (at.toLocalDate().equals(today.minusDays(1))) {
      return of("yesterday", at.format(CLOCK));
    }
    return at.format(DAY_AND_CLOCK);
  }

  /** 18:00-19:00, with the day when it is not today. */
  String slot(Instant from, Instant until, Instant now) {
    return time(from, now) + "-" + until.atZone(zone).format(CLOCK);
  }

  /** 9.97, 10: without zeros that say nothing. */
  static String money(BigDecimal yuan) {
    BigDecimal cents = yuan.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return cents.scale() < 0 ? cents.setScale(0).toPlainString() : cents.toPlainString();
  }

  Part card(Order order) {
    return new Part.OrderCard(
        order.number(),
        name(order),
        of("status." + order.status().name().toLowerCase(Locale.ROOT)),
        order.placed().atZone(zone).format(DAY_AND_CLOCK),
        order.amount().toPlainString());
  }

  /** The question, and the orders to tap on. */
  List<Part> whichOrder(String question, List<Order> orders) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Text(of(question)));
    orders.forEach(order -> parts.add(card(order)));
    return parts;
  }

  /** The question, and yes and no to tap on. */
  List<Part> confirm(String question) {
    return List.of(
        new Part.Text(question),
        new Part.Choices(
            List.of(
                new Part.Option(of("confirm.yes"), of("confirm.yes")),
                new Part.Option(of("confirm.no"), of("confirm.no")))));
  }
}
