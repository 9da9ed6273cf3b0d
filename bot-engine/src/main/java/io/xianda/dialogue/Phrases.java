package io.xianda.dialogue;

import io.xianda.conversation.Part;
import io.xianda.order.Order;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the bot says, from {@code phrases.properties}, and the few sentences about an order that
 * several tasks share.
 */
final class Phrases {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY_AND_CLOCK =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.dialogue.phrases", Locale.ROOT);
  private final DialogueSettings settings;

  Phrases(DialogueSettings settings) {
    this.settings = settings;
  }

  /** The phrase of a key; arguments stand where it says {0}, {1} … */
  String of(String key, Object... arguments) {
    String pattern = texts.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ROOT).format(arguments);
  }

  boolean isLate(Order order, Instant now) {
    return Duration.between(order.promised(), now).toMinutes() >= 1;
  }

  /** Admits the delay and offers a person; makes no promise about compensation. */
  List<Part> late(Order order, Instant now) {
    long minutes = Duration.between(order.promised(), now).toMinutes();
    String person = of("choice.person");
    return List.of(
        new Part.Text(
            of(
                "late",
                name(order),
                time(order.promised(), now),
                String.valueOf(minutes),
                stage(order))),
        new Part.Choices(List.of(new Part.Option(person, person))));
  }

  /** An order that is no longer on its way. */
  Part ended(Order order, Instant now) {
    Instant delivered = order.delivered();
    return new Part.Text(
        delivered == null
            ? of("order.cancelled", name(order))
            : of("order.delivered", name(order), time(delivered, now)));
  }

  /** 红颜草莓等2件，尾号0001. */
  String name(Order order) {
    return of(
        order.items().size() == 1 ? "order.name.one" : "order.name.many",
        order.items().getFirst().name(),
        String.valueOf(order.items().size()),
        order.number().substring(order.number().length() - 4));
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

  /** A time of day, with the day when it is not today. */
  String time(Instant instant, Instant now) {
    ZonedDateTime at = instant.atZone(settings.zone());
    LocalDate today = now.atZone(settings.zone()).toLocalDate();
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

  Part card(Order order) {
    return new Part.OrderCard(
        order.number(),
        name(order),
        of("status." + order.status().name().toLowerCase(Locale.ROOT)),
        order.placed().atZone(settings.zone()).format(DAY_AND_CLOCK),
        order.amount().toPlainString());
  }
}
