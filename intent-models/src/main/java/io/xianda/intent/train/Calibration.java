package io.xianda.intent.train;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Makes probabilities mean what they say: one temperature for all classes (Guo et al., ICML 2017),
 * fitted on predictions for held-out folds.
 *
 * @param temperature the logits are divided by it
 */
record Calibration(double temperature) {

  /** Fits to the held-out logits. */
  static Calibration fit(List<float[]> logits, int[] labels, int classes) {
    return new Calibration(goldenSection(t -> classLoss(logits, labels, classes, t)));
  }

  private static double classLoss(
      List<float[]> logits, int[] labels, int classes, double temperature) {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      float[] row = logits.get(i);
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        max = Math.max(max, row[k] / temperature);
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += StrictMath.exp(row[k] / temperature - max);
      }
      loss += StrictMath.log(sum) + max - row[labels[i]] / temperature;
    }
    return loss;
  }

  private static double goldenSection(DoubleUnaryOperator loss) {
    double ratio = (StrictMath.sqrt(5) - 1) / 2;
    double low = 0.1;
    double high = 5;
    for (int i = 0; i < 40; i++) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (loss.applyAsDouble(left) < loss.applyAsDouble(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  /** Calibrated class probabilities. */
  double[] probabilities(float[] logits, int classes) {
    float[] scaled = new float[classes];
    for (int k = 0; k < classes; k++) {
      scaled[k] = (float) (logits[k] / temperature);
    }
    SoftmaxRegression.softmax(scaled, classes);
    double[] out = new double[classes];
    for (int k = 0; k < classes; k++) {
      out[k] = scaled[k];
    }
    return out;
  }
}
