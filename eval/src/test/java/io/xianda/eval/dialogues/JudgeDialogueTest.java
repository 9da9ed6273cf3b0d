package io.xianda.eval.dialogues;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import io.xianda.order.Effect;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What became of a dialogue, against what had to. */
class JudgeDialogueTest {

  private static final Happened HANDED =
      new Happened.HandedOver(new SkillGroup("logistics"), Priority.NORMAL);
  private static final Happened TICKET =
      new Happened.Ticketed(new SkillGroup("aftersale"), Priority.NORMAL);
  private static final Happened FEE = new Happened.Knew(new EntryId("fee"));
  private static final Happened RULE = new Happened.Knew(new EntryId("spoiled-rule"));
  private static final Effect URGED = new Effect.Urge("XM1");

  /** A talk in which this happened and this was shown. */
  private static Talked talk(List<Happened> happened, List<Effect> effects, String... shown) {
    return new Talked(
        List.of(
            new Talked.Exchange(
                List.of("你好"),
                new Heard(
                    Arrays.stream(shown).map(text -> (Part) new Part.Text(text)).toList(),
                    Optional.empty(),
                    happened))),
        effects.stream().map(Change::of).toList(),
        false);
  }

  private static Kind kind(List<Happened> happened, Effect... effects) {
    return judged("{kind: resolved}", talk(happened, List.of(effects))).actual().kind();
  }

  private static Judged judged(String outcome, Talked talked) {
    return JudgeDialogue.judge(Suites.expecting(outcome), talked);
  }

  private static void matches(String effect, Effect... effects) {
    assertThat(changes(effect, effects)).as(effect).isTrue();
  }

  private static void doesNotMatch(String effect, Effect... effects) {
    assertThat(changes(effect, effects)).as(effect).isFalse();
  }

  private static boolean changes(String effect, Effect... effects) {
    return judged(
            "{kind: resolved, effect: " + effect + "}",
            talk(List.of(new Happened.Finished()), List.of(effects)))
        .passed();
  }

  private static Effect refund(String item, String amount, boolean automatic) {
    return new Effect.Refund(
        "XM1", item, new BigDecimal(amount), automatic, "quality.spoiled", List.of());
  }

  @Test
  void theStrongestThingThatHappenedIsTheKind() {
    var finished = new Happened.Finished();
    var declined = new Happened.Declined();
    var abstained = new Happened.Abstained();
    var social = new Happened.Socialised();
    assertThat(kind(List.of(finished, TICKET, HANDED), URGED)).isEqualTo(Kind.HANDOFF);
    assertThat(kind(List.of(declined, TICKET), URGED)).isEqualTo(Kind.TICKET);
    assertThat(kind(List.of(declined), URGED)).as("a change").isEqualTo(Kind.RESOLVED);
    assertThat(kind(List.of(FEE, declined, finished))).isEqualTo(Kind.DECLINED);
    assertThat(kind(List.of(abstained, FEE))).isEqualTo(Kind.RESOLVED);
    assertThat(kind(List.of(abstained, finished))).as("called off").isEqualTo(Kind.RESOLVED);
    assertThat(kind(List.of(social, abstained))).isEqualTo(Kind.ABSTAINED);
    assertThat(kind(List.of(social))).isEqualTo(Kind.RESOLVED);
    assertThat(kind(List.of(new Happened.FollowedRule()))).isEqualTo(Kind.RESOLVED);
    assertThat(kind(List.of(new Happened.Waited()))).isEqualTo(Kind.ABSTAINED);
  }

  @Test
  void anAdmittedGapIsAnAnswerOnlyWhereNoEntryWasDue() {
    Talked gap = talk(List.of(new Happened.AdmittedGap(), new Happened.Socialised()), List.of());
    assertThat(judged("{kind: resolved}", gap).passed()).isTrue();
    assertThat(judged("{kind: resolved, faq: [fee]}", gap).actual().kind())
        .isEqualTo(Kind.ABSTAINED);
  }

  @Test
  void whatIsStuckIsNothingElse() {
    Talked talked = talk(List.of(HANDED), List.of());
    assertThat(
            judged("{kind: resolved}", new Talked(talked.exchanges(), List.of(), true))
                .actual()
                .kind())
        .isEqualTo(Kind.STUCK);
  }

  @Test
  void groupAndPriorityAreThoseOfTheHandOffOrElseOfTheTicket() {
    Talked both = talk(List.of(TICKET, HANDED), List.of());
    assertThat(judged("{kind: handoff, group: logistics, priority: normal}", both).passed())
        .isTrue();
    assertThat(judged("{kind: handoff, group: aftersale, priority: urgent}", both).problems())
        .containsExactly(
            "The group is logistics and not aftersale.", "The priority is normal and not urgent.");
    assertThat(
            judged("{kind: ticket, group: aftersale}", talk(List.of(TICKET), List.of())).passed())
        .isTrue();
  }

  @Test
  void everyEffectIsComparedInItsOwnWords() {
    matches("{cancel: {order: XM1}}", new Effect.Cancel("XM1"));
    doesNotMatch("{cancel: {order: XM2}}", new Effect.Cancel("XM1"));
    matches("{address: {order: XM1, contains: 3幢 801}}", new Effect.Readdress("XM1", "长河路3 幢801室"));
    doesNotMatch("{address: {order: XM1, contains: 2幢}}", new Effect.Readdress("XM1", "长河路3幢"));
    Effect evening =
        new Effect.Reschedule(
            "XM1", Instant.parse("2026-06-15T09:00:00Z"), Instant.parse("2026-06-15T10:00:00Z"));
    matches("{time: {order: XM1, contains: \"17:00\"}}", evening);
    doesNotMatch("{time: {order: XM1, contains: \"18:00\"}}", evening);
    matches("{urge: {order: XM1}}", URGED);
    matches(
        "{reship: {order: XM1, item: egg}}", new Effect.Reship("XM1", "egg", 1, "x", List.of()));
    doesNotMatch(
        "{reship: {order: XM1, item: tofu}}", new Effect.Reship("XM1", "egg", 1, "x", List.of()));
    matches("{withdraw: {refund: RF1}}", new Effect.Withdraw("XM1", "RF1"));
    doesNotMatch("{withdraw: {refund: RF2}}", new Effect.Withdraw("XM1", "RF1"));
    matches("{note: {order: XM1, contains: 别按门铃}}", new Effect.Annotate("XM1", "请别按门铃"));
    matches(
        "{refund: {order: XM1, item: egg, amount: 4.47, auto: true}}", refund("egg", "4.47", true));
    doesNotMatch(
        "{refund: {order: XM1, item: egg, amount: 4.47, auto: false}}",
        refund("egg", "4.47", true));
    doesNotMatch("{urge: {order: XM1}}", new Effect.Cancel("XM1"));
  }

  @Test
  void amountsMayDifferByTwoCents() {
    Effect coupon = new Effect.Compensate("XM1", new BigDecimal("5.00"));
    matches("{coupon: {order: XM1, amount: 5}}", coupon);
    matches("{coupon: {order: XM1, amount: 5.02}}", coupon);
    matches("{coupon: {order: XM1, amount: 4.98}}", coupon);
    doesNotMatch("{coupon: {order: XM1, amount: 5.03}}", coupon);
    doesNotMatch("{coupon: {order: XM1, amount: 4.97}}", coupon);
  }

  @Test
  void allThatChangedHasToBeExpectedAndAllThatIsExpectedHasToChange() {
    matches("none");
    doesNotMatch("none", URGED);
    doesNotMatch("{urge: {order: XM1}}");
    doesNotMatch("{urge: {order: XM1}}", URGED, new Effect.Cancel("XM1"));
    matches(
        "{refund: [{item: egg}, {item: tofu}], urge: {order: XM1}}",
        URGED,
        refund("tofu", "1", true),
        refund("egg", "2", true));
    doesNotMatch("{refund: [{item: egg}, {item: egg}]}", refund("egg", "1", true));
  }

  @Test
  void twoThatWouldTakeTheSameChangeAreTriedEitherWay() {
    matches(
        "{note: [{order: XM1}, {contains: 门铃}]}",
        new Effect.Annotate("XM1", "别按门铃"),
        new Effect.Annotate("XM1", "放门口"));
  }

  @Test
  void theLastAnswerHasToBeOneOfThoseThatWereExpected() {
    assertThat(judged("{kind: resolved, faq: [fee]}", talk(List.of(RULE, FEE), List.of())).passed())
        .isTrue();
    assertThat(
            judged("{kind: resolved, faq: [fee]}", talk(List.of(FEE, RULE), List.of())).problems())
        .containsExactly("The last answer is spoiled-rule and none of [fee].");
    assertThat(
            judged(
                    "{kind: resolved, faq: [fee]}",
                    talk(List.of(new Happened.Finished()), List.of()))
                .problems())
        .containsExactly("The last answer is no entry and none of [fee].");
  }

  @Test
  void whatIsMentionedIsComparedWithoutAnyWhitespace() {
    Talked talked = talk(List.of(FEE), List.of(), "退款 9.97　元", "已受理");
    assertThat(judged("{kind: resolved, mentions: [9.97元, 已 受理]}", talked).passed()).isTrue();
    assertThat(judged("{kind: resolved, mentions: [元已受理]}", talked).problems())
        .containsExactly("No message says “元已受理”.");
    assertThat(judged("{kind: resolved, never: [款9.97]}", talked).problems())
        .containsExactly("A message says “款9.97”.");
  }

  @Test
  void theMetricsCountWhatTheContractSays() {
    DialogueMetrics metrics =
        DialogueMetrics.of(
            List.of(
                judged("{kind: resolved}", talk(List.of(FEE), List.of())),
                judged("{kind: resolved, mentions: [x]}", talk(List.of(FEE), List.of())),
                judged("{kind: declined}", talk(List.of(HANDED), List.of())),
                judged("{kind: ticket}", talk(List.of(FEE), List.of())),
                judged("{kind: handoff}", talk(List.of(TICKET), List.of())),
                judged("{kind: abstained}", talk(List.of(new Happened.Abstained()), List.of()))));

    assertThat(metrics).isEqualTo(new DialogueMetrics(6, 2 / 6.0, 2 / 3.0, 2 / 4.0, 1, 1));
  }
}
