package io.xianda.desk;

import io.xianda.handoff.SkillGroup;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody who serves conversations.
 *
 * @param id the account
 * @param shownAs what shoppers see
 * @param presence whether new ones may be offered
 * @param capacity how many conversations at once, 1 to 50
 * @param load how many are offered to or served by the agent now
 * @param idleSince when the agent last had fewer than before
 * @param groups with the level in each, 1 to 3, 3 the most experienced
 */
public record Agent(
    AgentId id,
    String shownAs,
    Presence presence,
    int capacity,
    int load,
    Instant idleSince,
    Map<SkillGroup, Integer> groups) {

  public Agent {
    groups = Map.copyOf(groups);
  }

  /** Whether one more may be offered. */
  public boolean isFree() {
    return presence == Presence.ONLINE && load < capacity;
  }
}
