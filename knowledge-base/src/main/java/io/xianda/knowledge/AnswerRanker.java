package io.xianda.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * The learned last step of a search: a logistic regression from the {@link Evidence} to the
 * probability that an entry answers the message. Immutable.
 *
 * @param known for entries whose intent is known
 * @param unknown for entries without an intent: fitted as if nobody knew what messages mean
 * @param trainedOn number of messages it was fitted on
 */
public record AnswerRanker(Weights known, Weights unknown, int trainedOn) {

  /**
   * A regression.
   *
   * @param weights one for each feature
   * @param bias the offset
   */
  @SuppressWarnings("ArrayRecordComponent") // read once from a file
  public record Weights(double[] weights, double bias) {

    public Weights {
      if (weights.length != Evidence.SIZE) {
        throw new IllegalArgumentException(
            "the ranker has %d weights, the features are %d; run bin/xianda train"
                .formatted(weights.length, Evidence.SIZE));
      }
    }

    private double probability(Evidence evidence) {
      double[] features = evidence.features();
      double sum = bias;
      for (int i = 0; i < features.length; i++) {
        sum += weights[i] * features[i];
      }
      return 1 / (1 + Math.exp(-sum));
    }
  }

  /** The ranker shipped with the product. */
  public static AnswerRanker shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            AnswerRanker.class.getResourceAsStream("ranker.json"), "ranker.json is missing")) {
      return JsonMapper.shared().readValue(in, AnswerRanker.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ranks by the cosine and the fused ranks alone: what retrieval starts from before anything was
   * learned.
   */
  public static AnswerRanker untrained() {
    var weights = new Weights(new double[] {8, 2, 4, 1, 1, 2, 0.3, 1, 0, 2, 0, 0, 0, 0, 0}, -8);
    return new AnswerRanker(weights, weights, 0);
  }

  /**
   * In (0, 1).
   *
   * @param intentKnown whether the entry has an intent
   */
  public double probability(Evidence evidence, boolean intentKnown) {
    return (intentKnown ? known : unknown).probability(evidence);
  }

  /** One judged pair of message and entry. */
  public record Judged(Evidence evidence, boolean answers) {}

  /**
   * Fits a ranker by Newton's method with a small L2 penalty; deterministic.
   *
   * @param judged candidates of searches, those that answer and those that do not
   * @param messages how many messages they come from
   */
  public static AnswerRanker fit(List<Judged> judged, int messages) {
    List<Judged> blind =
        judged.stream()
            .map(one -> new Judged(one.evidence().withoutIntent(), one.answers()))
            .toList();
    return new AnswerRanker(fit(judged), fit(blind), messages);
  }

  private static Weights fit(List<Judged> judged) {
    int n = Evidence.SIZE + 1;
    double[] w = new double[n];
    for (int round = 0; round < 25; round++) {
      double[] gradient = new double[n];
      double[][] hessian = new double[n][n];
      for (int i = 0; i < n; i++) {
        gradient[i] = 1e-3 * w[i];
        hessian[i][i] = 1e-3;
      }
      for (Judged one : judged) {
        double[] features = one.evidence().features();
        double[] x = new double[n];
        System.arraycopy(features, 0, x, 0, features.length);
        x[n - 1] = 1;
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += w[i] * x[i];
        }
        double p = 1 / (1 + StrictMath.exp(-sum));
        double error = p - (one.answers() ? 1 : 0);
        for (int i = 0; i < n; i++) {
          gradient[i] += error * x[i];
          for (int j = 0; j < n; j++) {
            hessian[i][j] += p * (1 - p) * x[i] * x[j];
          }
        }
      }
      double[] step = solve(hessian, gradient);
      for (int i = 0; i < n; i++) {
        w[i] -= step[i];
      }
    }
    return new Weights(java.util.Arrays.copyOf(w, Evidence.SIZE), w[n - 1]);
  }

  /** Gaussian elimination with pivoting; the penalty keeps the matrix regular. */
  private static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[] x = b.clone();
    for (int col = 0; col < n; col++) {
      int pivot = col;
      for (int row = col + 1; row < n; row++) {
        if (Math.abs(a[row][col]) > Math.abs(a[pivot][col])) {
          pivot = row;
        }
      }
      double[] swap = a[col];
      a[col] = a[pivot];
      a[pivot] = swap;
      double value = x[col];
      x[col] = x[pivot];
      x[pivot] = value;
      for (int row = col + 1; row < n; row++) {
        double factor = a[row][col] / a[col][col];
        for (int k = col; k < n; k++) {
          a[row][k] -= factor * a[col][k];
        }
        x[row] -= factor * x[col];
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int k = row + 1; k < n; k++) {
        x[row] -= a[row][k] * x[k];
      }
      x[row] /= a[row][row];
    }
    return x;
  }
}
