package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** How near a message is to the passages of an entry. */
class PassageTableTest {

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
    var table = new PassageTable(List.of(ENTRY), List.of("a", "b"), new float[][] {one, other});

    PassageTable.Nearness near = table.new Probe(one, Set.of()).to(0);

    assertThat(near.dense()).isCloseTo(1, within(1e-4));
    assertThat(near.support()).isCloseTo(1, within(1e-4));
    assertThat(near.denseAnswer()).isCloseTo(-0.6, within(1e-4));
  }

  @Test
  void aVectorLongerThanOneIsRefused() {
    float[][] vectors = {{1, 1}, {1, 0}};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PassageTable(List.of(ENTRY), List.of("a", "b"), vectors))
        .withMessageContaining("length");
  }

  private static double coverage(Set<String> message, String question) {
    float[] any = {1};
    var table = new PassageTable(List.of(ENTRY), List.of(question, ""), new float[][] {any, any});
    return table.new Probe(any, message).to(0).coverage();
  }
}
