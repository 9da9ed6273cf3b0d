package io.xianda.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How likely something is by chance alone. */
final class Chance {

  /** Of what is called unusual, so large a share may be so by chance. */
  static final double FALSE_DISCOVERIES = 0.05;

  /** Terms so much smaller than the sum change nothing any more. */
  private static final double NEGLIGIBLE = 1e-17;

  private static final double[] LANCZOS = {
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private Chance() {}

  /** The probability of {@code k} or more of {@code n}, each having the probability {@code p}. */
  static double atLeast(long k, long n, double p) {
    if (k < 0 || k > n || !(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("%d of %d with %s".formatted(k, n, p));
    }
    if (k == 0 || p == 1) {
      return 1;
    }
    if (p == 0) {
      return 0;
    }
    // Below the mean the other tail is the short one.
    return k > n * p ? tail(k, n, p) : 1 - tail(n - k + 1, n, 1 - p);
  }

  /** The sum from {@code k} on; its terms fall from there. */
  private static double tail(long k, long n, double p) {
    double odds = p / (1 - p);
    double term = Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
    double sum = 0;
    for (long i = k; i <= n && term > sum * NEGLIGIBLE; i++) {
      sum += term;
      term *= (n - i) / (i + 1.0) * odds;
    }
    return Math.min(1, sum);
  }

  /** The probability of {@code k} of {@code n} or something as far out on either side. */
  static double twoSided(long k, long n, double p) {
    return Math.min(1, 2 * Math.min(atLeast(k, n, p), atLeast(n - k, n, 1 - p)));
  }

  /**
   * Of many that were tested at once, for each the share of false discoveries among all that are at
   * least as unlikely (Benjamini and Hochberg).
   */
  static double[] falseDiscoveries(double[] p) {
    Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    double[] q = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int i = order[rank - 1];
      least = Math.min(least, p[i] * p.length / rank);
      q[i] = least;
    }
    return q;
  }

  private static double logChoose(long n, long k) {
    return k == 0 || k == n ? 0 : logGamma(n + 1.0) - logGamma(k + 1.0) - logGamma(n - k + 1.0);
  }

  /** Lanczos' approximation, good to 14 digits for {@code x} of 1 and more. */
  private static double logGamma(double x) {
    double sum = 0.9999999999998099;
    for (int i = 0; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x + i);
    }
    double t = x + LANCZOS.length - 1.5;
    return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
