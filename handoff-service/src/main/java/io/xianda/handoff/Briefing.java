package io.xianda.handoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person who takes over should know, so that the shopper repeats nothing. Holds details of
 * orders: stored sealed, like messages.
 *
 * @param intent what it is about, such as {@code quality.spoiled}; empty when nobody knows
 * @param order number of the order, or {@code null}
 * @param known what the shopper has told so far, each in a few words for people
 * @param mood {@code calm}, {@code worried} or {@code angry}
 * @param tried what the bot did in this conversation, in stable words such as {@code answer}, the
 *     latest last
 * @param summary at most three lines for people
 */
public record Briefing(
    String intent,
    @Nullable String order,
    List<String> known,
    String mood,
    List<String> tried,
    List<String> summary) {

  public Briefing {
    known = List.copyOf(known);
    tried = List.copyOf(tried);
    summary = List.copyOf(summary);
    if (summary.size() > 3) {
      throw new IllegalArgumentException("a summary has three lines at most");
    }
  }

  /** The same with other lines for people. */
  public Briefing withSummary(List<String> other) {
    return new Briefing(intent, order, known, mood, tried, other);
  }
}
