package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.dialogue.DialogueMemory.Reading;
import io.xianda.flow.Asks;
import io.xianda.flow.ClaimDraft;
import io.xianda.flow.Draft;
import io.xianda.flow.FlowState;
import io.xianda.flow.Problem;
import io.xianda.intent.slot.Fraction;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The memory between turns survives storage, and one that this version did not write is not guessed
 * at.
 */
class DialogueMemoryTest {

  private static final String STORED =
      """
      {"version":1,
       "flow":{"flow":"delivery.eta","waitsFor":"ORDER","attempts":2},
       "clarifications":1,
       "offers":[{"of":"entry","label":"怎么开发票？","entry":"invoice-how"},
                 {"of":"intent","label":"配送进度","intent":"delivery.track"}]}
      """;

  private static final DialogueMemory REMEMBERED =
      new DialogueMemory(
          1,
          new FlowState("delivery.eta", Asks.ORDER, 2, List.of(), null, Draft.EMPTY),
          null,
          1,
          List.of(
              new Offer.OfEntry("怎么开发票？", "invoice-how"),
              new Offer.OfIntent("配送进度", "delivery.track")),
          null,
          null,
          null,
          null,
          List.of(),
          List.of(),
          null);

  @Test
  void nothingStoredIsAFreshMemory() {
    assertThat(DialogueMemory.read(null)).isEqualTo(new Reading.Known(DialogueMemory.fresh()));
  }

  @Test
  void whatConversationsOfVersionOneHoldIsRead() {
    assertThat(DialogueMemory.read(STORED)).isEqualTo(new Reading.Known(REMEMBERED));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(DialogueMemory.read(REMEMBERED.toJson())).isEqualTo(new Reading.Known(REMEMBERED));
  }

  @ParameterizedTest
  @EnumSource(Asks.class)
  void whateverATaskWaitsForIsKept(Asks asked) {
    DialogueMemory memory =
        DialogueMemory.fresh()
            .with(
                new FlowState(
                    "delivery.track", asked, 1, List.of("XM2606150003"), null, Draft.EMPTY));

    assertThat(DialogueMemory.read(memory.toJson())).isEqualTo(new Reading.Known(memory));
  }

  @Test
  void fieldsOfALaterBuildOfTheSameVersionAreIgnored() {
    String more = STORED.replace("\"version\":1,", "\"version\":1,\"mood\":\"fine\",");

    assertThat(DialogueMemory.read(more)).isEqualTo(new Reading.Known(REMEMBERED));
  }

  @Test
  void anotherVersionIsUnknown() {
    assertThat(DialogueMemory.read(STORED.replace("\"version\":1", "\"version\":4")))
        .isEqualTo(new Reading.Unknown());
  }

  @Property(tries = 200, seed = "20260615")
  void anyMemorySurvivesStorage(@ForAll("memories") DialogueMemory memory) {
    assertThat(DialogueMemory.read(memory.toJson())).isEqualTo(new Reading.Known(memory));
  }

  @Property(tries = 300, seed = "20260615")
  void noStoredTextMakesReadingFail(@ForAll String stored) {
    assertThat(DialogueMemory.read(stored)).isEqualTo(new Reading.Unknown());
  }

  @Provide
  Arbitrary<DialogueMemory> memories() {
    Arbitrary<String> words = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<FlowState> flows =
        Combinators.combine(
                words,
                Arbitraries.of(Asks.class),
                Arbitraries.integers().between(1, 9),
                words.list().ofMaxSize(3),
                words.injectNull(0.3),
                drafts())
            .as(FlowState::new);
    Arbitrary<Offer> offers =
        Arbitraries.oneOf(
            Combinators.combine(words, words).as(Offer.OfEntry::new),
            Combinators.combine(words, words).as(Offer.OfIntent::new),
            Combinators.combine(words, words).as(Offer.NoneOfThese::new),
            Combinators.combine(words, words, words).as(Offer.OfTicket::new));
    return Combinators.combine(
            flows.injectNull(0.3),
            flows.injectNull(0.7),
            Arbitraries.integers().between(0, 9),
            offers.list().ofMaxSize(3),
            words.injectNull(0.5),
            words.injectNull(0.5).list().ofSize(3),
            words.list().ofMaxSize(3))
        .as((flow, suspended, count, list, last, about, photos) ->
            new DialogueMemory(
                DialogueMemory.VERSION,
                flow,
                suspended,
                count,
                list,
                last,
                about.get(0),
                about.get(1),
                about.get(2),
                photos,
                photos,
                last == null ? null : new Patience(last, count, count)));
  }

  private static Arbitrary<Draft> drafts() {
    Arbitrary<String> words = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<ClaimDraft.Line> lines =
        Combinators.combine(
                words,
                Arbitraries.of(Problem.class),
                Arbitraries.integers().between(1, 9).map(n -> new Fraction(n, 10)).injectNull(0.3),
                Arbitraries.of(true, false),
                words.list().ofMaxSize(2))
            .as((item, problem, part, flag, photos) ->
                new ClaimDraft.Line(
                    "XM2606150001", item, problem, part, flag, photos, flag, !flag));
    return Arbitraries.oneOf(
        words.map(Draft.Words::new),
        words.map(Draft.NewAddress::new),
        words.map(Draft.ToWithdraw::new),
        Arbitraries.integers()
            .map(n -> new Draft.NewTime(Instant.ofEpochSecond(n), Instant.ofEpochSecond(n + 60))),
        Combinators.combine(
                words,
                lines.list().ofMaxSize(3),
                Arbitraries.of(true, false),
                Arbitraries.of(ClaimDraft.Stage.class))
            .as(ClaimDraft::new));
  }
}
