package io.xianda.workplace;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.DeskEvent;
import io.xianda.live.LiveSockets;
import io.xianda.ticket.TicketEvent;
import io.xianda.ticket.TicketNumber;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The agents who are connected to this machine; each may be so several times, on the desk and on a
 * phone. Keeps them in touch, and takes the desk's news to those whom it concerns. Thread-safe.
 */
@Component
class DeskSockets {

  private static final Logger LOG = LoggerFactory.getLogger(DeskSockets.class);

  private final Map<AgentId, Set<DeskSession>> connected = new ConcurrentHashMap<>();
  private final LiveSockets live;
  private final Conversations conversations;
  private final Agents agents;

  DeskSockets(LiveSockets live, Conversations conversations, Agents agents) {
    this.live = live;
    this.conversations = conversations;
    this.agents = agents;
  }

  void attach(DeskSession session) {
    connected.compute(
        session.agent(),
        (agent, sessions) -> {
          Set<DeskSession> all = sessions == null ? ConcurrentHashMap.newKeySet() : sessions;
          all.add(session);
          return all;
        });
  }

  void detach(DeskSession session) {
    connected.computeIfPresent(
        session.agent(),
        (agent, sessions) -> {
          sessions.remove(session);
          return sessions.isEmpty() ? null : sessions;
        });
    session.leaveAll(live);
  }

  /** Whoever is connected is in touch. */
  @Scheduled(fixedDelayString = "PT10S")
  void keepInTouch() {
    try {
      agents.seen(Set.copyOf(connected.keySet()));
    } catch (DataAccessException | TransactionException e) {
      LOG.error("who is connected was not noted: {}", e.getMessage());
    }
  }

  @TransactionalEventListener
  void on(DeskEvent.Offered offered) {
    Map<String, Object> frame = frame("offer", offered.conversation());
    frame.put("until", offered.until().toString());
    frame.put("transfer", offered.transfer());
    tell(offered.agent(), frame);
  }

  @TransactionalEventListener
  void on(DeskEvent.OfferOver over) {
    tell(over.agent(), frame("offer-over", over.conversation()));
  }

  @TransactionalEventListener
  void on(DeskEvent.TransferReturned returned) {
    tell(returned.agent(), frame("transfer-returned", returned.conversation()));
  }

  @TransactionalEventListener
  void on(DeskEvent.Taken taken) {
    AgentId before = taken.before();
    if (before != null) {
      tell(before, frame("gone", taken.conversation()));
      sessions(before).forEach(session -> session.leave(taken.conversation(), live));
    }
    enter(taken.agent(), taken.conversation());
    tell(taken.agent(), frame("taken", taken.conversation()));
  }

  @TransactionalEventListener
  void on(DeskEvent.GuestChanged changed) {
    if (changed.in()) {
      enter(changed.guest(), changed.conversation());
      tell(changed.guest(), frame("invited", changed.conversation()));
    } else {
      sessions(changed.guest()).forEach(session -> session.leave(changed.conversation(), live));
      tell(changed.guest(), frame("gone", changed.conversation()));
    }
  }

  @TransactionalEventListener
  void on(DeskEvent.StateChanged changed) {
    if (changed.state() == ConversationState.SERVED) {
      return;
    }
    // It is in nobody's hands any more; whoever had it was told by the state already.
    all().forEach(session -> session.leave(changed.conversation(), live));
  }

  @TransactionalEventListener
  void on(DeskEvent.Whispered whispered) {
    Map<String, Object> frame = frame("whisper", whispered.conversation());
    frame.put("whisper", ServeController.ShownWhisper.of(whispered.whisper()));
    connected
        .values()
        .forEach(sessions ->
            sessions.stream()
                .filter(session -> session.looksAt(whispered.conversation()))
                .forEach(session -> session.send(frame)));
  }

  /** Most of a ticket's time is over: whoever does it should know, or anybody while nobody does. */
  @TransactionalEventListener
  void on(TicketEvent.Warned warned) {
    String assignee = warned.assignee();
    Map<String, ?> frame = frame("ticket-warned", warned.number(), warned.time());
    if (assignee == null) {
      all().forEach(session -> session.send(frame));
    } else {
      tell(new AgentId(assignee), frame);
    }
  }

  /** A ticket's time is over: supervisors should know. */
  @TransactionalEventListener
  void on(TicketEvent.Breached breached) {
    Map<String, ?> frame = frame("ticket-breached", breached.number(), breached.time());
    all().filter(session -> session.me().seesAll()).forEach(session -> session.send(frame));
  }

  private Stream<DeskSession> all() {
    return connected.values().stream().flatMap(Set::stream);
  }

  private static Map<String, ?> frame(String type, TicketNumber number, TicketEvent.Time time) {
    return Map.of(
        "type", type, "ticket", number.toString(), "time", time.name().toLowerCase(Locale.ROOT));
  }

  /** What waits has changed: whoever is connected may look. */
  @TransactionalEventListener
  void on(DeskEvent.QueueMoved moved) {
    Map<String, Object> frame = frame("queue-moved", moved.conversation());
    all().forEach(session -> session.send(frame));
  }

  private void enter(AgentId agent, ConversationId conversation) {
    sessions(agent).forEach(session -> session.enter(conversation, 0, live, conversations));
  }

  private void tell(AgentId agent, Map<String, ?> frame) {
    sessions(agent).forEach(session -> session.send(frame));
  }

  private Set<DeskSession> sessions(AgentId agent) {
    return connected.getOrDefault(agent, Set.of());
  }

  private static Map<String, Object> frame(String type, ConversationId conversation) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", type);
    frame.put("conversation", conversation.toString());
    return frame;
  }
}
