package io.xianda.intent.train;

/**
 * The settings of a training, chosen by cross-validation on the training data (table in
 * docs/quality.md).
 *
 * @param epochs passes over the data
 * @param rate AdaGrad's learning rate
 * @param denseDecay L2 penalty on the weights of the sentence vector
 * @param gramDecay L2 penalty on the weights of the grams
 * @param gramScale what the grams weigh against the vector
 * @param smoothing label smoothing in [0, 1)
 * @param balance how much a class with many messages is held back: its messages count (size of the
 *     middle class / its size) to this power, in [0, 1]
 * @param seed of the order of examples
 */
public record Recipe(
    int epochs,
    float rate,
    float denseDecay,
    float gramDecay,
    float gramScale,
    float smoothing,
    float balance,
    long seed) {

  /** What the shipped model is trained with. */
  public static final Recipe SHIPPED = new Recipe(20, 0.2f, 0f, 0f, 1f, 0.02f, 0.5f, 20261122L);

  public Recipe {
    if (epochs < 1 || rate <= 0 || denseDecay < 0 || gramDecay < 0 || gramScale < 0) {
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
