package io.xianda.desk;

import io.xianda.conversation.ConversationId;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.Queue;
import io.xianda.handoff.SkillGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for people. Urgent ones come first; of the others each has a rank, which is the time
 * of its arrival, made earlier by up to {@link DeskSettings#soonest} where something runs out soon.
 * So nobody is overtaken by anyone who came later than that, and nobody waits for ever.
 * Thread-safe.
 */
@Service
public class Queues implements Queue {

  private static final int RECENT = 50;
  private static final int MOST_PLACES = 2_000;

  private final Cases cases;
  private final Agents agents;
  private final DeskSettings settings;
  private final ApplicationEventPublisher news;
  private final Clock clock;
  private volatile Set<SkillGroup> full = Set.of();

  Queues(
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
   * Where a conversation stands in its queue.
   *
   * @param position 1 is the next
   * @param expected how long it will take, from the group's recent times, or {@code null} when
   *     nobody can tell
   * @param offered whether an agent is asked at this moment
   */
  public record Place(int position, @Nullable Duration expected, boolean offered) {}

  /**
   * How many wait for a group.
   *
   * @param oldest since when the one that has waited longest does
   */
  public record Length(SkillGroup group, int length, Instant oldest) {}

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void enter(UUID conversation, String shopper, Handoff handoff) {
    var id = new ConversationId(conversation);
    boolean urgent = handoff.priority() == Priority.URGENT;
    Optional<Case> before = cases.ofConversation(id);
    if (before.isEmpty()) {
      cases.open(
          id,
          shopper,
          handoff.group(),
          List.of(handoff.group()),
          urgent,
          handoff.reason(),
          handoff.intent(),
          rank(handoff.before()),
          handoff.before());
    } else if (urgent && !before.get().urgent()) {
      cases.makeUrgent(
          before.get().id(),
          handoff.group(),
          List.of(handoff.group()),
          handoff.reason(),
          handoff.intent());
    }
    news.publishEvent(new DeskEvent.QueueMoved(id));
  }

  private Instant rank(@Nullable Instant before) {
    Instant now = clock.instant();
    if (before == null) {
      return now;
    }
    Duration left = Duration.between(now, before);
    double pressing =
        1 - Math.clamp(left.toMillis() / (double) settings.horizon().toMillis(), 0.0, 1.0);
    return now.minusMillis(Math.round(settings.soonest().toMillis() * pressing));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void leave(UUID conversation) {
    leave(new ConversationId(conversation), Ending.BACK_TO_BOT);
  }

  /** Ends what nobody has taken yet. */
  void leave(ConversationId conversation, Ending ending) {
    cases
        .ofConversation(conversation)
        .ifPresent(open -> {
          AgentId asked = open.offeredTo();
          cases.end(open, ending);
          if (asked != null) {
            agents.oneLess(asked);
            news.publishEvent(new DeskEvent.OfferOver(conversation, asked));
          }
          news.publishEvent(new DeskEvent.QueueMoved(conversation));
        });
  }

  /** The place of a conversation that waits; nothing when it does not. */
  @Transactional
  public Optional<Place> place(ConversationId conversation) {
    return cases
        .seen(conversation)
        .filter(open -> open.state() == Case.State.WAITING || open.state() == Case.State.OFFERED)
        .map(open -> {
          int position = cases.before(open) + 1;
          return new Place(position, expected(open, position), open.state() == Case.State.OFFERED);
        });
  }

  /** The places of all that wait, counted in one go. */
  @Transactional
  public Map<ConversationId, Place> places() {
    List<Case> waiting = cases.inQueue(MOST_PLACES);
    Map<List<SkillGroup>, Optional<Duration>> each = new HashMap<>();
    Map<ConversationId, Place> places = new HashMap<>();
    for (int i = 0; i < waiting.size(); i++) {
      Case open = waiting.get(i);
      long before =
          waiting.subList(0, i).stream()
              .filter(other -> !Collections.disjoint(other.groups(), open.groups()))
              .count();
      int position = (int) before + 1;
      Duration one =
          each.computeIfAbsent(open.groups(), groups -> Optional.ofNullable(expected(open, 1)))
              .orElse(null);
      places.put(
          open.conversation(),
          new Place(
              position,
              one == null ? null : one.multipliedBy(position),
              open.state() == Case.State.OFFERED));
    }
    return places;
  }

  /**
   * So many conversations are finished in the usual time as can be served at once: one comes free
   * each usual time divided by that number.
   */
  private @Nullable Duration expected(Case open, int position) {
    SkillGroup group = open.askedGroup();
    int atOnce = agents.capacityOnline(open.groups());
    return atOnce == 0
        ? null
        : cases
            .usualTime(group, RECENT)
            .map(usual -> usual.multipliedBy(position).dividedBy(atOnce))
            .orElse(null);
  }

  /**
   * Whether so many wait for a group that more had better leave a ticket, as it was when {@link
   * Watch} looked last, a second ago: whoever decides about a reply does not wait for the database.
   */
  public boolean isFull(SkillGroup group) {
    return full.contains(group);
  }

  /** Looks which queues are full. */
  @Transactional
  public void look() {
    full =
        cases.lengths().stream()
            .filter(queue -> queue.length() >= settings.queueLimit())
            .map(Length::group)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** How many wait for each group, those without any left out. */
  @Transactional
  public List<Length> lengths() {
    return cases.lengths();
  }

  /** All that wait, the next first. */
  @Transactional
  public List<Case> waiting(int limit) {
    return cases.waiting(limit);
  }
}
