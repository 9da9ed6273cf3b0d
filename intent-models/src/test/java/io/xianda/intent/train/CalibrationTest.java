package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calibration makes a boaster modest and a timid model bold. */
class CalibrationTest {

  @Test
  void aModelThatIsSurerThanRightIsCooledToItsHitRate() {
    // says 0.98 and is right in three of four
    Calibration calibration = Calibration.fit(logits(4, 400), labels(400, 4), 2);

    assertThat(calibration.temperature()).isGreaterThan(1);
    assertThat(calibration.probabilities(new float[] {4, 0}, 2)[0]).isCloseTo(0.75, within(0.005));
  }

  @Test
  void aModelThatIsLessSureThanRightIsSharpenedToItsHitRate() {
    // says 0.57 and is right in three of four
    Calibration calibration = Calibration.fit(logits(0.3f, 400), labels(400, 4), 2);

    assertThat(calibration.temperature()).isLessThan(1);
    assertThat(calibration.probabilities(new float[] {0.3f, 0}, 2)[0])
        .isCloseTo(0.75, within(0.005));
  }

  @Test
  void theOrderOfTheClassesStays() {
    double[] probabilities = new Calibration(3).probabilities(new float[] {1, 5, 3}, 3);

    assertThat(probabilities[1]).isGreaterThan(probabilities[2]);
    assertThat(probabilities[2]).isGreaterThan(probabilities[0]);
    assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-6));
  }

  private static List<float[]> logits(float lead, int n) {
    List<float[]> logits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      logits.add(new float[] {lead, 0});
    }
    return logits;
  }

  /** The first class, but every {@code other}th time the second. */
  private static int[] labels(int n, int other) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i += other) {
      labels[i] = 1;
    }
    return labels;
  }
}
