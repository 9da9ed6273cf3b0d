package io.xianda.eval.dialogues;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Intent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a shopper says to a bot that plays its part by heart. */
class SimulatedShopperTest {

  private static final Catchwords CATCHWORDS =
      new Catchwords(
          Map.of(new Intent("quality.spoiled"), "坏果变质", new Intent("delivery.eta"), "预计送达时间"),
          Map.of("spoiled-rule", "坏了怎么赔？", "fee", "运费多少？"),
          Map.of(new Intent("quality.spoiled"), Set.of("spoiled-rule")));

  private static Heard says(String text) {
    return new Heard(List.of(new Part.Text(text)), Optional.empty(), List.of());
  }

  private static Heard asks(Asks slot, String... buttons) {
    List<Part> parts = new ArrayList<>(List.of(new Part.Text("？")));
    if (buttons.length > 0) {
      parts.add(
          new Part.Choices(
              List.of(buttons).stream().map(b -> new Part.Option(b, "选" + b)).toList()));
    }
    return new Heard(parts, Optional.of(slot), List.of());
  }

  private static Heard brings() {
    return new Heard(
        List.of(new Part.Text("转人工")),
        Optional.empty(),
        List.of(new Happened.HandedOver(new SkillGroup("general"), Priority.NORMAL)));
  }

  /** Says its lines in turn, and writes down what it hears. */
  private static final class Bot implements ShopLine {

    private final ArrayDeque<Heard> lines;
    private final Supplier<Heard> afterwards;
    private final List<String> heard = new ArrayList<>();

    Bot(Supplier<Heard> afterwards, Heard... lines) {
      this.afterwards = afterwards;
      this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public Heard say(List<Part> parts) {
      heard.add(
          String.join(
              " ",
              parts.stream()
                  .map(part ->
                      part instanceof Part.Image image
                          ? "<" + image.name() + ">"
                          : ((Part.Text) part).text())
                  .toList()));
      return lines.isEmpty() ? afterwards.get() : lines.pop();
    }

    @Override
    public void signInAs(ShopperId shopper) {
      heard.add("= " + shopper);
    }

    @Override
    public List<Change> changes() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static DialogueCase dialogue(String fields) {
    return Suites.dialogue(
        """
        shopper: guest
        goal: quality.spoiled
        outcome: {kind: resolved}
        """
            + fields);
  }

  private static List<String> said(String fields, Heard... lines) {
    var bot = new Bot(() -> says("好"), lines);
    new HoldDialogue(CATCHWORDS, Set.of(new ShopperId("wu"))).over(bot, dialogue(fields));
    return bot.heard;
  }

  @Test
  void heOpensWithOneBurstAndGoesOnLineByLineWhileNothingIsAsked() {
    assertThat(said("opens: [在吗, 草莓烂了]\nthen: [谢谢, 再见]")).containsExactly("在吗 草莓烂了", "谢谢", "再见");
  }

  @Test
  void heAnswersWithTheFactOfThatNameBeforeHeGoesOn() {
    assertThat(
            said(
                "opens: [烂了]\nfacts: {item: 草莓, confirm: 对}\nthen: [谢谢]",
                asks(Asks.ITEM),
                asks(Asks.CONFIRM)))
        .containsExactly("烂了", "草莓", "对", "谢谢");
  }

  @Test
  void aListHasAValueForEachTimeAndTheLastOneRepeats() {
    assertThat(
            said(
                "opens: [烂了]\nfacts: {extent: [不多, 三成]}",
                asks(Asks.EXTENT),
                asks(Asks.EXTENT),
                asks(Asks.EXTENT)))
        .containsExactly("烂了", "不多", "三成", "三成");
  }

  @Test
  void whatHeDoesNotKnowHeSaysOnceThenHeWantsAPerson() {
    assertThat(said("opens: [烂了]", asks(Asks.ITEM), asks(Asks.EXTENT), asks(Asks.ITEM), brings()))
        .containsExactly("烂了", "不知道", "要人工", "要人工");
  }

  @Test
  void aLineThatIsOnlyAFileNameIsSentAsAPicture() {
    assertThat(
            said(
                "opens: [看 a.jpg, b.PNG]\nfacts: {photo: 草莓.jpeg}\nthen: [a.jpg 坏了]",
                asks(Asks.PHOTO)))
        .containsExactly("看 a.jpg <b.PNG>", "<草莓.jpeg>", "a.jpg 坏了");
  }

  @Test
  void ofTheOptionsHeTakesHisGoalOrOneOfItsEntriesOrElseTheLast() {
    assertThat(said("opens: [帮我]", asks(Asks.CHOICE, "运费多少？", "坏果变质", "别的")))
        .containsExactly("帮我", "选坏果变质");
    assertThat(said("opens: [帮我]", asks(Asks.CHOICE, "坏了怎么赔？", "别的")))
        .containsExactly("帮我", "选坏了怎么赔？");
    assertThat(said("opens: [帮我]", asks(Asks.CHOICE, "运费多少？", "别的"))).containsExactly("帮我", "选别的");
    assertThat(said("opens: [帮我]", asks(Asks.CHOICE), brings())).containsExactly("帮我", "不知道");
  }

  @Test
  void aChoiceThatIsAFactIsSaidAsItStands() {
    assertThat(said("opens: [帮我]\nfacts: {choice: 补发}", asks(Asks.CHOICE, "坏果变质", "别的")))
        .containsExactly("帮我", "补发");
  }

  @Test
  void whoSignsInGoesOnAsThatShopperAndWhoRefusesSaysSo() {
    assertThat(said("opens: [帮我]\nfacts: {signin: wu}", asks(Asks.SIGNIN)))
        .containsExactly("帮我", "= wu", "登录好了");
    assertThat(said("opens: [帮我]\nfacts: {signin: 不登录}", asks(Asks.SIGNIN)))
        .containsExactly("帮我", "不登录");
    assertThat(said("opens: [帮我]\nfacts: {signin: nobody}", asks(Asks.SIGNIN)))
        .containsExactly("帮我", "nobody");
  }

  @Test
  void itEndsWhenAPersonComesEvenWithMoreToSay() {
    assertThat(said("opens: [转人工]\nthen: [谢谢]", brings())).containsExactly("转人工");
  }

  @Test
  void afterTwentyMessagesItIsStuck() {
    var bot = new Bot(() -> asks(Asks.ITEM));
    Talked talked =
        new HoldDialogue(CATCHWORDS, Set.of())
            .over(bot, dialogue("opens: [在吗, 烂了]\nfacts: {item: 草莓}"));

    assertThat(talked.stuck()).isTrue();
    assertThat(bot.heard).hasSize(19);
    assertThat(talked.turns()).isEqualTo(19);
  }

  @Test
  void twentyMessagesThatSufficeAreNotStuck() {
    Heard[] lines = IntStream.range(0, 19).mapToObj(i -> asks(Asks.ITEM)).toArray(Heard[]::new);
    var bot = new Bot(() -> says("好"), lines);
    Talked talked =
        new HoldDialogue(CATCHWORDS, Set.of())
            .over(bot, dialogue("opens: [烂了]\nfacts: {item: 草莓}"));

    assertThat(talked.stuck()).isFalse();
    assertThat(bot.heard).hasSize(20);
  }
}
