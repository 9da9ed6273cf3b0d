package io.xianda.eval;

/**
 * Limits of an unknown share after so many of so many were seen (Clopper and Pearson, The use of
 * confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26, 1934).
 */
final class ClopperPearson {

  private static final int STEPS = 60;

  private ClopperPearson() {}

  /**
   * The share that is not exceeded with this confidence.
   *
   * @param seen of {@code of}, in [0, of]
   * @param confidence in (0, 1), one-sided
   */
  static double upper(int seen, int of, double confidence) {
    if (seen < 0 || of < seen) {
      throw new IllegalArgumentException("%d of %d".formatted(seen, of));
    }
    if (seen == of) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < STEPS; i++) {
      double share = (low + high) / 2;
      if (atMost(seen, of, share) > 1 - confidence) {
        low = share;
      } else {
        high = share;
      }
    }
    return high;
  }

  /** The probability of at most so many, each with this share. */
  private static double atMost(int seen, int of, double share) {
    double sum = 0;
    double log = of * Math.log1p(-share);
    for (int i = 0; i <= seen; i++) {
      sum += Math.exp(log);
      log += Math.log((double) (of - i) / (i + 1)) + Math.log(share) - Math.log1p(-share);
    }
    return sum;
  }
}
