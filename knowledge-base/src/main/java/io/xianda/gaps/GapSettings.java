package io.xianda.gaps;

import java.time.Duration;

/**
 * How misses are collected and grouped.
 *
 * <p>The bounds on the cosine were chosen on the 2,010 training messages with one entry that the
 * encoder was not tuned on (178 entries; three orders of arrival each). Pairs of messages in one
 * group against pairs of one entry, centres merged from 0.80:
 *
 * <pre>
 *   sameQuestion  begun   precision  recall  F1     purity  NMI
 *   0.45             352      0.204   0.414  0.273   0.495  0.738
 *   0.50             603      0.247   0.304  0.273   0.618  0.768
 *   0.55             914      0.308   0.213  0.251   0.746  0.790
 *   0.60            1225      0.372   0.134  0.197   0.848  0.799
 *   0.65            1490      0.406   0.078  0.131   0.915  0.801
 * </pre>
 *
 * Grouping all at once (average linkage, its best cut) gives F1 0.315 at purity 0.512, so the order
 * of arrival costs little. 0.55 is the tightest bound that keeps most of F1: an operator merges two
 * groups with one step and cannot part one. Merging from 0.70 gives F1 0.267 here, but on all
 * 10,005 labelled messages it chains (F1 0.347 against 0.391 from 0.80), and from 0.65 precision
 * falls to 0.089 already here. {@code begun} counts groups before merging.
 *
 * @param waiting how many misses wait at most until they are stored, in [1, 1,000,000]
 * @param batch how many are stored at once, in [1, 500]
 * @param sameQuestion the least cosine between a message and the centre of its gap, in [0, 1]
 * @param sameGap the least cosine between the centres of two gaps that are one, in [sameQuestion,
 *     1]
 * @param retention how long messages are kept, at least twice the gain window
 * @param gainWindow over which time conversations count as gain, from 1 to 365 days
 */
public record GapSettings(
    int waiting,
    int batch,
    double sameQuestion,
    double sameGap,
    Duration retention,
    Duration gainWindow) {

  private static final int MOST_WAITING = 1_000_000;
  private static final int LARGEST_BATCH = 500;
  private static final Duration ONE_DAY = Duration.ofDays(1);
  private static final Duration ONE_YEAR = Duration.ofDays(365);

  public GapSettings {
    if (waiting < 1 || waiting > MOST_WAITING) {
      throw new IllegalArgumentException("xianda.gaps.waiting lies in [1, 1000000]");
    }
    if (batch < 1 || batch > LARGEST_BATCH) {
      throw new IllegalArgumentException("xianda.gaps.batch lies in [1, 500]");
    }
    if (!(sameQuestion >= 0 && sameQuestion <= sameGap && sameGap <= 1)) {
      throw new IllegalArgumentException(
          "xianda.gaps: 0 <= same-question <= same-gap <= 1 does not hold");
    }
    if (gainWindow.compareTo(ONE_DAY) < 0 || gainWindow.compareTo(ONE_YEAR) > 0) {
      throw new IllegalArgumentException("xianda.gaps.gain-window lies in [1d, 365d]");
    }
    if (retention.compareTo(gainWindow.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("xianda.gaps.retention is at least twice gain-window");
    }
  }

  /** The settings that apply when nothing is configured. */
  public static GapSettings defaults() {
    return new GapSettings(10_000, 64, 0.55, 0.80, Duration.ofDays(90), Duration.ofDays(30));
  }
}
