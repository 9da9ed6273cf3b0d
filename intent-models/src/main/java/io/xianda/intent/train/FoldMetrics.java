package io.xianda.intent.train;

import io.xianda.intent.Intent;
import io.xianda.intent.IntentPrediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What held-out predictions are worth: accuracy, macro F1, calibration error, and telling in scope
 * from out of scope.
 */
public final class FoldMetrics {

  private static final int BINS = 15;

  private FoldMetrics() {}

  static Map<String, Double> of(
      List<IntentPrediction> predictions, List<TrainingMessage> messages) {
    List<Intent> truth = messages.stream().map(TrainingMessage::intent).toList();
    List<Intent> best = predictions.stream().map(p -> p.best().intent()).toList();
    double[] confidence = predictions.stream().mapToDouble(p -> p.best().probability()).toArray();
    boolean[] right = new boolean[truth.size()];
    boolean[] inScope = new boolean[truth.size()];
    int hits = 0;
    for (int i = 0; i < right.length; i++) {
      right[i] = truth.get(i).equals(best.get(i));
      inScope[i] = !truth.get(i).equals(Intent.OUT_OF_SCOPE);
      hits += right[i] ? 1 : 0;
    }
    double[] scores = predictions.stream().mapToDouble(IntentPrediction::inScope).toArray();
    return Map.of(
        "accuracy", rounded(hits / (double) right.length),
        "macro_f1", rounded(macroF1(truth, best)),
        "ece", rounded(expectedCalibrationError(confidence, right)),
        "oos_auroc", rounded(auroc(scores, inScope)));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  /** Mean F1 over the labels that are present in {@code truth}. */
  public static <L> double macroF1(List<L> truth, List<L> predicted) {
    Map<L, int[]> counts = new HashMap<>();
    for (int i = 0; i < truth.size(); i++) {
      int[] of = counts.computeIfAbsent(truth.get(i), l -> new int[3]);
      of[2]++;
      if (truth.get(i).equals(predicted.get(i))) {
        of[0]++;
      }
      counts.computeIfAbsent(predicted.get(i), l -> new int[3])[1]++;
    }
    return counts.values().stream()
        .filter(c -> c[2] > 0)
        .mapToDouble(c -> 2.0 * c[0] / (c[1] + c[2]))
        .average()
        .orElse(0);
  }

  /** Expected calibration error over 15 bins of equal width (Naeini et al. 2015). */
  public static double expectedCalibrationError(double[] confidence, boolean[] right) {
    double[] sum = new double[BINS];
    double[] hits = new double[BINS];
    int[] n = new int[BINS];
    for (int i = 0; i < confidence.length; i++) {
      int bin = Math.min(BINS - 1, (int) (confidence[i] * BINS));
      sum[bin] += confidence[i];
      hits[bin] += right[i] ? 1 : 0;
      n[bin]++;
    }
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      error += Math.abs(sum[b] - hits[b]);
    }
    return confidence.length == 0 ? 0 : error / confidence.length;
  }

  /**
   * Probability that a positive scores above a negative, ties counting half; 0.5 when one of both
   * is missing.
   */
  public static double auroc(double[] scores, boolean[] positive) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(scores[a], scores[b]));
    double rankSum = 0;
    long positives = 0;
    for (int i = 0; i < order.size(); ) {
      int j = i;
      while (j < order.size() && scores[order.get(j)] == scores[order.get(i)]) {
        j++;
      }
      double rank = (i + j + 1) / 2.0;
      for (int k = i; k < j; k++) {
        if (positive[order.get(k)]) {
          rankSum += rank;
          positives++;
        }
      }
      i = j;
    }
    long negatives = scores.length - positives;
    return positives == 0 || negatives == 0
        ? 0.5
        : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }
}
