package io.xianda.handoff;

import java.util.regex.Pattern;

/**
 * A group of agents with one skill (专席), such as {@code logistics}.
 *
 * @param id as in {@code intents.yml}
 */
public record SkillGroup(String id) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  public SkillGroup {
    if (!SHAPE.matcher(id).matches()) {
      throw new IllegalArgumentException("not a skill group: " + id);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
