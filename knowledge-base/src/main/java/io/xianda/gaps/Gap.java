package io.xianda.gaps;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Messages of one meaning that the base missed.
 *
 * @param id identifies it
 * @param lock counts decisions; whoever decides names the number that they saw
 * @param standing what was decided
 * @param name its most central message, masked
 * @param examples at most 10 different messages, masked, the most frequent first
 * @param messages how many are kept
 * @param conversations from how many conversations they are
 * @param byWhy {@code messages} by how they were missed; no zeros
 * @param trend conversations of this week and of the one before
 * @param suggestion how to close it
 * @param expectedGain conversations of the gain window that closing it would have resolved: their
 *     number times {@code share}
 * @param share of its examples that would be answered then, in [0, 1]; 1 until it was replayed
 * @param firstSeen when its first message came
 * @param lastSeen when its last message came
 */
public record Gap(
    GapId id,
    long lock,
    Standing standing,
    String name,
    List<String> examples,
    int messages,
    int conversations,
    Map<MissedQuestion.Why, Integer> byWhy,
    Trend trend,
    Suggestion suggestion,
    double expectedGain,
    double share,
    Instant firstSeen,
    Instant lastSeen) {

  /**
   * Conversations of the last seven days, and of the seven before.
   *
   * @param thisWeek from seven days ago until now
   * @param lastWeek the seven days before
   */
  public record Trend(int thisWeek, int lastWeek) {}

  public Gap {
    examples = List.copyOf(examples);
    byWhy = Map.copyOf(byWhy);
  }
}
