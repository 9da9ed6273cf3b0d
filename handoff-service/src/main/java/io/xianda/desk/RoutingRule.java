package io.xianda.desk;

import java.util.Comparator;
import java.util.List;

/**
 * A rule by which one free agent is preferred to another.
 *
 * @param name of the rule
 * @param order the preferred one first
 */
record RoutingRule(String name, Comparator<Candidate> order) {

  /**
   * A free agent who may be asked.
   *
   * @param servedBefore whether the shopper's last conversation was in these hands, not long ago
   * @param passed whether the agent has let this one pass already
   * @param level in the group that was asked for, 0 for those who help out
   */
  record Candidate(Agent agent, boolean servedBefore, boolean passed, int level) {}

  /** The one list. A rule decides only between those whom the rules before it hold equal. */
  private static final List<RoutingRule> IN_ORDER =
      List.of(
          // Who has just let it pass is asked again only when there is nobody else.
          rule("not-passed", Comparator.comparing(Candidate::passed)),
          // The shopper need not explain twice.
          rule("same-agent", Comparator.comparing(c -> !c.servedBefore())),
          // Those who know about it before those who help out.
          rule("own-group", Comparator.comparing(c -> c.level() == 0)),
          // By share of what each can do at once, so that beginners with a low limit are spared.
          rule(
              "least-loaded",
              Comparator.comparingDouble(c -> c.agent().load() / (double) c.agent().capacity())),
          rule("most-experienced", Comparator.comparingInt(c -> -c.level())),
          rule("longest-idle", Comparator.comparing(c -> c.agent().idleSince())),
          // Only so that the same situation always gives the same agent.
          rule("by-name", Comparator.comparing(c -> c.agent().id().value())));

  static Comparator<Candidate> all() {
    return IN_ORDER.stream()
        .map(RoutingRule::order)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static RoutingRule rule(String name, Comparator<Candidate> order) {
    return new RoutingRule(name, order);
  }
}
