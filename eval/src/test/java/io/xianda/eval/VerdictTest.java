package io.xianda.eval;

import static io.xianda.eval.EvalMessages.Verdict.ESCALATED;
import static io.xianda.eval.EvalMessages.Verdict.HELPED;
import static io.xianda.eval.EvalMessages.Verdict.RIGHT;
import static io.xianda.eval.EvalMessages.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.dialogue.Decision;
import io.xianda.dialogue.Offer;
import io.xianda.flow.FlowStep;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The evaluation contract's verdicts, decision by decision. */
class VerdictTest {

  private static final IntentCatalog CATALOG = IntentCatalog.shipped();

  @Test
  void anAnswerIsRightOnlyWithAnEntryThatWasAskedFor() {
    assertThat(of("invoice", List.of("invoice-how"), answer("invoice-how"))).isEqualTo(RIGHT);
    assertThat(of("invoice", List.of("invoice-how"), answer("invoice-paper"))).isEqualTo(WRONG);
    assertThat(of("invoice", List.of(), answer("invoice-how"))).isEqualTo(WRONG);
  }

  @Test
  void aFlowIsRightWhenItServesTheIntentOrOneThatCountsAsWell() {
    Decision eta =
        new Decision.Progress(
            new Intent("delivery.eta"),
            new FlowStep.Finished(List.of(new Part.Text("好")), FlowStep.Ending.ANSWERED, null),
            true);
    assertThat(of("delivery.eta", List.of(), eta)).isEqualTo(RIGHT);
    assertThat(of("delivery.late", List.of(), eta)).isEqualTo(WRONG);
    var also =
        new EvalMessages.Labelled(
            "x",
            new Intent("delivery.track"),
            List.of(new Intent("delivery.track"), new Intent("delivery.eta")),
            List.of(),
            "logistics");
    assertThat(EvalMessages.verdict(also, eta, CATALOG)).isEqualTo(RIGHT);
  }

  @Test
  void aHandoffIsRightWhereAPersonIsDueAndElseAnEscalation() {
    Decision handOver =
        new Decision.HandOver(
            new Handoff(new SkillGroup("general"), Priority.NORMAL, "service.human"));
    assertThat(of("service.human", List.of(), handOver)).isEqualTo(RIGHT);
    assertThat(of("quality.safety", List.of(), handOver)).isEqualTo(RIGHT);
    assertThat(of("quality.spoiled", List.of(), handOver)).isEqualTo(ESCALATED);
    assertThat(of("oos", List.of(), handOver)).isEqualTo(ESCALATED);
  }

  @Test
  void aCourtesyIsRightOnlyWhereOneWasMeant() {
    Decision social = new Decision.Socialise(new Intent("chat.thanks"));
    assertThat(of("chat.thanks", List.of(), social)).isEqualTo(RIGHT);
    assertThat(of("invoice", List.of("invoice-how"), social)).isEqualTo(WRONG);
  }

  @Test
  void anAbstentionIsRightOnlyOutOfScope() {
    assertThat(of("oos", List.of(), new Decision.Abstain())).isEqualTo(RIGHT);
    assertThat(of("invoice", List.of("invoice-how"), new Decision.Abstain())).isEqualTo(WRONG);
  }

  @Test
  void admittingAGapIsRightOnlyWhereTheShopHasNoEntry() {
    Decision gap = new Decision.AdmitGap(new Intent("product.spec"));
    assertThat(of("product.spec", List.of(), gap)).isEqualTo(RIGHT);
    assertThat(of("product.spec", List.of("spec-origin"), gap)).isEqualTo(WRONG);
    assertThat(of("quality.spoiled", List.of(), gap)).isEqualTo(WRONG);
  }

  @Test
  void aQuestionHelpsWhenItOffersWhatWasMeant() {
    Decision entries = new Decision.Clarify(List.of(new Offer.OfEntry("怎么开发票？", "invoice-how")));
    Decision intents = new Decision.Clarify(List.of(new Offer.OfIntent("预计送达时间", "delivery.eta")));
    assertThat(of("invoice", List.of("invoice-how"), entries)).isEqualTo(HELPED);
    assertThat(of("invoice", List.of("invoice-paper"), entries)).isEqualTo(WRONG);
    assertThat(of("delivery.eta", List.of(), intents)).isEqualTo(HELPED);
    assertThat(of("delivery.late", List.of(), intents)).isEqualTo(WRONG);
  }

  private static EvalMessages.Verdict of(String intent, List<String> faq, Decision decision) {
    Intent label = new Intent(intent);
    var message = new EvalMessages.Labelled("x", label, List.of(label), faq, "general");
    return EvalMessages.verdict(message, decision, CATALOG);
  }

  private static Decision answer(String entry) {
    return new Decision.Answer(
        new Entry(new EntryId(entry), "invoice", "问", List.of(), "答", null), 0.9);
  }
}
