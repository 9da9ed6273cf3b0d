package io.xianda.handoff;

/**
 * The bot's word to the people who take over.
 *
 * @param group who should
 * @param priority how soon
 * @param reason why, in a stable word such as {@code asked-for-person}; never the shopper's words
 */
public record Handoff(SkillGroup group, Priority priority, String reason) {

  public Handoff {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a handoff names its reason");
    }
  }
}
