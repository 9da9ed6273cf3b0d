package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xianda.intent.Intent;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ScoredIntent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The metrics agree with what one computes by hand. */
class FoldMetricsTest {

  private static final Intent ETA = new Intent("delivery.eta");

  @Test
  void allRightIsAMacroF1OfOne() {
    assertThat(FoldMetrics.macroF1(List.of("a", "b", "a"), List.of("a", "b", "a"))).isEqualTo(1);
  }

  @Test
  void allWrongIsAMacroF1OfZero() {
    assertThat(FoldMetrics.macroF1(List.of("a", "b"), List.of("b", "a"))).isZero();
  }

  @Test
  void theMacroF1IsTheMeanOverTheLabels() {
    // a: precision 2/3, recall 2/2, F1 0.8; b: precision 1/1, recall 1/2, F1 2/3
    assertThat(FoldMetrics.macroF1(List.of("a", "a", "b", "b"), List.of("a", "a", "a", "b")))
        .isCloseTo((0.8 + 2.0 / 3) / 2, within(1e-12));
  }

  @Test
  void aLabelThatIsOnlyPredictedDoesNotEnterTheMean() {
    // a: precision 1/1, recall 1/2, F1 2/3; c is no label of the truth
    assertThat(FoldMetrics.macroF1(List.of("a", "a"), List.of("a", "c")))
        .isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void nothingHasAMacroF1OfZero() {
    assertThat(FoldMetrics.macroF1(List.of(), List.of())).isZero();
  }

  @Test
  void confidenceThatComesTrueHasNoCalibrationError() {
    assertThat(
            FoldMetrics.expectedCalibrationError(
                new double[] {0.5, 0.5, 1, 1}, new boolean[] {true, false, true, true}))
        .isZero();
  }

  @Test
  void theCalibrationErrorIsTheGapWeightedByTheSizeOfTheBin() {
    // bin of 0.9: said 0.9, came true 0.5, gap 0.4, two of three; bin of 0.3: gap 0.3, one of three
    assertThat(
            FoldMetrics.expectedCalibrationError(
                new double[] {0.9, 0.9, 0.3}, new boolean[] {true, false, false}))
        .isCloseTo((2 * 0.4 + 0.3) / 3, within(1e-12));
  }

  @Test
  void gapsInDifferentBinsDoNotCancelOut() {
    assertThat(
            FoldMetrics.expectedCalibrationError(
                new double[] {0.2, 0.8}, new boolean[] {true, false}))
        .isCloseTo(0.8, within(1e-12));
  }

  @Test
  void fullAndNoConfidenceHaveBinsToo() {
    assertThat(
            FoldMetrics.expectedCalibrationError(new double[] {0, 1}, new boolean[] {false, false}))
        .isCloseTo(0.5, within(1e-12));
    assertThat(FoldMetrics.expectedCalibrationError(new double[0], new boolean[0])).isZero();
  }

  @Test
  void aPerfectOrderHasAnAurocOfOne() {
    assertThat(FoldMetrics.auroc(new double[] {0.1, 0.9, 0.2, 0.8}, bools(0, 1, 0, 1)))
        .isEqualTo(1);
  }

  @Test
  void aReversedOrderHasAnAurocOfZero() {
    assertThat(FoldMetrics.auroc(new double[] {0.9, 0.1}, bools(0, 1))).isZero();
  }

  @Test
  void oneSwappedPairOfFourIsAnAurocOfThreeQuarters() {
    assertThat(FoldMetrics.auroc(new double[] {0.1, 0.4, 0.35, 0.8}, bools(0, 0, 1, 1)))
        .isCloseTo(0.75, within(1e-12));
  }

  @Test
  void tiesCountHalf() {
    assertThat(FoldMetrics.auroc(new double[] {0.5, 0.5}, bools(0, 1))).isEqualTo(0.5);
    assertThat(FoldMetrics.auroc(new double[] {0.5, 0.5, 0.9}, bools(0, 1, 1))).isEqualTo(0.75);
  }

  @Test
  void oneKindAloneIsAnAurocOfAHalf() {
    assertThat(FoldMetrics.auroc(new double[] {0.1, 0.9}, bools(1, 1))).isEqualTo(0.5);
    assertThat(FoldMetrics.auroc(new double[] {0.1, 0.9}, bools(0, 0))).isEqualTo(0.5);
    assertThat(FoldMetrics.auroc(new double[0], new boolean[0])).isEqualTo(0.5);
  }

  @Test
  void thePredictionsOfAFoldAreSummedUp() {
    Map<String, Double> metrics =
        FoldMetrics.of(
            List.of(prediction(0.9), prediction(0.7), prediction(0.2), prediction(0.6)),
            List.of(
                message(ETA),
                message(ETA),
                message(Intent.OUT_OF_SCOPE),
                message(Intent.OUT_OF_SCOPE)));

    // three of four right; eta F1 0.8, oos F1 2/3; every in-scope score above every other
    assertThat(metrics)
        .containsEntry("accuracy", 0.75)
        .containsEntry("macro_f1", 0.7333)
        .containsEntry("oos_auroc", 1.0)
        .containsEntry("ece", 0.3)
        .hasSize(4);
  }

  private static IntentPrediction prediction(double eta) {
    return IntentPrediction.of(
        List.of(new ScoredIntent(ETA, eta), new ScoredIntent(Intent.OUT_OF_SCOPE, 1 - eta)));
  }

  private static TrainingMessage message(Intent intent) {
    return new TrainingMessage(intent, List.of(), "在吗");
  }

  private static boolean[] bools(int... values) {
    boolean[] out = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      out[i] = values[i] == 1;
    }
    return out;
  }
}
