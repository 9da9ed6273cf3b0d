package io.xianda.flow;

import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 改备注: as long as it is in the warehouse. Goods are neither added nor taken out. */
final class ModifyFlow extends OrderFlow {

  private static final Pattern NOTE =
      Pattern.compile("备注|留言|注明|捎句话|写(?:上|一句|一下|明|个)|(?:跟|和|告诉|提醒)(?:骑手|师傅|小哥|配送员|仓库|拣货)");

  private static final Pattern WANTS_NOTE =
      Pattern.compile(
          "^备注(?!在|写在|栏|是).{2,}|备注.{0,6}(?:写|加|改|添|换成)|(?:帮我|给我|麻烦|加[个一]|写[个上]).{0,6}备注");

  private static final Pattern ASKS = Pattern.compile("怎么|哪里|在哪|哪儿|咋|什么|有用");

  /** What stands before the words of the note. */
  private static final Pattern BEFORE_WORDS =
      Pattern.compile(
          "^.*?(?:备注|留言|注明)(?:里|栏|上|那里|信息)?(?:帮我|给我|麻烦|请|你|可以|能不能|能|再|都)*(?:写上?|加上?|改成?|换成?|填上?|注明|备注|说)?(?:一?[下句个])?(?:吧|吗|呢|为|成|话)?[,，。:：\\s“\"'「]*|^.*?(?:写上|写明|写一句|写一下|写个|加一句|加上)[,，:：\\s“\"'「]*");

  private static final Pattern AFTER_WORDS =
      Pattern.compile(
          "[\"”'」\\s]*(?:[,，。]?\\s*(?:可以吗|行吗|好吗|谢谢|麻烦了|行不行|能改吗|可以不|好不好|拜托))*[?？。!！~]*$");

  private static final int LONGEST = 100;

  ModifyFlow() {
    super("order.modify");
  }

  @Override
  public boolean hears(FlowTurn turn) {
    return WANTS_NOTE.matcher(turn.text()).find() && !ASKS.matcher(turn.text()).find();
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    String words = words(turn.raw());
    if (words.isEmpty()) {
      return FlowStep.Finished.declined(says.of("modify.items"));
    }
    return switch (order.status()) {
      case PLACED, PICKING -> readBack(words, order, turn);
      case DELIVERING -> FlowStep.Finished.declined(says.of("modify.left", says.name(order)));
      case DELIVERED, CANCELLED ->
          FlowStep.Finished.declined(says.of("modify.ended", says.ended(order, turn.now())));
    };
  }

  private FlowStep readBack(String words, Order order, FlowTurn turn) {
    return confirm(
        turn.says().of("modify.confirm", turn.says().name(order), words),
        order,
        new Draft.Words(words),
        turn);
  }

  /** The words of the note; empty when it is about the goods. */
  private static String words(String raw) {
    if (!NOTE.matcher(raw).find()) {
      return "";
    }
    Matcher before = BEFORE_WORDS.matcher(raw);
    String rest = before.find() ? raw.substring(before.end()) : raw;
    String words = AFTER_WORDS.matcher(rest).replaceFirst("").strip();
    if (words.length() < 2) {
      words = raw.strip();
    }
    return words.substring(
        0, words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length()))));
  }

  @Override
  Optional<FlowStep> answered(FlowState state, Order order, FlowTurn turn) {
    if (!(state.draft() instanceof Draft.Words(String words))) {
      return Optional.empty();
    }
    if (NOTE.matcher(turn.raw()).find() && !words(turn.raw()).isEmpty()) {
      return Optional.of(readBack(words(turn.raw()), order, turn));
    }
    return switch (Confirmation.of(turn.text())) {
      case YES ->
          Optional.of(
              Acting.on(
                  List.of(new Effect.Annotate(order.number(), words)),
                  turn.says().of("modify.done", turn.says().name(order), words),
                  turn));
      case NO -> Optional.of(calledOff(turn));
      case UNCLEAR -> Optional.empty();
    };
  }

  @Override
  FlowStep again(FlowState state, Order order, FlowTurn turn) {
    return state.draft() instanceof Draft.Words(String words)
        ? readBack(words, order, turn)
        : about(order, turn);
  }
}
