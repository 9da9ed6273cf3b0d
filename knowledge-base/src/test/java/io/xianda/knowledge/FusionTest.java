package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xianda.knowledge.Fusion.Fused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** One ranking is made of two. */
class FusionTest {

  @Test
  void theFirstOfBothIsAsGoodAsCanBe() {
    Fused<String> best =
        Fusion.best(ranking("a", 8, "b", 4), ranking("a", 0.9, "c", 0.8), 3).getFirst();

    assertThat(best).isEqualTo(new Fused<>("a", 1, 1));
  }

  @Test
  void whatBothHaveFoundComesBeforeWhatOneHasFound() {
    assertThat(Fusion.best(ranking("a", 8, "b", 4), ranking("c", 0.9, "b", 0.8), 3))
        .extracting(Fused::key)
        .containsExactly("b", "a", "c");
  }

  @Test
  void scoresByWordsAreSharesOfTheBest() {
    List<Fused<String>> best = Fusion.best(ranking("a", 8, "b", 2), ranking("c", 0.9), 3);

    assertThat(best).extracting(Fused::key).containsExactly("a", "c", "b");
    assertThat(best).extracting(Fused::lexical).containsExactly(1.0, 0.0, 0.25);
  }

  @Test
  void ranksAndNotScoresDecide() {
    assertThat(Fusion.best(ranking(), ranking("a", 0.9, "b", 0.1), 3))
        .extracting(Fused::fused)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(0.5),
            second -> assertThat(second).isCloseTo(0.5 * 21 / 22, within(1e-9)));
  }

  @Test
  void noMoreComeThanWereAskedFor() {
    assertThat(Fusion.best(ranking("a", 8, "b", 2), ranking("c", 0.9), 2)).hasSize(2);
    assertThat(Fusion.best(ranking(), ranking(), 2)).isEmpty();
  }

  /** Keys and scores, in turn. */
  private static SequencedMap<String, Double> ranking(Object... keysAndScores) {
    SequencedMap<String, Double> ranking = new LinkedHashMap<>();
    for (int i = 0; i < keysAndScores.length; i += 2) {
      ranking.put((String) keysAndScores[i], ((Number) keysAndScores[i + 1]).doubleValue());
    }
    return ranking;
  }
}
