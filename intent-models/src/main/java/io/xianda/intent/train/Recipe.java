package io.xianda.intent.train;

/**
 * The settings of a training, chosen by cross-validation on the training data (table in
 * docs/quality.md).
 *
 * @param steps of the optimiser that sees all examples at once: stopping early is a penalty too
 * @param epochs of the one that sees one after the other
 * @param rate its learning rate
 * @param vectorPenalty L2 penalty on the weights of the sentence vector
 * @param gramPenalty L2 penalty on the weights of the grams
 * @param smoothing label smoothing in [0, 1)
 * @param balance how much a class with many messages is held back: its messages count (size of the
 *     middle class / its size) to this power, in [0, 1]
 * @param seed of the order of messages, and of their dealing into folds
 */
public record Recipe(
    int steps,
    int epochs,
    float rate,
    float vectorPenalty,
    float gramPenalty,
    float smoothing,
    float balance,
    long seed) {

  /** What the shipped model is trained with. */
  public static final Recipe SHIPPED = new Recipe(40, 20, 0.2f, 2f, 0.1f, 0.02f, 0.5f, 20261122L);

  public Recipe {
    if (steps < 1 || epochs < 1 || rate <= 0 || vectorPenalty < 0 || gramPenalty < 0) {
      throw new IllegalArgumentException("a recipe's numbers are positive");
    }
    if (balance < 0 || balance > 1) {
      throw new IllegalArgumentException("balance lies in [0, 1]");
    }
    if (smoothing < 0 || smoothing >= 1) {
      throw new IllegalArgumentException("label smoothing lies in [0, 1)");
    }
  }
}
