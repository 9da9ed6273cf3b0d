package io.xianda.intent;

/**
 * An intent and how likely it is.
 *
 * @param probability in [0, 1], calibrated on held-out folds: of the messages given 0.8, about 80
 *     in 100 have this intent
 */
public record ScoredIntent(Intent intent, double probability) {

  public ScoredIntent {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("not a probability: " + probability);
    }
  }
}
