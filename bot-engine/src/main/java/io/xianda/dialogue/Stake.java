package io.xianda.dialogue;

/**
 * What was weighed before something was told or begun.
 *
 * @param budget the highest acceptable share of wrong replies of the kind; 1 where none was fitted
 * @param threshold how likely it had to be
 * @param probability how likely it was
 * @param byHand whether somebody has set the threshold by hand
 */
public record Stake(double budget, double threshold, double probability, boolean byHand) {

  /** No model was asked: an operator's rule, or words that name the task themselves. */
  static final Stake CERTAIN = new Stake(0, 1, 1, false);

  public Stake {
    for (double p : new double[] {budget, threshold, probability}) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("a stake is no probability: " + p);
      }
    }
  }
}
