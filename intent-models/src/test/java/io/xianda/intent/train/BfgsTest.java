package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BfgsTest {

  @Test
  void itFindsTheLowestPointOfANarrowValley() {
    // (x - 3)^2 + 100 (y + 2)^2
    float[] found =
        Bfgs.minimise(
            (at, gradient) -> {
              gradient[0] = 2 * (at[0] - 3);
              gradient[1] = 200 * (at[1] + 2);
              return (at[0] - 3) * (at[0] - 3) + 100 * (at[1] + 2) * (at[1] + 2);
            },
            2,
            50);

    assertThat(found[0]).isCloseTo(3, within(1e-3f));
    assertThat(found[1]).isCloseTo(-2, within(1e-3f));
  }

  @Test
  void itNeverGoesUphill() {
    double[] last = {Double.POSITIVE_INFINITY};
    for (int steps = 1; steps < 12; steps++) {
      float[] found = Bfgs.minimise(BfgsTest::curved, 3, steps);
      double value = curved(found, new float[3]);
      assertThat(value).isLessThanOrEqualTo(last[0]);
      last[0] = value;
    }
  }

  @Test
  void itStaysWhereThereIsNothingToGain() {
    float[] found =
        Bfgs.minimise(
            (at, gradient) -> {
              gradient[0] = 0;
              return 7;
            },
            1,
            10);

    assertThat(found).containsExactly(0f);
  }

  private static double curved(float[] at, float[] gradient) {
    double value = 0;
    for (int i = 0; i < at.length; i++) {
      double x = at[i] - i - 1;
      value += Math.log(Math.cosh(x)) + 0.01 * x * x;
      gradient[i] = (float) (Math.tanh(x) + 0.02 * x);
    }
    return value;
  }
}
