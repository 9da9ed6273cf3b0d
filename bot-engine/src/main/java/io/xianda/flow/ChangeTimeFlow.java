package io.xianda.flow;

import io.xianda.intent.slot.ChineseNumber;
import io.xianda.intent.slot.Fraction;
import io.xianda.intent.slot.Mention;
import io.xianda.intent.slot.TimeMention;
import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 晚点送: another time slot, once, as long as the order is in the warehouse. */
final class ChangeTimeFlow extends OrderFlow {

  /** What stands before the time that is wanted, rather than the one that does not suit. */
  private static final Pattern WANTED =
      Pattern.compile("(?:改|换|挪|推|延|提前|调|送|约|等)(?:迟|后|前|整)?[到成至在]?|那就|要不|或者");

  private static final Pattern DAYS_LATER =
      Pattern.compile("(?<days>[一二两三四五六七八九十\\d]{1,3})天(?:之|以)?后");

  /** A part of the day is no time slot. */
  private static final Duration LONGEST_WINDOW = Duration.ofHours(2);

  private final ShopRules rules;

  ChangeTimeFlow(ShopRules rules) {
    super("delivery.change_time");
    this.rules = rules;
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return switch (order.status()) {
      case PLACED, PICKING ->
          order.done().rescheduled()
              ? FlowStep.Finished.declined(says.of("time.once", says.name(order)))
              : wanted(order, turn).orElseGet(() -> which(order, turn));
      case DELIVERING -> FlowStep.Finished.declined(says.of("time.left", says.name(order)));
      case DELIVERED, CANCELLED ->
          FlowStep.Finished.declined(says.of("time.ended", says.ended(order, turn.now())));
    };
  }

  private FlowStep which(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return ask(
        Asks.TIME,
        says.of(
            "time.which",
            says.name(order),
            rules.slotsFrom().toString(),
            rules.slotsUntil().toString()),
        order,
        Draft.EMPTY);
  }

  /** The next step where the words hold a time of the clock. */
  private Optional<FlowStep> wanted(Order order, FlowTurn turn) {
    String text = turn.text();
    Optional<FlowStep> tooFar = tooFar(order, turn);
    if (tooFar.isPresent()) {
      return tooFar;
    }
    List<Mention<TimeMention>> times =
        TimeMention.in(text, turn.today()).stream()
            .filter(mention -> !start(mention.value(), turn).isEmpty())
            .toList();
    if (times.isEmpty()) {
      return Optional.empty();
    }
    Mention<TimeMention> chosen = times.getLast();
    for (Mention<TimeMention> mention : times.reversed()) {
      int at = mention.span().start();
      Matcher before = WANTED.matcher(text.substring(Math.max(0, at - 6), at));
      if (before.find()) {
        chosen = mention;
        break;
      }
    }
    return start(chosen.value(), turn).map(from -> slot(from, order, turn));
  }

  /** A day too far ahead is refused, though no hour was said. */
  private Optional<FlowStep> tooFar(Order order, FlowTurn turn) {
    LocalDate last = turn.today().toLocalDate().plusDays(rules.latestDays());
    Matcher days = DAYS_LATER.matcher(turn.text());
    if (days.find()
        && ChineseNumber.in(days.group("days")).stream()
            .anyMatch(
                number -> number.value().value().compareTo(Fraction.of(rules.latestDays())) > 0)) {
      return Optional.of(refusedFor("time.too-far", order, turn));
    }
    return TimeMention.in(turn.text(), turn.today()).stream()
        .map(mention -> mention.value().date())
        .filter(date -> date != null && date.isAfter(last))
        .findFirst()
        .map(date -> refusedFor("time.too-far", order, turn));
  }

  /** When the slot begins; nothing where the words leave it open. */
  private Optional<Instant> start(TimeMention time, FlowTurn turn) {
    LocalTime from = time.from();
    LocalTime until = time.until();
    LocalTime start =
        switch (time.relation()) {
          case AT, ABOUT, AFTER -> from;
          case BEFORE -> until == null ? null : until.minus(rules.slotLength());
          case BETWEEN ->
              from == null || until == null || minutes(from, until) > LONGEST_WINDOW.toMinutes()
                  ? null
                  : from;
          case LATER, EARLIER -> null;
        };
    if (start == null) {
      return Optional.empty();
    }
    LocalDate date = time.date() == null ? turn.today().toLocalDate() : time.date();
    Instant at = date.atTime(start).atZone(turn.says().zone()).toInstant();
    return Optional.of(
        time.date() == null && at.isBefore(turn.now()) ? at.plus(Duration.ofDays(1)) : at);
  }

  private static long minutes(LocalTime from, LocalTime until) {
    long minutes = Duration.between(from, until).toMinutes();
    return minutes <= 0 ? minutes + Duration.ofDays(1).toMinutes() : minutes;
  }

  private FlowStep slot(Instant from, Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    Instant until = from.plus(rules.slotLength());
    LocalTime start = from.atZone(says.zone()).toLocalTime();
    LocalDate day = from.atZone(says.zone()).toLocalDate();
    LocalTime latest = rules.slotsUntil().minus(rules.slotLength());
    if (day.isAfter(turn.today().toLocalDate().plusDays(rules.latestDays()))) {
      return refusedFor("time.too-far", order, turn);
    }
    if (start.isBefore(rules.slotsFrom()) || start.isAfter(latest)) {
      return refusedFor("time.hours", order, turn);
    }
    if (from.isBefore(order.placed().plus(rules.earliestSlot())) || from.isBefore(turn.now())) {
      return refusedFor("time.too-soon", order, turn);
    }
    return confirm(
        says.of("time.confirm", says.name(order), says.slot(from, until, turn.now())),
        order,
        new Draft.NewTime(from, until),
        turn);
  }

  private FlowStep refusedFor(String limit, Order order, FlowTurn turn) {
    return ask(
        Asks.TIME,
        turn.says()
            .of(
                limit,
                rules.slotsFrom().toString(),
                rules.slotsUntil().toString(),
                String.valueOf(rules.latestDays()),
                String.valueOf(rules.earliestSlot().toHours())),
        order,
        Draft.EMPTY);
  }

  @Override
  Optional<FlowStep> answered(FlowState state, Order order, FlowTurn turn) {
    Optional<FlowStep> wanted = wanted(order, turn);
    if (wanted.isPresent()) {
      return wanted;
    }
    if (!(state.draft() instanceof Draft.NewTime(Instant from, Instant until))) {
      return Confirmation.of(turn.text()) == Confirmation.NO
          ? Optional.of(calledOff(turn))
          : Optional.empty();
    }
    if (ChooseOrder.saysAnother(turn.text())) {
      return Optional.empty();
    }
    FlowPhrases says = turn.says();
    return switch (Confirmation.of(turn.text())) {
      case YES ->
          Optional.of(
              Acting.on(
                  List.of(new Effect.Reschedule(order.number(), from, until)),
                  says.of("time.done", says.name(order), says.slot(from, until, turn.now())),
                  turn));
      case NO -> Optional.of(calledOff(turn));
      case UNCLEAR -> Optional.empty();
    };
  }

  @Override
  FlowStep again(FlowState state, Order order, FlowTurn turn) {
    return state.draft() instanceof Draft.NewTime(Instant from, Instant until)
        ? slot(from, order, turn)
        : which(order, turn);
  }
}
