package io.xianda.flow;

import io.xianda.order.Order;
import java.util.regex.Pattern;

/** 把骑手电话给我: his name and number; where he cannot be reached, a person. */
final class RiderContactFlow extends OrderFlow {

  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "打不通|没人接|无人接|不接|没接|关机|停机|空号|占线|通话中|挂(?:我|了|断)|联系不[上到]|打了.{0,6}[遍次个].{0,4}(?:没|不)|无法接通|不回");

  RiderContactFlow() {
    super("delivery.rider_contact");
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    Order.Rider rider = order.rider();
    return switch (order.status()) {
      case PLACED, PICKING ->
          FlowStep.Finished.answered(
              says.of("rider.none-yet", says.name(order), says.stage(order)));
      case DELIVERING ->
          rider == null || UNREACHABLE.matcher(turn.text()).find()
              ? FlowStep.Finished.referred(
                  says.of("rider.person", says.name(order)),
                  new Referral(Referral.How.PERSON, "rider-unreachable", order.number()))
              : FlowStep.Finished.answered(
                  says.of("rider.contact", says.name(order), rider.name(), rider.phone()));
      case DELIVERED, CANCELLED -> FlowStep.Finished.answered(says.ended(order, turn.now()));
    };
  }
}
