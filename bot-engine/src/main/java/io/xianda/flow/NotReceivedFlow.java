package io.xianda.flow;

import io.xianda.order.Order;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 显示签收没收到: says where it was left, and whoever has looked there in vain goes to a person. Never a
 * refund.
 */
final class NotReceivedFlow extends OrderFlow {

  private static final Pattern FOUND =
      Pattern.compile(
          "找到|找着|看到了|看见了|拿到|收到了|在的|在这|有了|取到|原来|真在|果然|(?:家人|老公|老婆|妈|邻居|保安|同事|室友).{0,6}(?:拿|收|领)");

  private static final Pattern NOT_FOUND =
      Pattern.compile(
          "没(?:有|看|见|找|收|我的|东西|件|放|在)|找不[到着]|不在|空的|啥也没|哪(?:儿|里)?都没|不见|不是我的|翻过|找(?:过|遍|了)|看(?:过|遍)|问(?:过|遍)|查过|没");

  private static final Pattern LOOKED =
      Pattern.compile(
          "(?:翻|找|看|问|查|去)(?:过|遍|了(?:一圈|半天|好?几遍|个遍|几圈|三遍|两遍))|都(?:没有|没人|没见|找不到|不在)|(?:快递柜|门口|物业|前台|驿站|保安|柜子)(?:里|那)?(?:也|都)?(?:没有|没见|空|找不到|没看到)");

  NotReceivedFlow() {
    super("delivery.not_received");
  }

  @Override
  boolean suits(Order order) {
    return order.status() == Order.Status.DELIVERED;
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    if (!suits(order)) {
      return FlowStep.Finished.answered(
          order.status().isOpen()
              ? says.of(
                  "track.stage",
                  says.name(order),
                  says.time(order.promised(), turn.now()),
                  says.stage(order))
              : says.ended(order, turn.now()));
    }
    return LOOKED.matcher(turn.text()).find() ? person(order, turn) : ask(order, turn);
  }

  private FlowStep ask(Order order, FlowTurn turn) {
    return confirm(
        turn.says().of("not-received.look", record(order, turn)), order, Draft.EMPTY, turn);
  }

  private static String record(Order order, FlowTurn turn) {
    String note = order.deliveryNote();
    String ended = turn.says().ended(order, turn.now());
    return note == null ? ended : ended + turn.says().of("not-received.note", note);
  }

  private static FlowStep person(Order order, FlowTurn turn) {
    return FlowStep.Finished.referred(
        turn.says().of("not-received.person", record(order, turn)),
        new Referral(Referral.How.PERSON, "not-received", order.number()));
  }

  @Override
  Optional<FlowStep> answered(FlowState state, Order order, FlowTurn turn) {
    String text = turn.text();
    boolean found = FOUND.matcher(text).find();
    boolean notFound = NOT_FOUND.matcher(text).find();
    if (notFound && !(found && !text.contains("没找到") && !text.contains("没有"))) {
      return Optional.of(person(order, turn));
    }
    if (found) {
      return Optional.of(FlowStep.Finished.answered(turn.says().of("not-received.found")));
    }
    return switch (Confirmation.of(text)) {
      case YES -> Optional.of(FlowStep.Finished.answered(turn.says().of("not-received.found")));
      case NO -> Optional.of(person(order, turn));
      case UNCLEAR -> Optional.empty();
    };
  }
}
