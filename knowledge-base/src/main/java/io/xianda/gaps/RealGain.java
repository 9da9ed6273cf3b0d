package io.xianda.gaps;

import java.time.Duration;

/**
 * What accepting a gap has brought: how many conversations a day still miss it, against before.
 * Only misses are counted, since these are all recorded and none is sampled; that fewer shoppers
 * come, or that they ask for something else this season, looks like a gain as well. Shown from one
 * day after the decision.
 *
 * @param missedBefore conversations a day within the gain window before it was accepted
 * @param missedAfter conversations a day since, within the gain window before now
 * @param over how long {@code missedAfter} was counted
 */
public record RealGain(double missedBefore, double missedAfter, Duration over) {

  /** Conversations a day that no longer miss it; negative when there are more than before. */
  public double conversationsADay() {
    return missedBefore - missedAfter;
  }
}
