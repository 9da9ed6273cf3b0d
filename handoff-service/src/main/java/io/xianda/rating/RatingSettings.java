package io.xianda.rating;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What shoppers are asked when a conversation is over.
 *
 * @param reasons what they may say about why, in the order shown: at most 12 words of 1 to 20
 *     characters each, all different
 * @param within how long after the end a rating is taken
 */
@ConfigurationProperties("xianda.rating")
public record RatingSettings(
    @DefaultValue({"solved", "quick", "friendly", "unsolved", "slow", "unfriendly"})
        List<String> reasons,
    @DefaultValue("7d") Duration within) {

  private static final int MOST = 12;
  private static final int LONGEST = 20;
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.rating.words", Locale.ROOT);

  public RatingSettings {
    reasons = List.copyOf(reasons);
    boolean wordsAreShort =
        reasons.stream().allMatch(word -> !word.isBlank() && word.length() <= LONGEST);
    if (reasons.size() > MOST
        || !wordsAreShort
        || reasons.stream().distinct().count() < reasons.size()) {
      throw new IllegalArgumentException(
          "xianda.rating.reasons are at most 12 different words of 1 to 20 characters");
    }
    if (!within.isPositive()) {
      throw new IllegalArgumentException("xianda.rating.within is positive");
    }
  }

  /** The settings that apply when nothing is configured. */
  public static RatingSettings defaults() {
    return new Binder().bindOrCreate("xianda.rating", RatingSettings.class);
  }

  /** What stands on the button of a reason. */
  public String shown(String reason) {
    return WORDS.containsKey(reason) ? WORDS.getString(reason) : reason;
  }
}
