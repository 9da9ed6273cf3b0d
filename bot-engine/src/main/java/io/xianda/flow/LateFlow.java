package io.xianda.flow;

import io.xianda.order.Order;
import java.util.regex.Pattern;

/** 怎么还没到: hurries the order, and gives the coupon that its delay has earned. */
final class LateFlow extends OrderFlow {

  private static final Pattern WANTS_COMPENSATION =
      Pattern.compile("赔|补偿|补(?:我|张|个|给)|券|说法|表示|超时费|退(?:我|点|运费|配送费)");

  /** 送晚了，补张券: of one's own order, not of the rule. */
  private static final Pattern LATE_AND_PAID =
      Pattern.compile("(?:晚|迟|超时|慢).{0,20}(?:给我[补赔]|补我|赔我|给我.{0,3}券)");

  private final Lateness lateness;

  LateFlow(ShopRules rules) {
    super("delivery.late");
    this.lateness = new Lateness(rules);
  }

  @Override
  public boolean hears(FlowTurn turn) {
    return LATE_AND_PAID.matcher(turn.text()).find();
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return switch (order.status()) {
      case PLACED, PICKING, DELIVERING -> lateness.hurry(order, turn);
      case DELIVERED -> {
        if (lateness.earnsCoupon(order, turn.now())) {
          yield lateness.hurry(order, turn);
        }
        yield WANTS_COMPENSATION.matcher(turn.text()).find()
            ? FlowStep.Finished.declined(
                says.of(
                    "late.below-limit",
                    says.ended(order, turn.now()),
                    says.time(order.promised(), turn.now()),
                    String.valueOf(lateness.limit(order))))
            : FlowStep.Finished.answered(says.ended(order, turn.now()));
      }
      case CANCELLED -> FlowStep.Finished.answered(says.ended(order, turn.now()));
    };
  }
}
