package io.xianda.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bot's word to the people who take over.
 *
 * @param group who should
 * @param priority how soon
 * @param reason why, in a stable word such as {@code asked-for-person}; never the shopper's words
 * @param before when it is too late: the goods are spoilt, or the time to claim is over; {@code
 *     null} when nothing runs out
 * @param intent what it is about, such as {@code quality.spoiled}, at most 60 characters; empty
 *     when nobody knows
 */
public record Handoff(
    SkillGroup group, Priority priority, String reason, @Nullable Instant before, String intent) {

  private static final int LONGEST_INTENT = 60;

  public Handoff {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a handoff names its reason");
    }
    if (intent.length() > LONGEST_INTENT) {
      throw new IllegalArgumentException("an intent has at most 60 characters");
    }
  }

  /** One of which nobody knows what it is about. */
  public Handoff(SkillGroup group, Priority priority, String reason, @Nullable Instant before) {
    this(group, priority, reason, before, "");
  }

  /** One for which nothing runs out, either. */
  public Handoff(SkillGroup group, Priority priority, String reason) {
    this(group, priority, reason, null);
  }

  /** The same, about this. */
  public Handoff about(String other) {
    return new Handoff(group, priority, reason, before, other);
  }

  /** The same, too late from then on; {@code null} when nothing runs out. */
  public Handoff before(@Nullable Instant end) {
    return new Handoff(group, priority, reason, end, intent);
  }
}
