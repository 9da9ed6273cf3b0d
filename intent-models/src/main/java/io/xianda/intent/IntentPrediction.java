package io.xianda.intent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the classifier thinks of one message.
 *
 * @param ranked all intents, the most likely first; the probabilities add up to 1
 * @param inScope the probability that the message concerns this shop at all
 */
public record IntentPrediction(List<ScoredIntent> ranked, double inScope) {

  private static final Comparator<ScoredIntent> MOST_LIKELY_FIRST =
      Comparator.comparingDouble(ScoredIntent::probability).reversed();

  public IntentPrediction {
    ranked = List.copyOf(ranked);
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("a prediction ranks at least one intent");
    }
    if (!(inScope >= 0 && inScope <= 1)) {
      throw new IllegalArgumentException("not a probability: " + inScope);
    }
  }

  /** The prediction of these intents in any order; what is not out of scope is in scope. */
  public static IntentPrediction of(List<ScoredIntent> scored) {
    double outOfScope = 0;
    for (ScoredIntent one : scored) {
      outOfScope += one.intent().equals(Intent.OUT_OF_SCOPE) ? one.probability() : 0;
    }
    ScoredIntent[] ranked = scored.toArray(ScoredIntent[]::new);
    Arrays.sort(ranked, MOST_LIKELY_FIRST);
    return new IntentPrediction(List.of(ranked), Math.clamp(1 - outOfScope, 0, 1));
  }

  /** The most likely intent. */
  public ScoredIntent best() {
    return ranked.getFirst();
  }

  /** How far the best is ahead of the second, in [0, 1]. */
  public double margin() {
    return ranked.size() == 1 ? 1 : ranked.getFirst().probability() - ranked.get(1).probability();
  }

  /** The probability of one intent; 0 for one that the model does not know. */
  public double of(Intent intent) {
    return of(intent.id());
  }

  /** The same by the intent's identifier, whatever that is. */
  public double of(String intent) {
    for (ScoredIntent scored : ranked) {
      if (scored.intent().id().equals(intent)) {
        return scored.probability();
      }
    }
    return 0;
  }
}
