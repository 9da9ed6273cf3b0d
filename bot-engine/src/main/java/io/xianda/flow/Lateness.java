package io.xianda.flow;

import io.xianda.order.Effect;
import io.xianda.order.EffectResult;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the shop does about an order that is late, or that somebody wants to be hurried. */
final class Lateness {

  private final ShopRules rules;

  Lateness(ShopRules rules) {
    this.rules = rules;
  }

  /** How long after the promise it came, or has not come yet; negative when it is on time. */
  static Duration of(Order order, Instant now) {
    Instant came = order.delivered();
    return Duration.between(order.promised(), came == null ? now : came);
  }

  /** Whether it is as late as earns something. */
  boolean earnsCoupon(Order order, Instant now) {
    return coupon(order, now).signum() > 0;
  }

  /** From how many minutes on lateness is paid for. */
  long limit(Order order) {
    return late(order).toMinutes();
  }

  private Duration late(Order order) {
    return order.mode() == Order.Mode.EXPRESS ? rules.expressLate() : rules.otherLate();
  }

  private BigDecimal coupon(Order order, Instant now) {
    Duration veryLate =
        order.mode() == Order.Mode.EXPRESS ? rules.expressVeryLate() : rules.otherVeryLate();
    Duration passed = of(order, now);
    if (passed.compareTo(veryLate) > 0) {
      return rules.veryLateCoupon();
    }
    return passed.compareTo(late(order)) > 0 ? rules.lateCoupon() : BigDecimal.ZERO;
  }

  /** Urges an order that is on its way, and gives the coupon that its delay has earned. */
  FlowStep hurry(Order order, FlowTurn turn) {
    BigDecimal coupon = coupon(order, turn.now());
    boolean urge = order.status().isOpen() && !order.done().urged();
    boolean pay = coupon.signum() > 0 && !order.done().compensated();
    List<Effect> effects = new ArrayList<>();
    if (urge) {
      effects.add(new Effect.Urge(order.number()));
    }
    if (pay) {
      effects.add(new Effect.Compensate(order.number(), coupon));
    }
    return effects.isEmpty()
        ? FlowStep.Finished.answered(already(order, turn))
        : new FlowStep.Acting(effects, results -> hurried(order, effects, results, turn));
  }

  private String already(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return situation(order, turn)
        + (order.status().isOpen() ? says.of("late.urged-before") : "")
        + (order.done().compensated() ? says.of("late.paid-before") : "");
  }

  private FlowStep hurried(
      Order order, List<Effect> effects, List<EffectResult> results, FlowTurn turn) {
    FlowPhrases says = turn.says();
    StringBuilder text = new StringBuilder(situation(order, turn));
    boolean away = false;
    for (int i = 0; i < effects.size(); i++) {
      if (results.get(i) instanceof EffectResult.Applied) {
        text.append(
            switch (effects.get(i)) {
              case Effect.Compensate(var number, BigDecimal amount) ->
                  says.of("late.coupon", FlowPhrases.money(amount));
              default -> says.of("late.urged");
            });
      } else if (results.get(i) instanceof EffectResult.Unknown) {
        away = true;
      }
    }
    if (away) {
      text.append(says.of("merchant-away.pending"));
    }
    return FlowStep.Finished.done(text.toString());
  }

  /** 原定 10:42 前送到，已经超时 70 分钟. */
  private static String situation(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    long minutes = of(order, turn.now()).toMinutes();
    String promised = says.time(order.promised(), turn.now());
    if (!order.status().isOpen()) {
      return says.of(
          "late.delivered",
          says.name(order),
          promised,
          says.time(Objects.requireNonNull(order.delivered()), turn.now()),
          String.valueOf(minutes));
    }
    return minutes >= 1
        ? says.of(
            "late.open", says.name(order), promised, String.valueOf(minutes), says.stage(order))
        : says.of("late.on-time", says.name(order), promised, says.stage(order));
  }
}
