package io.xianda.conversation;

import io.xianda.handoff.Briefing;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Queue;
import io.xianda.ticket.NewTicket;
import io.xianda.ticket.Tickets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * All conversations and their messages, in PostgreSQL. Thread-safe, and safe for several services
 * on one database: places are handed out under the lock of the conversation's row, a client message
 * id is unique in its conversation, and a turn is recorded only if nobody has dealt with its
 * messages before.
 */
@Repository
public class Conversations {

  /** In these the bot speaks. */
  private static final Set<ConversationState> BOTS =
      EnumSet.of(ConversationState.BOT, ConversationState.QUEUED);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Tickets tickets;
  private final Queue queue;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  Conversations(JdbcClient jdbc, Vault vault, Tickets tickets, Queue queue, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.tickets = tickets;
    this.queue = queue;
    this.clock = clock;
  }

  /** What a message says, as it is sealed. */
  private record Body(List<Part> parts, @Nullable String asks, @Nullable String by) {

    Body(List<Part> parts, @Nullable String asks) {
      this(parts, asks, null);
    }
  }

  /** The shopper's open conversation on a channel, a new one when there is none. */
  @Transactional
  public Conversation open(ShopperId shopper, Channel channel) {
    jdbc.sql(
            """
            insert into conversation (id, shopper, channel, state, created_at, updated_at)
            values (:id, :shopper, :channel, 'bot', :now, :now)
            on conflict (shopper, channel) where state <> 'closed' do nothing
            """)
        .param("id", ConversationId.random().value())
        .param("shopper", shopper.value())
        .param("channel", word(channel))
        .param("now", now())
        .update();
    return jdbc.sql(
            "select * from conversation where shopper = :shopper and channel = :channel and state <> 'closed'")
        .param("shopper", shopper.value())
        .param("channel", word(channel))
        .query((row, n) -> conversation(row))
        .single();
  }

  /** The conversation, or nothing when there is none of this id. */
  @Transactional(readOnly = true)
  public Optional<Conversation> find(ConversationId id) {
    return jdbc.sql("select * from conversation where id = :id")
        .param("id", id.value())
        .query((row, n) -> conversation(row))
        .optional();
  }

  /**
   * Stores a shopper's message. When this returns, the message is on disk.
   *
   * @param gathered whether it may share a turn with its neighbours
   * @throws IllegalArgumentException when there is no such conversation
   */
  @Transactional
  public Received receive(
      ConversationId id, ClientMessageId clientId, List<Part> parts, boolean gathered) {
    // The row lock comes first: it orders the messages of a conversation, and a repeat waits here
    // for the first to be stored.
    long seq = nextSeq(id);
    Optional<Message> before = byClientId(id, clientId, null);
    if (before.isPresent()) {
      return new Received(before.get(), true);
    }
    Message message =
        insert(id, seq, Author.SHOPPER, null, clientId, new Body(parts, null), 0, gathered);
    moveTo(id, seq);
    return new Received(message, false);
  }

  /** The place after the last message, under the lock of the row. */
  private long nextSeq(ConversationId id) {
    return jdbc.sql("select last_seq from conversation where id = :id for update")
            .param("id", id.value())
            .query(Long.class)
            .optional()
            .orElseThrow(() -> new IllegalArgumentException("no conversation " + id))
        + 1;
  }

  private void moveTo(ConversationId id, long seq) {
    jdbc.sql("update conversation set last_seq = :seq, updated_at = :now where id = :id")
        .param("seq", seq)
        .param("now", now())
        .param("id", id.value())
        .update();
  }

  /** The messages after a place, in their order, at most {@code limit}. */
  @Transactional(readOnly = true)
  public List<Message> after(ConversationId id, long seq, int limit) {
    return jdbc.sql(
            "select * from message where conversation = :id and seq > :seq order by seq limit :limit")
        .param("id", id.value())
        .param("seq", seq)
        .param("limit", limit)
        .query((row, n) -> message(row))
        .list();
  }

  /** The last messages of all conversations of a shopper, the newest first. */
  @Transactional(readOnly = true, timeout = 10)
  public List<PlacedMessage> recentOf(ShopperId shopper, int limit) {
    return jdbc.sql(
            """
            select m.* from message m join conversation c on c.id = m.conversation
            where c.shopper = :shopper order by m.at desc, m.conversation, m.seq desc limit :limit
            """)
        .param("shopper", shopper.value())
        .param("limit", limit)
        .query((row, n) ->
            new PlacedMessage(
                new ConversationId(
                    Objects.requireNonNull(row.getObject("conversation", UUID.class))),
                message(row)))
        .list();
  }

  /** The reply that deals with the shopper's message at this place, if there is one yet. */
  @Transactional(readOnly = true)
  public Optional<Message> replyTo(ConversationId id, long seq) {
    return jdbc.sql(
            """
            select * from message
            where conversation = :id and answers >= :seq
            order by seq limit 1
            """)
        .param("id", id.value())
        .param("seq", seq)
        .query((row, n) -> message(row))
        .optional();
  }

  /**
   * What the shopper said in the turn that a reply deals with, in its order; nothing for what the
   * bot said of its own accord.
   */
  @Transactional(readOnly = true)
  public List<Message> answeredBy(ConversationId id, Message reply) {
    return jdbc.sql(
            """
            select * from message
            where conversation = :id and author = 'shopper' and seq <= :answers and seq > (
              select coalesce(max(answers), 0) from message
              where conversation = :id and answers > 0 and answers < :answers)
            order by seq
            """)
        .param("id", id.value())
        .param("answers", reply.answers())
        .query((row, n) -> message(row))
        .list();
  }

  /** The shopper's messages that the bot has not dealt with, in their order. */
  @Transactional(readOnly = true)
  public List<Message> unanswered(ConversationId id) {
    return jdbc.sql(
            """
            select m.* from message m join conversation c on c.id = m.conversation
            where c.id = :id and m.seq > c.answered_seq and m.author = 'shopper'
            order by m.seq
            """)
        .param("id", id.value())
        .query((row, n) -> message(row))
        .list();
  }

  /**
   * Conversations with a message that the bot has not dealt with and that was stored before {@code
   * before}: what a crash left behind.
   */
  @Transactional(readOnly = true)
  public List<ConversationId> leftUnanswered(Instant before, int limit) {
    return jdbc.sql(
            """
            select c.id from conversation c
            where c.state in ('bot', 'queued') and exists (
              select 1 from message m
              where m.conversation = c.id and m.seq > c.answered_seq
                and m.author = 'shopper' and m.at < :before)
            order by c.updated_at limit :limit
            """)
        .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .param("limit", limit)
        .query((row, n) -> new ConversationId(row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * Records reply, memory, state, ticket and trace of a turn in one transaction.
   *
   * @return the reply as it was stored; nothing when somebody else has dealt with these messages
   *     meanwhile
   */
  @Transactional
  public Optional<Message> record(ConversationId id, BotTurn turn) {
    Optional<Conversation> before =
        locked(id)
            .filter(c -> c.answeredSeq() == turn.from())
            .filter(c -> BOTS.contains(c.state()));
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Handoff handoff = turn.handoff();
    // Where people sit elsewhere nobody waits here, and the bot has had its last word.
    boolean elsewhere = handoff != null && before.get().channel().hasItsOwnDesk();
    ConversationState state = elsewhere ? ConversationState.SERVED : turn.state();
    long seq = before.get().lastSeq() + 1;
    Message reply =
        insert(
            id,
            seq,
            Author.BOT,
            null,
            null,
            new Body(turn.parts(), turn.asks()),
            turn.through(),
            false);
    jdbc.sql(
            """
            update conversation set
              last_seq = :seq, answered_seq = :through, state = :state, memory = :memory, updated_at = :now,
              handoff_group = coalesce(:group, handoff_group),
              handoff_priority = coalesce(:priority, handoff_priority),
              handoff_reason = coalesce(:reason, handoff_reason),
              handoff_briefing = coalesce(:briefing, handoff_briefing),
              queued_at = case when :state <> 'queued' then null else coalesce(queued_at, :now) end
            where id = :id
            """)
        .param("seq", seq)
        .param("through", turn.through())
        .param("state", word(state))
        .param("memory", vault.seal(turn.memory(), "memory/" + id))
        .param("now", now())
        .param("group", handoff == null ? null : handoff.group().id(), java.sql.Types.VARCHAR)
        .param(
            "priority", handoff == null ? null : word(handoff.priority()), java.sql.Types.VARCHAR)
        .param("reason", handoff == null ? null : handoff.reason(), java.sql.Types.VARCHAR)
        .param(
            "briefing",
            handoff == null || turn.briefing() == null
                ? null
                : vault.seal(json.writeValueAsString(turn.briefing()), "briefing/" + id),
            java.sql.Types.BINARY)
        .param("id", id.value())
        .update();
    jdbc.sql(
            "insert into decision_trace (conversation, seq, trace) values (:id, :seq, cast(:trace as jsonb))")
        .param("id", id.value())
        .param("seq", seq)
        .param("trace", turn.trace())
        .update();
    if (elsewhere) {
      queue.leave(id.value());
    } else if (handoff != null) {
      queue.enter(id.value(), before.get().shopper().value(), handoff);
    } else if (turn.state() == ConversationState.BOT) {
      queue.leave(id.value());
    }
    NewTicket ticket = turn.ticket();
    if (ticket != null) {
      Briefing briefing = turn.briefing();
      tickets.open(
          id.value(),
          seq,
          before.get().shopper().value(),
          ticket,
          briefing == null
              ? null
              : vault.seal(json.writeValueAsString(briefing), "ticket/" + place(id.value(), seq)));
    }
    return Optional.of(reply);
  }

  /**
   * Appends something that the bot says of its own accord, and that answers nothing. Who is to
   * speak next stays as it is.
   *
   * @param parts at least one
   * @return the message as it was stored
   * @throws IllegalArgumentException when there is no such conversation
   */
  @Transactional
  public Message tell(ConversationId id, List<Part> parts) {
    long seq = nextSeq(id);
    Message message = insert(id, seq, Author.BOT, null, null, new Body(parts, null), 0, false);
    moveTo(id, seq);
    return message;
  }

  /**
   * Appends what stands between the speakers, such as who has come in.
   *
   * @throws IllegalArgumentException when there is no such conversation
   */
  @Transactional
  public Message announce(ConversationId id, String text) {
    long seq = nextSeq(id);
    Message message =
        insert(
            id,
            seq,
            Author.SYSTEM,
            null,
            null,
            new Body(List.of(new Part.Text(text)), null),
            0,
            false);
    moveTo(id, seq);
    return message;
  }

  /**
   * Stores an agent's message, once for each client message id of this agent. When this returns, it
   * is on disk. Whether the agent may write here is for the caller to know.
   */
  @Transactional
  public Received write(
      ConversationId id, Writer writer, ClientMessageId clientId, List<Part> parts) {
    long seq = nextSeq(id);
    Optional<Message> before = byClientId(id, clientId, writer.account());
    if (before.isPresent()) {
      return new Received(before.get(), true);
    }
    Message message =
        insert(
            id,
            seq,
            Author.AGENT,
            writer,
            clientId,
            new Body(parts, null, writer.shownAs()),
            0,
            false);
    moveTo(id, seq);
    return new Received(message, false);
  }

  /**
   * Locks a conversation for the rest of the caller's transaction, before anything is done about
   * it.
   *
   * @return how it stands, or nothing when there is none of this id
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Conversation> locked(ConversationId id) {
    return jdbc.sql("select * from conversation where id = :id for update")
        .param("id", id.value())
        .query((row, n) -> conversation(row))
        .optional();
  }

  /**
   * Says who is to speak from now on. What was said until now is dealt with: when the bot is to
   * speak again, it answers what comes.
   *
   * @param state not closed: for that there is {@link #close}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void handTo(ConversationId id, ConversationState state) {
    if (state == ConversationState.CLOSED) {
      throw new IllegalArgumentException("a conversation is closed with an outcome");
    }
    jdbc.sql(
            """
            update conversation set
              state = :state, updated_at = :now, closed_at = null, outcome = null, category = null,
              queued_at = case when :state = 'queued' then :now end,
              answered_seq = last_seq
            where id = :id
            """)
        .param("id", id.value())
        .param("state", word(state))
        .param("now", now())
        .update();
  }

  /**
   * Ends a conversation.
   *
   * @param category what it was about, in the words of those who closed it, or {@code null}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(ConversationId id, ConversationOutcome outcome, @Nullable String category) {
    jdbc.sql(
            """
            update conversation set
              state = 'closed', outcome = :outcome, category = :category, closed_at = :now,
              updated_at = :now, queued_at = null
            where id = :id
            """)
        .param("id", id.value())
        .param("outcome", outcome.word())
        .param("category", category, java.sql.Types.VARCHAR)
        .param("now", now())
        .update();
  }

  /**
   * Notes how far a side has read; what was read stays read.
   *
   * @param by shopper or agent
   */
  @Transactional
  public void read(ConversationId id, Author by, long seq) {
    String column = by == Author.SHOPPER ? "read_by_shopper" : "read_by_agent";
    jdbc.sql(
            "update conversation set %1$s = greatest(%1$s, least(:seq, last_seq)) where id = :id"
                .formatted(column))
        .param("id", id.value())
        .param("seq", seq)
        .update();
  }

  /** How many of the shopper's messages no agent has read. */
  @Transactional(readOnly = true)
  public long unreadByAgents(ConversationId id) {
    return jdbc.sql(
            """
            select count(*) from message m join conversation c on c.id = m.conversation
            where c.id = :id and m.author = 'shopper' and m.seq > c.read_by_agent
            """)
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  /**
   * Conversations in which nobody has said anything since {@code before}; not those that people
   * serve at a desk elsewhere, where it is seen what was said.
   */
  @Transactional(readOnly = true)
  public List<ConversationId> idle(ConversationState state, Instant before, int limit) {
    return jdbc.sql(
            """
            select id from conversation
            where state = :state and updated_at < :before
              and (state <> 'served' or channel <> 'chatwoot')
            order by updated_at limit :limit
            """)
        .param("state", word(state))
        .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .param("limit", limit)
        .query((row, n) -> new ConversationId(row.getObject("id", UUID.class)))
        .list();
  }

  /** When it was closed; nothing while it is open. */
  @Transactional(readOnly = true)
  public Optional<Instant> closedAt(ConversationId id) {
    return jdbc.sql("select closed_at from conversation where id = :id and state = 'closed'")
        .param("id", id.value())
        .query((row, n) ->
            Objects.requireNonNull(row.getObject("closed_at", OffsetDateTime.class)).toInstant())
        .optional();
  }

  /** What came of it; nothing while it is open. */
  @Transactional(readOnly = true)
  public Optional<ConversationOutcome> outcome(ConversationId id) {
    return jdbc.sql("select outcome from conversation where id = :id and state = 'closed'")
        .param("id", id.value())
        .query((row, n) -> ConversationOutcome.of(row.getString("outcome")))
        .optional();
  }

  /**
   * Where a shopper looks for news: in the conversation that they are about while it is open, else
   * in the open one, else where it began, else in the last one.
   *
   * @param about the conversation that the news are about, or {@code null}
   */
  @Transactional(readOnly = true)
  public Optional<Conversation> whereToTell(ShopperId shopper, @Nullable ConversationId about) {
    return jdbc.sql(
            """
            select * from conversation where shopper = :shopper
            order by (id is not distinct from :about and state <> 'closed') desc,
              (state <> 'closed') desc, (id is not distinct from :about) desc, updated_at desc
            limit 1
            """)
        .param("shopper", shopper.value())
        .param("about", about == null ? null : about.value(), java.sql.Types.OTHER)
        .query((row, n) -> conversation(row))
        .optional();
  }

  /** Whether the shopper has an open conversation on a channel. */
  @Transactional(readOnly = true)
  public boolean hasOpen(ShopperId shopper, Channel channel) {
    return jdbc.sql(
            """
            select exists (
              select 1 from conversation
              where shopper = :shopper and channel = :channel and state <> 'closed')
            """)
        .param("shopper", shopper.value())
        .param("channel", word(channel))
        .query(Boolean.class)
        .single();
  }

  /** What the bot did last in a conversation, in a stable word; nothing when it did nothing. */
  @Transactional(readOnly = true)
  public Optional<String> lastDecision(ConversationId id) {
    return jdbc.sql(
            """
            select trace ->> 'decision' from decision_trace where conversation = :id
            order by seq desc limit 1
            """)
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** Why the bot wrote the reply at this place, as JSON. */
  @Transactional(readOnly = true)
  public Optional<String> trace(ConversationId id, long seq) {
    return jdbc.sql("select trace from decision_trace where conversation = :id and seq = :seq")
        .param("id", id.value())
        .param("seq", seq)
        .query(String.class)
        .optional();
  }

  /** Who should take a conversation that waits or is served elsewhere, and why. */
  @Transactional(readOnly = true)
  public Optional<Handoff> handoff(ConversationId id) {
    return jdbc.sql(
            """
            select handoff_group, handoff_priority, handoff_reason from conversation
            where id = :id and handoff_group is not null
              and (state = 'queued' or (state = 'served' and channel = 'chatwoot'))
            """)
        .param("id", id.value())
        .query((row, n) ->
            new Handoff(
                new io.xianda.handoff.SkillGroup(row.getString("handoff_group")),
                io.xianda.handoff.Priority.valueOf(
                    row.getString("handoff_priority").toUpperCase(Locale.ROOT)),
                row.getString("handoff_reason")))
        .optional();
  }

  /** What the person who takes or serves a conversation should know. */
  @Transactional(readOnly = true)
  public Optional<Briefing> briefing(ConversationId id) {
    return jdbc.sql("select handoff_briefing from conversation where id = :id and state <> 'bot'")
        .param("id", id.value())
        .query((row, n) -> Optional.ofNullable(row.getBytes("handoff_briefing")))
        .optional()
        .flatMap(sealed -> sealed)
        .map(sealed -> json.readValue(vault.open(sealed, "briefing/" + id), Briefing.class));
  }

  /**
   * Puts other lines into the briefing of a conversation that is with people.
   *
   * @param before the briefing that they sum up: where it is another one by now, nothing changes
   * @param summary at most three lines for people
   * @return whether they stand in it
   */
  @Transactional
  public boolean summarise(ConversationId id, Briefing before, List<String> summary) {
    // Its row first: nobody hands over anew while the briefing is compared.
    if (locked(id).isEmpty() || !briefing(id).filter(before::equals).isPresent()) {
      return false;
    }
    Briefing after = before.withSummary(summary);
    return jdbc.sql("update conversation set handoff_briefing = :briefing where id = :id")
            .param("briefing", vault.seal(json.writeValueAsString(after), "briefing/" + id))
            .param("id", id.value())
            .update()
        == 1;
  }

  private Message insert(
      ConversationId id,
      long seq,
      Author author,
      @Nullable Writer writer,
      @Nullable ClientMessageId clientId,
      Body body,
      long answers,
      boolean gathered) {
    OffsetDateTime at = now();
    jdbc.sql(
            """
            insert into message
              (conversation, seq, author, written_by, client_id, body, answers, gathered, at)
            values (:id, :seq, :author, :writer, :clientId, :body, :answers, :gathered, :at)
            """)
        .param("id", id.value())
        .param("seq", seq)
        .param("author", word(author))
        .param("writer", writer == null ? null : writer.account(), java.sql.Types.VARCHAR)
        .param("clientId", clientId == null ? null : clientId.value(), java.sql.Types.VARCHAR)
        .param("body", vault.seal(json.writeValueAsString(body), place(id.value(), seq)))
        .param("answers", answers)
        .param("gathered", gathered)
        .param("at", at)
        .update();
    return new Message(
        seq,
        author,
        at.toInstant(),
        clientId,
        body.parts(),
        body.asks(),
        answers,
        gathered,
        writer);
  }

  private Optional<Message> byClientId(
      ConversationId id, ClientMessageId clientId, @Nullable String account) {
    return jdbc.sql(
            """
            select * from message
            where conversation = :id and client_id = :clientId
              and coalesce(written_by, '') = coalesce(:account, '')
            """)
        .param("id", id.value())
        .param("account", account, java.sql.Types.VARCHAR)
        .param("clientId", clientId.value())
        .query((row, n) -> message(row))
        .optional();
  }

  private Message message(ResultSet row) throws SQLException {
    UUID conversation = row.getObject("conversation", UUID.class);
    long seq = row.getLong("seq");
    Body body =
        json.readValue(vault.open(row.getBytes("body"), place(conversation, seq)), Body.class);
    String clientId = row.getString("client_id");
    String account = row.getString("written_by");
    return new Message(
        seq,
        Author.valueOf(row.getString("author").toUpperCase(Locale.ROOT)),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        clientId == null ? null : new ClientMessageId(clientId),
        body.parts(),
        body.asks(),
        row.getLong("answers"),
        row.getBoolean("gathered"),
        account == null ? null : new Writer(account, body.by() == null ? account : body.by()));
  }

  private Conversation conversation(ResultSet row) throws SQLException {
    var id = new ConversationId(Objects.requireNonNull(row.getObject("id", UUID.class)));
    byte[] memory = row.getBytes("memory");
    return new Conversation(
        id,
        new ShopperId(row.getString("shopper")),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        ConversationState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("last_seq"),
        row.getLong("answered_seq"),
        memory == null ? null : vault.open(memory, "memory/" + id));
  }

  private static String place(UUID conversation, long seq) {
    return "message/" + conversation + "/" + seq;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private OffsetDateTime now() {
    // PostgreSQL keeps microseconds: what is returned now must equal what is read later.
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
        .truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }
}
