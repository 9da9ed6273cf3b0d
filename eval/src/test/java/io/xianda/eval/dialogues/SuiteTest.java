package io.xianda.eval.dialogues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

  @TempDir private Path place;

  @Test
  void everythingThatADialogueMaySayIsRead() {
    DialogueCase read =
        Suites.dialogue(
            """
            shopper: wu
            at: "22:40"
            opens: [在吗, a.jpg]
            facts: {phone: 13700001234, extent: [不多, 三成], confirm: 对}
            then: [谢谢]
            goal: quality.spoiled
            outcome:
              kind: ticket
              group: aftersale
              priority: normal
              faq: [spoiled-rule]
              effect: {refund: [{order: XM1, amount: 9.97, auto: false}, {order: XM2}], urge: {order: XM1}}
              mentions: ["1.5"]
              never: [已退款]
            """);

    assertThat(read.shopper()).contains(new ShopperId("wu"));
    assertThat(read.at()).isEqualTo(LocalTime.of(22, 40));
    assertThat(read.opens()).containsExactly("在吗", "a.jpg");
    assertThat(read.facts())
        .isEqualTo(
            Map.of(
                Asks.PHONE, List.of("13700001234"),
                Asks.EXTENT, List.of("不多", "三成"),
                Asks.CONFIRM, List.of("对")));
    assertThat(read.then()).containsExactly("谢谢");
    Expected outcome = read.outcome();
    assertThat(outcome.kind()).isEqualTo(Kind.TICKET);
    assertThat(outcome.group()).contains(new SkillGroup("aftersale"));
    assertThat(outcome.priority()).contains(Priority.NORMAL);
    assertThat(outcome.faq()).containsExactly(new EntryId("spoiled-rule"));
    assertThat(outcome.changes())
        .contains(
            List.of(
                new ExpectedChange(
                    "refund", Map.of("order", "XM1", "amount", "9.97", "auto", "false")),
                new ExpectedChange("refund", Map.of("order", "XM2")),
                new ExpectedChange("urge", Map.of("order", "XM1"))));
    assertThat(outcome.mentions()).containsExactly("1.5");
    assertThat(outcome.never()).containsExactly("已退款");
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    DialogueCase read =
        Suites.dialogue(
            """
            shopper: guest
            opens: 你好
            goal: delivery.eta
            outcome: {kind: resolved}
            """);

    assertThat(read.shopper()).isEmpty();
    assertThat(read.at()).isEqualTo(LocalTime.of(10, 30));
    assertThat(read.opens()).containsExactly("你好");
    assertThat(read.outcome().changes()).as("nothing is asserted").isEmpty();
    assertThat(Suites.expecting("{kind: resolved, effect: none}").outcome().changes())
        .as("that nothing changes is asserted")
        .contains(List.of());
  }

  private static void isRefused(String yaml, String... said) {
    assertThatThrownBy(() -> Suites.read(yaml))
        .isInstanceOf(UnusableSuiteException.class)
        .hasMessageStartingWith("suite.yml line ")
        .hasMessageContainingAll(said)
        .message()
        .doesNotContain("\n");
  }

  private static String with(String from, String to) {
    return """
    dialogues:
      - id: one
        shopper: wu
        at: "10:30"
        opens: [你好]
        facts: {item: 草莓}
        goal: quality.spoiled
        outcome: {kind: handoff, group: aftersale, priority: urgent, faq: [fee], effect: none}
    """
        .replace(from, to);
  }

  @Test
  void whatIsWrongIsToldWithLineAndDialogue() {
    assertThat(Suites.read(with("", "")).dialogues()).hasSize(1);
    isRefused(with("shopper: wu", "shopper: nobody"), "line 3 (dialogue one)", "nobody");
    isRefused(with("10:30", "25:30"), "line 4 (dialogue one)", "25:30");
    isRefused(with("opens: [你好]", "opens: []"), "line 5 (dialogue one)", "opens with nothing");
    isRefused(with("opens: [你好]", "opens: [{a: b}]"), "line 5 (dialogue one)", "no text");
    isRefused(with("item: 草莓", "thing: 草莓"), "line 6 (dialogue one)", "thing");
    isRefused(with("item: 草莓", "item: []"), "line 6 (dialogue one)", "says nothing");
    isRefused(with("quality.spoiled", "quality.nice"), "line 7 (dialogue one)", "quality.nice");
    isRefused(with("kind: handoff", "kind: stuck"), "line 8 (dialogue one)", "stuck");
    isRefused(with("kind: handoff", "kind: resolved"), "line 8 (dialogue one)", "only a handoff");
    isRefused(with("group: aftersale", "group: x"), "line 8 (dialogue one)", "unknown group x");
    isRefused(with("urgent", "soon"), "line 8 (dialogue one)", "soon");
    isRefused(with("[fee]", "[nope]"), "line 8 (dialogue one)", "no entry nope");
    isRefused(with("effect: none", "effect: all"), "line 8 (dialogue one)", "not all");
    isRefused(with("effect: none", "effect: {gift: {}}"), "line 8 (dialogue one)", "gift");
    isRefused(with("effect: none", "effect: {urge: {item: x}}"), "line 8 (dialogue one)", "item");
    isRefused(with("effect: none", "effect: {urge: {}}"), "line 8 (dialogue one)", "urge");
    isRefused(
        with("effect: none", "effect: {coupon: {amount: much}}"), "line 8 (dialogue one)", "much");
    isRefused(with("goal:", "gaol:"), "line 7", "unknown field gaol");
    isRefused(with("    goal: quality.spoiled\n", ""), "line 2 (dialogue one)", "goal is missing");
    isRefused(with("goal: quality.spoiled", "at: \"11:00\""), "line 7", "twice");
  }

  @Test
  void twoDialoguesOfOneNameAreRefused() {
    String one = with("", "");
    isRefused(one + one.replace("dialogues:\n", ""), "line 9", "one stands there twice");
  }

  @Test
  void whatIsNoSuiteIsRefused() {
    isRefused("", "no dialogues");
    isRefused("dialogues: []", "no dialogues");
    isRefused("a: [", "no YAML");
    isRefused("- a", "a map of dialogues");
    isRefused("other: 1", "unknown field other");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path missing = place.resolve("none.yml");
    assertThatThrownBy(() -> Suite.read(missing, Suites.KNOWN))
        .isInstanceOf(UnusableSuiteException.class)
        .hasMessage(missing + ": there is no such file");
    Path gbk = Files.write(place.resolve("gbk.yml"), new byte[] {(byte) 0xC4, (byte) 0xE3});
    assertThatThrownBy(() -> Suite.read(gbk, Suites.KNOWN)).hasMessage(gbk + ": not UTF-8");
    Path good = Files.writeString(place.resolve("good.yml"), with("", ""), StandardCharsets.UTF_8);
    assertThat(Suite.read(good, Suites.KNOWN).dialogues()).hasSize(1);
  }
}
