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
 */
public record Handoff(
    SkillGroup group, Priority priority, String reason, @Nullable Instant before) {

  public Handoff {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a handoff names its reason");
    }
  }

  /** One for which nothing runs out. */
  public Handoff(SkillGroup group, Priority priority, String reason) {
    this(group, priority, reason, null);
  }
}
