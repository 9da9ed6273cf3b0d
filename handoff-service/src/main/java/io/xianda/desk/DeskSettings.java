package io.xianda.desk;

import io.xianda.handoff.SkillGroup;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are brought in.
 *
 * @param accept how long an agent has to accept an offer
 * @param missesBeforeAway after so many offers let pass one after another an agent is away
 * @param lost how long an agent may be out of touch before the conversations go to others
 * @param overflowAfter how long a conversation waits for its own group alone
 * @param overflowTo the group that helps out
 * @param sameAgentWithin how long a shopper is led to the agent of last time
 * @param transferWithin how long it may take until somebody accepts a transfer
 * @param reopenWithin how long after its end a conversation may be reopened
 * @param soonest how much earlier than its arrival a conversation counts at most because something
 *     runs out; therefore nobody is overtaken by anyone who came later than that, urgent ones apart
 * @param horizon what runs out later than that is not urgent at all
 * @param queueLimit how many may wait for one group before others are offered a ticket
 * @param botIdle how long after the last word a conversation with the bot is over
 * @param agentIdle how long after the last word a conversation with an agent is over
 */
@ConfigurationProperties("xianda.desk")
public record DeskSettings(
    @DefaultValue("30s") Duration accept,
    @DefaultValue("2") int missesBeforeAway,
    @DefaultValue("60s") Duration lost,
    @DefaultValue("2m") Duration overflowAfter,
    @DefaultValue("general") String overflowTo,
    @DefaultValue("24h") Duration sameAgentWithin,
    @DefaultValue("90s") Duration transferWithin,
    @DefaultValue("24h") Duration reopenWithin,
    @DefaultValue("20m") Duration soonest,
    @DefaultValue("6h") Duration horizon,
    @DefaultValue("100") int queueLimit,
    @DefaultValue("24h") Duration botIdle,
    @DefaultValue("2h") Duration agentIdle) {

  public DeskSettings {
    for (Duration positive :
        new Duration[] {
          accept,
          lost,
          overflowAfter,
          sameAgentWithin,
          transferWithin,
          reopenWithin,
          horizon,
          botIdle,
          agentIdle
        }) {
      if (!positive.isPositive()) {
        throw new IllegalArgumentException("the times of xianda.desk are positive");
      }
    }
    if (soonest.isNegative() || missesBeforeAway < 1 || queueLimit < 1) {
      throw new IllegalArgumentException(
          "xianda.desk: soonest is not negative, misses-before-away and queue-limit are positive");
    }
    // Told at start rather than when somebody waits.
    new SkillGroup(overflowTo);
  }

  /** The settings that apply when nothing is configured. */
  public static DeskSettings defaults() {
    return new Binder().bindOrCreate("xianda.desk", DeskSettings.class);
  }

  /** Who helps out. */
  public SkillGroup overflow() {
    return new SkillGroup(overflowTo);
  }
}
