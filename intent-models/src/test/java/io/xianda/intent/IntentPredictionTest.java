package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prediction ranks the intents and knows how sure it is. */
class IntentPredictionTest {

  private static final Intent ETA = new Intent("delivery.eta");
  private static final Intent TRACK = new Intent("delivery.track");

  private final IntentPrediction prediction =
      IntentPrediction.of(
          List.of(
              new ScoredIntent(TRACK, 0.3),
              new ScoredIntent(Intent.OUT_OF_SCOPE, 0.1),
              new ScoredIntent(ETA, 0.6)));

  @Test
  void theMostLikelyIntentComesFirst() {
    assertThat(prediction.ranked())
        .extracting(ScoredIntent::intent)
        .containsExactly(ETA, TRACK, Intent.OUT_OF_SCOPE);
    assertThat(prediction.best()).isEqualTo(new ScoredIntent(ETA, 0.6));
  }

  @Test
  void whatIsNotOutOfScopeIsInScope() {
    assertThat(prediction.inScope()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void theMarginIsTheLeadOfTheBest() {
    assertThat(prediction.margin()).isCloseTo(0.3, within(1e-12));
    assertThat(IntentPrediction.of(List.of(new ScoredIntent(ETA, 0.4))).margin()).isEqualTo(1);
  }

  @Test
  void anIntentThatTheModelDoesNotKnowHasNoProbability() {
    assertThat(prediction.of(TRACK)).isEqualTo(0.3);
    assertThat(prediction.of(new Intent("invoice"))).isZero();
  }

  @Test
  void aPredictionRanksAtLeastOneIntent() {
    assertThatIllegalArgumentException().isThrownBy(() -> IntentPrediction.of(List.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoProbabilityIsRejected(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ScoredIntent(ETA, value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntentPrediction(List.of(new ScoredIntent(ETA, 1)), value));
  }
}
