package io.xianda.desk;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.ticket.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to what nobody does. {@link #look} is called every second by every service on the database;
 * all of it is done under locks and only where it is still due, so that it does not matter how many
 * look, and what one leaves undone because it is killed the next one does.
 */
@Service
public class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int AT_ONCE = 200;

  /** What the bot did when it did what was asked. */
  private static final Set<String> HELPFUL =
      Set.of("Answer", "Progress", "FollowRule", "Socialise");

  private final Conversations conversations;
  private final Cases cases;
  private final TransactionOperations work;
  private final Agents agents;
  private final Desk desk;
  private final Queues queues;
  private final Routing routing;
  private final Tickets tickets;
  private final DeskSettings settings;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  Watch(
      Conversations conversations,
      Cases cases,
      PlatformTransactionManager transactions,
      Agents agents,
      Desk desk,
      Queues queues,
      Routing routing,
      Tickets tickets,
      DeskSettings settings,
      ApplicationEventPublisher news,
      Clock clock) {
    this.conversations = conversations;
    this.cases = cases;
    this.work = new TransactionTemplate(transactions);
    this.agents = agents;
    this.desk = desk;
    this.queues = queues;
    this.routing = routing;
    this.tickets = tickets;
    this.settings = settings;
    this.news = news;
    this.clock = clock;
  }

  /** Does all that is due, in this order. */
  public void look() {
    Instant now = clock.instant();
    // First who is gone, so that nothing is offered to them.
    agents.goneSince(now.minus(settings.lost()));
    each(n -> due(() -> cases.lost(now.minus(settings.lost()), n)), this::lose);
    // What was offered in vain is free again before it is offered to the next.
    each(n -> due(() -> cases.lapsed(n)), this::lapse);
    each(n -> due(() -> cases.transfersOverdue(n)), this::giveBack);
    each(n -> due(() -> cases.transfersWithoutOffer(n)), this::offerTransfer);
    // Before routing, so that those who help out are among the candidates.
    work.executeWithoutResult(
        status -> cases.overflow(now.minus(settings.overflowAfter()), settings.overflow()));
    while (routing.offerNext().isPresent()) {
      // As long as somebody is free for something.
    }
    closeIdle(now);
    // Last, so that it tells what is left.
    queues.look();
  }

  private List<ConversationId> due(Supplier<List<ConversationId>> query) {
    return Objects.requireNonNull(work.execute(status -> query.get()));
  }

  private void lose(ConversationId id) {
    desk.locking(
        id,
        open -> {
          boolean gone =
              open.agent() != null
                  && agents
                      .find(open.agent())
                      .filter(agent -> agent.presence() == Presence.OFFLINE)
                      .isPresent();
          if (gone) {
            desk.lose(open);
          }
        });
  }

  private void lapse(ConversationId id) {
    desk.locking(
        id,
        open -> {
          Instant until = open.offerUntil();
          if (until != null && !until.isAfter(clock.instant())) {
            AgentId agent = Objects.requireNonNull(open.offeredTo());
            desk.pass(open, "missed");
            agents.missed(agent, settings.missesBeforeAway());
          }
        });
  }

  private void giveBack(ConversationId id) {
    desk.locking(
        id,
        open -> {
          Instant until = open.transferUntil();
          if (until != null && !until.isAfter(clock.instant()) && open.offeredTo() == null) {
            desk.stay(open);
          }
        });
  }

  private void offerTransfer(ConversationId id) {
    desk.locking(
        id,
        open -> {
          if (open.state() != Case.State.TRANSFER || open.offeredTo() != null) {
            return;
          }
          boolean declined =
              open.transferAgent() != null && open.passedBy().contains(open.transferAgent());
          if (declined) {
            desk.stay(open);
          } else {
            routing.offerTransfer(open);
          }
        });
  }

  private void closeIdle(Instant now) {
    each(
        n -> conversations.idle(ConversationState.SERVED, now.minus(settings.agentIdle()), n),
        id ->
            desk.locking(
                id,
                open -> {
                  if (open.agent() != null) {
                    desk.end(open, ConversationOutcome.AGENT_UNRESOLVED, null, "closed.idle");
                  }
                }));
    each(
        n -> conversations.idle(ConversationState.BOT, now.minus(settings.botIdle()), n),
        id ->
            work.executeWithoutResult(status -> {
              conversations
                  .locked(id)
                  .filter(conversation -> conversation.state() == ConversationState.BOT)
                  .ifPresent(this::closeBots);
            }));
  }

  private void closeBots(Conversation conversation) {
    ConversationId id = conversation.id();
    String did = conversations.lastDecision(id).orElse(null);
    ConversationOutcome outcome =
        conversation.lastSeq() == 0
            ? ConversationOutcome.SILENT
            : !tickets.of(id.value()).isEmpty()
                ? ConversationOutcome.TICKET
                : did != null && HELPFUL.contains(did)
                    ? ConversationOutcome.BOT_RESOLVED
                    : ConversationOutcome.BOT_UNRESOLVED;
    conversations.close(id, outcome, null);
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.CLOSED));
  }

  /** Does something to each of what is due; one that fails does not hold up the others. */
  private static void each(IntFunction<List<ConversationId>> due, Consumer<ConversationId> action) {
    for (ConversationId id : due.apply(AT_ONCE)) {
      try {
        action.accept(id);
      } catch (RuntimeException e) {
        LOG.error("conversation {}: what was due was not done, and is tried again", id, e);
      }
    }
  }
}
