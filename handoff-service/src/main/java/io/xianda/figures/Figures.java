package io.xianda.figures;

import io.xianda.conversation.ConversationOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a span.
 *
 * @param total of all
 * @param rows by key
 */
public record Figures(Row total, List<Row> rows) {

  public Figures {
    rows = List.copyOf(rows);
  }

  /**
   * The figures of a key.
   *
   * @param key such as an account; empty for what belongs to nobody
   * @param cases those that came in the span
   * @param handling how long agents had those of them that have ended; {@code null} without any
   * @param transfers how often agents gave those of them to somebody else
   * @param outcomes what came of the conversations that were closed in the span; each has exactly
   *     one
   * @param satisfaction what shoppers said in the span
   * @param thumbs what shoppers said of single answers of the bot in the span
   */
  public record Row(
      String key,
      Cases cases,
      @Nullable Spread handling,
      long transfers,
      Map<ConversationOutcome, Long> outcomes,
      Satisfaction satisfaction,
      Thumbs thumbs) {

    public Row {
      outcomes = Map.copyOf(outcomes);
    }

    /** How many conversations were closed. */
    public long closed() {
      return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of each outcome, in [0, 1]; together they are 1. Empty when nothing was closed. */
    public Map<ConversationOutcome, Double> shares() {
      Map<ConversationOutcome, Double> shares = new EnumMap<>(ConversationOutcome.class);
      long all = closed();
      outcomes.forEach((outcome, count) -> shares.put(outcome, count / (double) all));
      return shares;
    }

    /** How much of what agents have closed was resolved, in [0, 1]; {@code null} without any. */
    public @Nullable Double resolution() {
      long resolved = outcomes.getOrDefault(ConversationOutcome.AGENT_RESOLVED, 0L);
      long all = resolved + outcomes.getOrDefault(ConversationOutcome.AGENT_UNRESOLVED, 0L);
      return all == 0 ? null : resolved / (double) all;
    }
  }

  /**
   * Cases that came to people.
   *
   * @param came from the bot, to a queue
   * @param reopened by their agent after they were closed; not among {@code came}
   * @param taken how many of those that came an agent has taken
   * @param abandoned how many of those that came ended because the shopper left the queue
   * @param waiting from the queue to the first agent; {@code null} when none was taken
   * @param firstReply from the queue to an agent's first word; {@code null} without any
   */
  public record Cases(
      long came,
      long reopened,
      long taken,
      long abandoned,
      @Nullable Spread waiting,
      @Nullable Spread firstReply) {

    static final Cases NONE = new Cases(0, 0, 0, 0, null, null);

    /** The share that left the queue, in [0, 1]; {@code null} when none came. */
    public @Nullable Double abandonment() {
      return came == 0 ? null : abandoned / (double) came;
    }
  }

  /**
   * What shoppers thought.
   *
   * @param stars how often each of 1 to 5 was given; those that were not are left out
   */
  public record Satisfaction(Map<Integer, Long> stars) {

    static final Satisfaction NONE = new Satisfaction(Map.of());

    public Satisfaction {
      stars = Map.copyOf(stars);
    }

    /** How many ratings. */
    public long count() {
      return stars.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Mean of the stars; {@code null} without a rating. */
    public @Nullable Double mean() {
      long sum = stars.entrySet().stream().mapToLong(e -> e.getKey() * e.getValue()).sum();
      return stars.isEmpty() ? null : sum / (double) count();
    }

    /** The share of four and five stars, in [0, 1]; {@code null} without a rating. */
    public @Nullable Double satisfied() {
      long good = stars.getOrDefault(4, 0L) + stars.getOrDefault(5, 0L);
      return stars.isEmpty() ? null : good / (double) count();
    }
  }

  /** Answers of the bot that were found of use, or not. */
  public record Thumbs(long up, long down) {

    static final Thumbs NONE = new Thumbs(0, 0);
  }
}
