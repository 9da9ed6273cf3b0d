package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.xianda.knowledge.AnswerRanker.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ranker learns from judged candidates which evidence means an answer. */
class AnswerRankerTest {

  @Test
  void separableCandidatesAreSeparated() {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      judged.add(new Judged(evidence(0.75 + 0.01 * i), true));
      judged.add(new Judged(evidence(0.35 + 0.01 * i), false));
    }

    AnswerRanker ranker = AnswerRanker.fit(judged, 21);

    assertThat(judged)
        .allSatisfy(one ->
            assertThat(ranker.probability(one.evidence(), true) > 0.5)
                .as("dense " + one.evidence().dense())
                .isEqualTo(one.answers()));
    assertThat(ranker.probability(evidence(0.95), true)).isGreaterThan(0.99);
    assertThat(ranker.probability(evidence(0.35), true)).isLessThan(0.01);
    assertThat(ranker.trainedOn()).isEqualTo(21);
  }

  @Test
  void aProbabilityIsHowOftenSuchCandidatesAnswer() {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      judged.add(new Judged(evidence(0.9), i % 5 != 0));
      judged.add(new Judged(evidence(0.5), i % 10 == 0));
    }

    AnswerRanker ranker = AnswerRanker.fit(judged, 400);

    assertThat(ranker.probability(evidence(0.9), true)).isCloseTo(0.8, within(0.01));
    assertThat(ranker.probability(evidence(0.5), true)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void theSameCandidatesGiveTheSameRanker() {
    List<Judged> judged = noisy();

    AnswerRanker one = AnswerRanker.fit(judged, 10);
    AnswerRanker two = AnswerRanker.fit(judged, 10);

    assertThat(two.known().weights()).isEqualTo(one.known().weights());
    assertThat(two.known().bias()).isEqualTo(one.known().bias());
    assertThat(two.unknown().weights()).isEqualTo(one.unknown().weights());
  }

  @Test
  void candidatesOfOneKindAloneStillGiveFiniteWeights() {
    AnswerRanker ranker =
        AnswerRanker.fit(
            List.of(new Judged(evidence(0.9), true), new Judged(evidence(0.8), true)), 1);

    assertThat(ranker.known().weights()).doesNotContain(Double.NaN);
    assertThat(ranker.probability(evidence(0.85), true)).isGreaterThan(0.5);
  }

  @Test
  void nothingLearnedMeansNothingKnown() {
    assertThat(AnswerRanker.fit(List.of(), 0).probability(evidence(0.9), true)).isEqualTo(0.5);
  }

  @Test
  void aRankerWithAnotherNumberOfWeightsSaysWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnswerRanker.Weights(new double[] {1, 2, 3}, 0))
        .withMessage(
            "the ranker has 3 weights, the features are %d; run bin/xianda train"
                .formatted(Evidence.SIZE));
  }

  @Test
  void theFeaturesAreAsManyAsTheWeights() {
    assertThat(evidence(0.9).features()).hasSize(Evidence.SIZE);
  }

  @Test
  void anIntentThatIsImpossibleStillGivesAProbability() {
    Evidence impossible = new Evidence(0.9, 0.9, 0.5, 5, 1, 1, 1, 0, 1, 0, 8);

    assertThat(AnswerRanker.shipped().probability(impossible, true)).isBetween(0.0, 1.0);
    assertThat(impossible.features()).doesNotContain(Double.NEGATIVE_INFINITY, Double.NaN);
  }

  @Test
  void theShippedRankerWasTrainedAndPrefersBetterEvidence() {
    AnswerRanker shipped = AnswerRanker.shipped();
    var good = new Evidence(0.95, 0.93, 0.6, 0.2, 1, 1, 1, 0.9, 1, 0, 8);
    var bad = new Evidence(0.45, 0.42, 0.4, -0.2, 0.2, 0.1, 0.3, 0.01, 1, 0, 8);

    assertThat(shipped.trainedOn()).isPositive();
    assertThat(shipped.probability(good, true)).isGreaterThan(0.8);
    assertThat(shipped.probability(bad, true)).isLessThan(0.05);
  }

  @Test
  void anEntryWithoutAnIntentIsJudgedByWhatIsSaid() {
    AnswerRanker shipped = AnswerRanker.shipped();
    var good = new Evidence(0.95, 0.93, 0.6, 0.2, 1, 1, 1, 0.5, 1, 0, 8);
    var bad = new Evidence(0.45, 0.42, 0.4, -0.2, 0.2, 0.1, 0.3, 0.5, 1, 0, 8);

    assertThat(shipped.probability(good, false)).isGreaterThan(0.7);
    assertThat(shipped.probability(bad, false)).isLessThan(0.1);
  }

  private static List<Judged> noisy() {
    var random = new Random(20261122);
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double dense = random.nextDouble();
      judged.add(
          new Judged(
              new Evidence(
                  dense,
                  dense - 0.1 * random.nextDouble(),
                  random.nextDouble(),
                  random.nextDouble() - 0.5,
                  random.nextDouble(),
                  random.nextDouble(),
                  random.nextDouble(),
                  random.nextDouble(),
                  1,
                  random.nextInt(3) - 1,
                  1 + random.nextInt(40)),
              random.nextDouble() < dense));
    }
    return judged;
  }

  /** Candidates that differ in the cosine alone. */
  private static Evidence evidence(double dense) {
    return new Evidence(dense, dense, 0.5, 0, 0.5, 0.5, 0.5, 0.5, 1, 0, 8);
  }
}
