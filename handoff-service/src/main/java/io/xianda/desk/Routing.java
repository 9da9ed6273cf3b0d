package io.xianda.desk;

import io.xianda.handoff.SkillGroup;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds an agent for the first of the queue whom anybody can take. Several threads and services may
 * do so at once: a case is locked while an agent is sought for it, and others look at the next; an
 * agent's limit is part of the update that counts one more. Thread-safe.
 */
@Service
public class Routing {

  private final Cases cases;
  private final Agents agents;
  private final DeskSettings settings;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  Routing(
      Cases cases,
      Agents agents,
      DeskSettings settings,
      ApplicationEventPublisher news,
      Clock clock) {
    this.cases = cases;
    this.agents = agents;
    this.settings = settings;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Offers the first that somebody could take.
   *
   * @return to whom, or nothing when nobody is free for anything that waits
   */
  @Transactional
  public Optional<AgentId> offerNext() {
    Set<SkillGroup> free = agents.groupsWithFreeAgents();
    return free.isEmpty()
        ? Optional.empty()
        : cases.first(free).flatMap(first -> offer(first, candidates(first)));
  }

  /** Offers a transfer to somebody of the group, or to the colleague whom it is for. */
  Optional<AgentId> offerTransfer(Case open) {
    AgentId to = open.transferAgent();
    SkillGroup group = open.transferGroup();
    List<RoutingRule.Candidate> candidates =
        agents.free(group == null ? List.of() : List.of(group), to).stream()
            .filter(agent -> !open.isServedBy(agent.id()))
            .filter(agent -> !open.passedBy().contains(agent.id()))
            .filter(agent -> to == null || agent.id().equals(to))
            .map(agent -> candidate(agent, open, null, group))
            .toList();
    return offer(open, candidates);
  }

  private List<RoutingRule.Candidate> candidates(Case open) {
    AgentId before =
        cases
            .lastAgent(open.shopper(), clock.instant().minus(settings.sameAgentWithin()))
            .orElse(null);
    return agents.free(open.urgent() ? null : open.groups(), before).stream()
        .map(agent -> candidate(agent, open, before, open.askedGroup()))
        .toList();
  }

  private static RoutingRule.Candidate candidate(
      Agent agent, Case open, @Nullable AgentId before, @Nullable SkillGroup group) {
    return new RoutingRule.Candidate(
        agent,
        agent.id().equals(before),
        open.passedBy().contains(agent.id()),
        group == null ? 0 : agent.groups().getOrDefault(group, 0));
  }

  private Optional<AgentId> offer(Case open, List<RoutingRule.Candidate> candidates) {
    return candidates.stream()
        .sorted(RoutingRule.all())
        .map(candidate -> candidate.agent().id())
        // Another service may have given the agent something meanwhile.
        .filter(agent -> agents.oneMore(agent, true))
        .findFirst()
        .map(agent -> {
          cases.offer(open, agent, settings.accept());
          news.publishEvent(
              new DeskEvent.Offered(
                  open.conversation(),
                  agent,
                  clock.instant().plus(settings.accept()),
                  open.state() == Case.State.TRANSFER));
          news.publishEvent(new DeskEvent.QueueMoved(open.conversation()));
          return agent;
        });
  }
}
