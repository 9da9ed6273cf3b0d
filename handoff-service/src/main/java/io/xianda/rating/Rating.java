package io.xianda.rating;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper thought of a conversation.
 *
 * @param opinion what was said
 * @param agent whose it is, the account of who closed the conversation; {@code null} for the bot
 * @param at when it was given
 */
public record Rating(Opinion opinion, @Nullable String agent, Instant at) {

  /** Of what is written the longest. */
  private static final int LONGEST = 500;

  /**
   * What a shopper says.
   *
   * @param stars 1 to 5, 5 the best
   * @param reasons some of {@link RatingSettings#reasons}, none twice
   * @param comment in the shopper's words, 1 to 500 characters, or {@code null}
   */
  public record Opinion(int stars, List<String> reasons, @Nullable String comment) {

    public Opinion {
      reasons = reasons.stream().distinct().toList();
      if (stars < 1 || stars > 5) {
        throw new IllegalArgumentException("stars are 1 to 5");
      }
      if (comment != null && (comment.isBlank() || comment.length() > LONGEST)) {
        throw new IllegalArgumentException("a comment has 1 to 500 characters");
      }
    }
  }
}
