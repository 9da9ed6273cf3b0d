package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** How near a message is to the passages of an entry. */
class EntryCardTest {

  private static final Entry ENTRY =
      new Entry(new EntryId("any"), "invoice", "question", List.of(), "answer", null);

  @Test
  void coverageIsTheShareOfTheMessageThatIsFound() {
    assertThat(coverage(Set.of("退款", "到账"), "退款 多久")).isEqualTo(0.5);
    assertThat(coverage(Set.of("退款"), "退款 到账")).isEqualTo(1);
    assertThat(coverage(Set.of("退款"), "")).isZero();
    assertThat(coverage(Set.of(), "退款")).isZero();
  }

  @Property(tries = 500, seed = "20261122")
  void aMessageCoversItselfAndEveryLongerOne(
      @ForAll @StringLength(max = 40) String text, @ForAll @StringLength(max = 40) String more) {
    Set<String> message = TextAnalysis.distinctBigrams(text);

    assertThat(coverage(message, text + " " + more)).isEqualTo(message.isEmpty() ? 0 : 1);
  }

  @Test
  void cosinesAreExactToFourDigits() {
    float[] one = {0.6f, 0.8f};
    float[] other = {0.28f, -0.96f};
    EntryCard card = EntryCard.of(ENTRY, List.of("a", "b"), List.of(one, other));

    EntryCard.Nearness near = new EntryCard.Probe(one, Set.of()).to(card);

    assertThat(near.dense()).isCloseTo(1, within(1e-4));
    assertThat(near.support()).isCloseTo(1, within(1e-4));
    assertThat(near.denseAnswer()).isCloseTo(-0.6, within(1e-4));
  }

  @Test
  void aVectorLongerThanOneIsRefused() {
    float[] tooLong = {1, 1};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryCard.of(ENTRY, List.of("a", "b"), List.of(tooLong, tooLong)))
        .withMessageContaining("length");
  }

  @Test
  void aCardOfOtherPassagesThanTheEntryHasIsRefused() {
    float[] any = {1};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryCard.of(ENTRY, List.of("a"), List.of(any)))
        .withMessage("any has 2 passages, 1 texts, 1 vectors");
  }

  @Test
  void aCardIsReadAsItWasWritten() throws IOException {
    var entry =
        new Entry(
            new EntryId("harvest"),
            "promo.activity",
            "丰收节 😡 有什么活动",
            List.of("活动"),
            "满 {delivery.free_from} 减 10",
            "/pages/promo",
            null,
            List.of("怎么参加"),
            new Reach(Set.of("web"), Set.of("杭州"), Instant.parse("2026-06-01T00:00:00Z"), null));
    float[] one = {0.6f, 0.8f};
    EntryCard card = EntryCard.of(entry, List.of("x", "y", "z"), List.of(one, one, one));

    byte[] bytes = card.write();
    EntryCard read = EntryCard.read(bytes, 0, bytes.length);

    assertThat(read.entry()).isEqualTo(entry);
    assertThat(read.texts()).containsExactly("x", "y", "z");
    assertThat(read.vector(2)).containsExactly(card.vector(2));
    assertThat(read.write()).isEqualTo(bytes);
  }

  private static double coverage(Set<String> message, String question) {
    float[] any = {1};
    EntryCard card = EntryCard.of(ENTRY, List.of(question, ""), List.of(any, any));
    return new EntryCard.Probe(any, message).to(card).coverage();
  }
}
