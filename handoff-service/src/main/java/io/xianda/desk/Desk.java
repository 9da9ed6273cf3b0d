package io.xianda.desk;

import io.xianda.conversation.Author;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.Received;
import io.xianda.conversation.Vault;
import io.xianda.conversation.Writer;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.ticket.NewTicket;
import io.xianda.ticket.Tickets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * All that an agent does with conversations. Each call is one transaction, done as a whole or not
 * at all; what is not possible any more is refused with a {@link DeskRefusedException} and changes
 * nothing. Thread-safe, also for several services on one database.
 */
@Service
public class Desk {

  private final Conversations conversations;
  private final Cases cases;
  private final Agents agents;
  private final Queues queues;
  private final Routing routing;
  private final Whispers whispers;
  private final Tickets tickets;
  private final DeskPhrases says;
  private final DeskSettings settings;
  private final Vault vault;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  Desk(
      Conversations conversations,
      Cases cases,
      Agents agents,
      Queues queues,
      Routing routing,
      Whispers whispers,
      Tickets tickets,
      DeskPhrases says,
      DeskSettings settings,
      Vault vault,
      ApplicationEventPublisher news,
      Clock clock) {
    this.conversations = conversations;
    this.cases = cases;
    this.agents = agents;
    this.queues = queues;
    this.routing = routing;
    this.whispers = whispers;
    this.tickets = tickets;
    this.says = says;
    this.settings = settings;
    this.vault = vault;
    this.news = news;
    this.clock = clock;
  }

  /** What an agent serves, is asked to take or was invited to, the oldest first. */
  @Transactional
  public List<Case> inHandsOf(AgentId agent) {
    return cases.inHandsOf(agent);
  }

  /** Whoever was invited. */
  @Transactional
  public List<AgentId> guests(Case open) {
    return cases.guests(open.id());
  }

  /**
   * Whether an agent has to do with a conversation: serves it, is asked to, was invited, served it
   * once, could take it, or serves the same shopper now.
   */
  @Transactional
  public boolean mayRead(AgentId agent, ConversationId id) {
    return cases.concerns(agent, id);
  }

  /** The open case of a conversation, with whoever was invited. */
  @Transactional
  public Optional<Hands> hands(ConversationId id) {
    return cases
        .seen(id)
        .map(open ->
            new Hands(
                open,
                cases.guests(open.id()),
                cases.transferNote(open).map(sealed -> vault.open(sealed, note(id))).orElse(null)));
  }

  /**
   * In whose hands a conversation is.
   *
   * @param open its case
   * @param guests who was invited
   * @param note the last transfer's, or {@code null}
   */
  public record Hands(Case open, List<AgentId> guests, @Nullable String note) {

    public Hands {
      guests = List.copyOf(guests);
    }

    /** Whether this agent may read it and write into it. */
    public boolean include(AgentId agent) {
      return open.isServedBy(agent) || guests.contains(agent);
    }
  }

  /** Accepts what was offered. Accepting again changes nothing. */
  @Transactional
  public void accept(AgentId agent, ConversationId id) {
    locked(id);
    Case open = open(id);
    if (open.isServedBy(agent)) {
      return;
    }
    if (!open.isOfferedTo(agent)) {
      throw new DeskRefusedException(DeskRefusal.GONE);
    }
    agents.lock(agent, open.agent());
    // The agent was counted when it was offered.
    hand(open, agent);
    agents.awake(agent);
  }

  /** Lets an offer pass; the next one is asked. */
  @Transactional
  public void decline(AgentId agent, ConversationId id) {
    locked(id);
    Case open = open(id);
    if (!open.isOfferedTo(agent)) {
      throw new DeskRefusedException(DeskRefusal.GONE);
    }
    pass(open, "declined");
  }

  /** An offer is over: the agent is free for others. */
  void pass(Case open, String kind) {
    AgentId agent = Objects.requireNonNull(open.offeredTo());
    cases.withdrawOffer(open, kind);
    agents.oneLess(agent);
    news.publishEvent(new DeskEvent.OfferOver(open.conversation(), agent));
  }

  /** Takes something out of the queue by hand. */
  @Transactional
  public void take(AgentId agent, ConversationId id) {
    locked(id);
    Case open = open(id);
    if (open.isServedBy(agent)) {
      return;
    }
    if (open.isOfferedTo(agent)) {
      hand(open, agent);
      return;
    }
    if (open.state() != Case.State.WAITING) {
      throw new DeskRefusedException(DeskRefusal.GONE);
    }
    count(agent);
    hand(open, agent);
  }

  /**
   * A supervisor gives a conversation to somebody, wherever it is now; also to themselves. Whoever
   * was asked to take it is asked no more.
   */
  @Transactional
  public void assign(AgentId to, ConversationId id) {
    locked(id);
    Case open = open(id);
    if (open.isServedBy(to)) {
      return;
    }
    agents.lock(to, open.agent(), open.offeredTo());
    if (open.offeredTo() != null) {
      pass(open, "reassigned");
      open = open(id);
    }
    count(to);
    hand(open, to);
  }

  private void count(AgentId agent) {
    if (!agents.oneMore(agent, false)) {
      throw new DeskRefusedException(
          agents.find(agent).isEmpty() ? DeskRefusal.UNKNOWN : DeskRefusal.NOT_FREE);
    }
  }

  /** Puts it into the hands of an agent who has been counted for it. */
  private void hand(Case open, AgentId to) {
    ConversationId id = open.conversation();
    AgentId before = open.agent();
    String shownAs = agents.find(to).map(Agent::shownAs).orElse(to.value());
    boolean guest = cases.guests(open.id()).contains(to);
    cases.take(open, to);
    if (before == null) {
      conversations.handTo(id, ConversationState.SERVED);
    } else {
      agents.oneLess(before);
    }
    if (!guest) {
      announce(id, before == null ? "taken" : "transferred", shownAs);
    }
    news.publishEvent(new DeskEvent.Taken(id, to, before));
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.SERVED));
    news.publishEvent(new DeskEvent.QueueMoved(id));
  }

  /**
   * Writes to the shopper, once for each client message id.
   *
   * @param parts at least one
   */
  @Transactional
  public Received say(
      AgentId agent, ConversationId id, ClientMessageId clientId, List<Part> parts) {
    locked(id);
    Case open = among(agent, id);
    String shownAs = agents.find(agent).map(Agent::shownAs).orElse(agent.value());
    Received received =
        conversations.write(id, new Writer(agent.value(), shownAs), clientId, parts);
    if (!received.repeated()) {
      cases.replied(open);
      news.publishEvent(new DeskEvent.Said(id, received.message()));
    }
    return received;
  }

  /** Writes to colleagues only, once for each client message id. Supervisors may everywhere. */
  @Transactional
  public Whisper whisper(
      AgentId agent, ConversationId id, ClientMessageId clientId, String text, boolean supervisor) {
    Conversation conversation = locked(id);
    if (!supervisor) {
      among(agent, id);
    }
    Whisper whisper = whispers.add(id, agent, clientId, conversation.lastSeq(), text);
    news.publishEvent(new DeskEvent.Whispered(id, whisper));
    return whisper;
  }

  /**
   * Tells those who serve or will serve the conversation, and no shopper, what the channel has to
   * say; once for each id.
   */
  @Transactional
  public Whisper note(ConversationId id, AgentId channel, ClientMessageId clientId, String text) {
    Conversation conversation = locked(id);
    Whisper whisper = whispers.add(id, channel, clientId, conversation.lastSeq(), text);
    news.publishEvent(new DeskEvent.Whispered(id, whisper));
    return whisper;
  }

  /**
   * People elsewhere take a conversation that waits here: it leaves the queue, nobody of ours has
   * it, and the bot is silent. Does nothing when an agent was faster.
   *
   * @return whether it is with them
   */
  @Transactional
  public boolean giveAway(ConversationId id) {
    if (locked(id).state() != ConversationState.QUEUED) {
      return false;
    }
    queues.leave(id, Ending.BACK_TO_BOT);
    conversations.handTo(id, ConversationState.SERVED);
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.SERVED));
    return true;
  }

  /** Who is elsewhere has done with it: the bot speaks again, unless one of ours has it. */
  @Transactional
  public void getBack(ConversationId id) {
    if (locked(id).state() == ConversationState.SERVED && cases.ofConversation(id).isEmpty()) {
      conversations.handTo(id, ConversationState.BOT);
      news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.BOT));
    }
  }

  /** What colleagues said about a conversation after this number. */
  @Transactional(readOnly = true)
  public List<Whisper> whispers(ConversationId id, long after, int limit) {
    return whispers.after(id, after, limit);
  }

  /** The agents have read up to here. */
  @Transactional
  public void read(AgentId agent, ConversationId id, long seq) {
    locked(id);
    among(agent, id);
    conversations.read(id, Author.AGENT, seq);
    news.publishEvent(new DeskEvent.Read(id, seq));
  }

  /**
   * Asks somebody else to go on. The agent serves the conversation until then; when nobody accepts
   * in time, it stays.
   *
   * @param group whose agents are asked, or {@code null}
   * @param to who is asked, or {@code null}; exactly one of the two is given
   * @param note for whoever takes it, or {@code null}
   */
  @Transactional
  public void transfer(
      AgentId agent,
      ConversationId id,
      @Nullable SkillGroup group,
      @Nullable AgentId to,
      @Nullable String note) {
    if ((group == null) == (to == null)) {
      throw new IllegalArgumentException("a transfer goes to a group or to a person");
    }
    locked(id);
    Case open = servedBy(agent, id);
    if (open.state() == Case.State.TRANSFER) {
      throw new DeskRefusedException(DeskRefusal.GONE);
    }
    if (agent.equals(to) || (to != null && agents.find(to).isEmpty())) {
      throw new DeskRefusedException(DeskRefusal.UNKNOWN);
    }
    cases.transfer(
        open,
        group,
        to,
        note == null ? null : vault.seal(note, note(id)),
        settings.transferWithin());
    routing.offerTransfer(open(id));
  }

  /** Calls a transfer off that nobody has accepted yet. */
  @Transactional
  public void keep(AgentId agent, ConversationId id) {
    locked(id);
    Case open = servedBy(agent, id);
    if (open.state() == Case.State.TRANSFER) {
      stay(open);
    }
  }

  /** Nobody accepted a transfer: it stays where it is. */
  void stay(Case open) {
    if (open.offeredTo() != null) {
      pass(open, "withdrawn");
    }
    cases.returnTransfer(open);
    news.publishEvent(
        new DeskEvent.TransferReturned(open.conversation(), Objects.requireNonNull(open.agent())));
  }

  /** Lets a colleague read and write along; the shopper sees both names. */
  @Transactional
  public void invite(AgentId agent, ConversationId id, AgentId guest) {
    locked(id);
    Case open = servedBy(agent, id);
    Agent invited =
        agents.find(guest).orElseThrow(() -> new DeskRefusedException(DeskRefusal.UNKNOWN));
    if (!open.isServedBy(guest) && cases.invite(open, guest)) {
      announce(id, "joined", invited.shownAs());
      news.publishEvent(new DeskEvent.GuestChanged(id, guest, true));
    }
  }

  /** A guest goes, or is asked to. */
  @Transactional
  public void dismiss(AgentId agent, ConversationId id, AgentId guest) {
    locked(id);
    Case open = agent.equals(guest) ? among(agent, id) : servedBy(agent, id);
    if (cases.uninvite(open, guest)) {
      announce(id, "gone", agents.find(guest).map(Agent::shownAs).orElse(guest.value()));
      news.publishEvent(new DeskEvent.GuestChanged(id, guest, false));
    }
  }

  /**
   * Ends a conversation. Ending it again changes nothing.
   *
   * @param outcome one of an agent's: resolved, unresolved, ticket
   * @param category what it was about
   */
  @Transactional
  public void close(
      AgentId agent, ConversationId id, ConversationOutcome outcome, String category) {
    switch (outcome) {
      case AGENT_RESOLVED, AGENT_UNRESOLVED, TICKET -> {}
      case BOT_RESOLVED, BOT_UNRESOLVED, ABANDONED, SILENT ->
          throw new IllegalArgumentException("an agent ends a conversation as served");
    }
    Conversation conversation = locked(id);
    if (conversation.state() == ConversationState.CLOSED) {
      return;
    }
    end(servedBy(agent, id), outcome, category, "closed");
  }

  /** Ends what an agent serves, whoever decides so. */
  void end(Case open, ConversationOutcome outcome, @Nullable String category, String phrase) {
    ConversationId id = open.conversation();
    freeAll(open);
    cases.end(open, Ending.CLOSED);
    announce(id, phrase);
    conversations.close(id, outcome, category);
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.CLOSED));
  }

  /** Gives the conversation back to the bot, which goes on where it was. */
  @Transactional
  public void handBack(AgentId agent, ConversationId id) {
    locked(id);
    Case open = servedBy(agent, id);
    freeAll(open);
    cases.end(open, Ending.BACK_TO_BOT);
    announce(id, "back-to-bot");
    conversations.handTo(id, ConversationState.BOT);
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.BOT));
  }

  private void freeAll(Case open) {
    agents.lock(open.agent(), open.offeredTo());
    if (open.offeredTo() != null) {
      pass(open, "withdrawn");
    }
    agents.oneLess(Objects.requireNonNull(open.agent()));
  }

  /** Takes up again what the same agent has ended not long ago. */
  @Transactional
  public void reopen(AgentId agent, ConversationId id) {
    Conversation conversation = locked(id);
    Case last =
        cases.lastEnded(id).orElseThrow(() -> new DeskRefusedException(DeskRefusal.UNKNOWN));
    if (conversation.state() != ConversationState.CLOSED) {
      throw new DeskRefusedException(DeskRefusal.GONE);
    }
    if (!last.isServedBy(agent)) {
      throw new DeskRefusedException(DeskRefusal.NOT_YOURS);
    }
    if (conversations
        .closedAt(id)
        .filter(at -> at.isAfter(clock.instant().minus(settings.reopenWithin())))
        .isEmpty()) {
      throw new DeskRefusedException(DeskRefusal.TOO_LATE);
    }
    if (conversations.hasOpen(conversation.shopper(), conversation.channel())) {
      throw new DeskRefusedException(DeskRefusal.OTHER_OPEN);
    }
    count(agent);
    cases.reopen(id, conversation.shopper().value(), last.askedGroup(), agent);
    conversations.handTo(id, ConversationState.SERVED);
    announce(id, "reopened", agents.find(agent).map(Agent::shownAs).orElse(agent.value()));
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.SERVED));
  }

  /** The shopper waits no longer, and it is over. Does nothing when an agent was faster. */
  @Transactional
  public void giveUp(ConversationId id) {
    leaveQueue(id, Ending.LEFT, ConversationOutcome.ABANDONED, "left");
  }

  /**
   * The shopper would rather have it done later: it becomes a ticket for those who were asked.
   *
   * @return whether it did wait
   */
  @Transactional
  public boolean laterAsTicket(ConversationId id) {
    Conversation conversation = locked(id);
    Optional<Case> open = cases.ofConversation(id);
    boolean left = leaveQueue(id, Ending.TICKET, ConversationOutcome.TICKET, "ticket");
    if (left && open.isPresent()) {
      tickets.open(
          id.value(),
          conversation.lastSeq(),
          conversation.shopper().value(),
          new NewTicket(
              open.get().askedGroup(),
              open.get().urgent() ? Priority.URGENT : Priority.NORMAL,
              "waited-too-long",
              null),
          null);
    }
    return left;
  }

  private boolean leaveQueue(
      ConversationId id, Ending ending, ConversationOutcome outcome, String phrase) {
    Conversation conversation = locked(id);
    if (conversation.state() != ConversationState.QUEUED) {
      return false;
    }
    queues.leave(id, ending);
    announce(id, phrase);
    conversations.close(id, outcome, null);
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.CLOSED));
    return true;
  }

  /** The shopper wants the bot again. Does nothing when an agent was faster. */
  @Transactional
  public void backToBot(ConversationId id) {
    Conversation conversation = locked(id);
    if (conversation.state() == ConversationState.QUEUED) {
      queues.leave(id, Ending.BACK_TO_BOT);
      conversations.handTo(id, ConversationState.BOT);
      news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.BOT));
    }
  }

  /** What a lost agent had in hand goes to the head of the queue. */
  void lose(Case open) {
    ConversationId id = open.conversation();
    freeAll(open);
    SkillGroup group = open.transferGroup() == null ? open.askedGroup() : open.transferGroup();
    cases.requeue(open, List.of(Objects.requireNonNull(group), settings.overflow()));
    conversations.handTo(id, ConversationState.QUEUED);
    announce(id, "lost");
    news.publishEvent(new DeskEvent.StateChanged(id, ConversationState.QUEUED));
    news.publishEvent(new DeskEvent.QueueMoved(id));
  }

  private void announce(ConversationId id, String phrase, Object... arguments) {
    Message message = conversations.announce(id, says.of(phrase, arguments));
    news.publishEvent(new DeskEvent.Said(id, message));
  }

  /** Does something to the open case of a conversation, both locked, if there still is one. */
  @Transactional
  void locking(ConversationId id, Consumer<Case> work) {
    locked(id);
    cases.ofConversation(id).ifPresent(work);
  }

  private Conversation locked(ConversationId id) {
    return conversations
        .locked(id)
        .orElseThrow(() -> new DeskRefusedException(DeskRefusal.UNKNOWN));
  }

  private Case open(ConversationId id) {
    return cases.ofConversation(id).orElseThrow(() -> new DeskRefusedException(DeskRefusal.GONE));
  }

  private Case servedBy(AgentId agent, ConversationId id) {
    Case open = open(id);
    if (!open.isServedBy(agent)) {
      throw new DeskRefusedException(DeskRefusal.NOT_YOURS);
    }
    return open;
  }

  private Case among(AgentId agent, ConversationId id) {
    Case open = open(id);
    if (!open.isServedBy(agent) && !cases.guests(open.id()).contains(agent)) {
      throw new DeskRefusedException(DeskRefusal.NOT_YOURS);
    }
    return open;
  }

  private static String note(ConversationId id) {
    return "transfer/" + id;
  }
}
