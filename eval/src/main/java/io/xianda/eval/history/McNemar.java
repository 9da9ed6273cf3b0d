package io.xianda.eval.history;

/** McNemar's exact test: are two runs over the same cases more different than chance makes them? */
final class McNemar {

  private McNemar() {}

  /**
   * The probability, were both runs alike, that changes are at least as one-sided as these
   * (two-sided binomial test; McNemar 1947).
   *
   * @param gained cases that only the later run passes
   * @param lost cases that only the earlier run passes
   */
  static double p(int gained, int lost) {
    if (gained < 0 || lost < 0) {
      throw new IllegalArgumentException("no fewer cases than none");
    }
    int n = gained + lost;
    // In logarithms: half to the power of some thousand changes is no double.
    double term = -n * Math.log(2);
    double tail = 0;
    for (int i = 0; i <= Math.min(gained, lost); i++) {
      tail += Math.exp(term);
      term += Math.log(n - i) - Math.log(i + 1.0);
    }
    return Math.min(1, 2 * tail);
  }
}
