package io.xianda.dialogue;

import java.util.Map;

/**
 * The bounds of risk that are in force: the fitted ones, and in place of some of them what
 * reviewers have set by hand. A turn is decided by one of these from its beginning to its end.
 * Immutable.
 *
 * @param fitted what was fitted
 * @param byHand how likely an entry must be to be told, by skill group, where somebody has set it
 */
public record RiskBounds(FittedRisk fitted, Map<String, Double> byHand) {

  public RiskBounds {
    byHand = Map.copyOf(byHand);
    for (double p : byHand.values()) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("a bound of risk is no probability: " + p);
      }
    }
  }

  /** Nothing but what was fitted. */
  public static RiskBounds of(FittedRisk fitted) {
    return new RiskBounds(fitted, Map.of());
  }

  /** How likely an entry of the group must be to be told. */
  double answer(String group) {
    Double set = byHand.get(group);
    return set == null ? fitted.of(group).answer() : set;
  }

  boolean isByHand(String group) {
    return byHand.containsKey(group);
  }
}
