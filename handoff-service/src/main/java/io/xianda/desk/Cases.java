package io.xianda.desk;

import io.xianda.conversation.ConversationId;
import io.xianda.handoff.SkillGroup;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases in the database. Every change is made under the lock of the case's row and stands with
 * its event; what an agent has in hand is counted in the same transaction by {@link Agents}.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Cases {

  /** Urgent ones, then those that an agent has lost, then by rank. */
  private static final String IN_ORDER = " order by urgent desc, at_head desc, rank_at, id ";

  private final JdbcClient jdbc;
  private final Clock clock;

  Cases(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A new one at its place in the queue. */
  long open(
      ConversationId conversation,
      String shopper,
      SkillGroup group,
      Collection<SkillGroup> groups,
      boolean urgent,
      String reason,
      String intent,
      Instant rankAt,
      @Nullable Instant runsOutAt) {
    long id =
        jdbc.sql(
                """
                insert into handoff
                  (conversation, shopper, asked_group, groups, urgent, reason, intent, state, rank_at, queued_at,
                   waiting_since, runs_out_at)
                values
                  (:conversation, :shopper, :group, cast(string_to_array(:groups, ',') as varchar[]), :urgent,
                   :reason, :intent, 'waiting', :rank, :now, :now, :runsOut)
                returning id
                """)
            .param("conversation", conversation.value())
            .param("shopper", shopper)
            .param("group", group.id())
            .param("groups", joined(groups))
            .param("urgent", urgent)
            .param("reason", reason)
            .param("intent", intent)
            .param("rank", at(rankAt))
            .param("now", now())
            .param(
                "runsOut", runsOutAt == null ? null : at(runsOutAt), Types.TIMESTAMP_WITH_TIMEZONE)
            .query(Long.class)
            .single();
    happened(id, "queued", null, group);
    return id;
  }

  /** One that is served from the beginning, because it is reopened. */
  void reopen(ConversationId conversation, String shopper, SkillGroup group, AgentId agent) {
    long id =
        jdbc.sql(
                """
                insert into handoff
                  (conversation, shopper, asked_group, groups, urgent, reason, intent, state, agent, rank_at,
                   queued_at, waiting_since, taken_at)
                values
                  (:conversation, :shopper, :group, array[cast(:group as varchar)], false, 'reopened',
                   coalesce((select intent from handoff where conversation = :conversation order by id desc limit 1), ''),
                   'served', :agent, :now, :now, :now, :now)
                returning id
                """)
            .param("conversation", conversation.value())
            .param("shopper", shopper)
            .param("group", group.id())
            .param("agent", agent.value())
            .param("now", now())
            .query(Long.class)
            .single();
    happened(id, "reopened", agent, group);
  }

  /** The open one of a conversation, locked. */
  Optional<Case> ofConversation(ConversationId conversation) {
    return jdbc.sql(
            "select * from handoff where conversation = :id and state <> 'ended' for update")
        .param("id", conversation.value())
        .query((row, n) -> read(row))
        .optional();
  }

  /** The same, to look at only: nobody waits for whoever reads. */
  Optional<Case> seen(ConversationId conversation) {
    return jdbc.sql("select * from handoff where conversation = :id and state <> 'ended'")
        .param("id", conversation.value())
        .query((row, n) -> read(row))
        .optional();
  }

  /** The last one of a conversation that is over. */
  Optional<Case> lastEnded(ConversationId conversation) {
    return jdbc.sql(
            """
            select * from handoff where conversation = :id and state = 'ended' and agent is not null
            order by id desc limit 1
            """)
        .param("id", conversation.value())
        .query((row, n) -> read(row))
        .optional();
  }

  /**
   * The first of the queue that somebody could take, locked. What another service has in its hands
   * at this moment is left out.
   *
   * @param groups that have a free agent
   */
  Optional<Case> first(Collection<SkillGroup> groups) {
    return jdbc.sql(
            "select * from handoff where state = 'waiting'"
                // Food safety is anybody's business.
                + " and (urgent or groups && cast(string_to_array(:groups, ',') as varchar[]))"
                + IN_ORDER
                + "limit 1 for update skip locked")
        .param("groups", joined(groups))
        .query((row, n) -> read(row))
        .optional();
  }

  /** All that wait, in their order. */
  List<Case> waiting(int limit) {
    return jdbc.sql("select * from handoff where state = 'waiting'" + IN_ORDER + "limit :limit")
        .param("limit", limit)
        .query((row, n) -> read(row))
        .list();
  }

  /** All that wait or are being offered, in their order. */
  List<Case> inQueue(int limit) {
    return jdbc.sql(
            "select * from handoff where state in ('waiting', 'offered')"
                + IN_ORDER
                + "limit :limit")
        .param("limit", limit)
        .query((row, n) -> read(row))
        .list();
  }

  /** What an agent serves, is asked to take, or was invited to, the oldest first. */
  List<Case> inHandsOf(AgentId agent) {
    return jdbc.sql(
            """
            select h.* from handoff h where h.agent = :agent and h.state in ('served', 'transfer')
            union select h.* from handoff h where h.offered_to = :agent
            union select h.* from handoff h join handoff_guest g on g.handoff = h.id
              where g.agent = :agent and h.state in ('served', 'transfer')
            order by id
            """)
        .param("agent", agent.value())
        .query((row, n) -> read(row))
        .list();
  }

  /** Conversations of which an offer has lapsed. */
  List<ConversationId> lapsed(int limit) {
    return conversations(
        "select conversation from handoff where offer_until <= :now order by offer_until limit :limit",
        clock.instant(),
        limit);
  }

  /** Conversations whose transfer nobody has accepted in time, and is offered to nobody now. */
  List<ConversationId> transfersOverdue(int limit) {
    return conversations(
        """
        select conversation from handoff
        where state = 'transfer' and offered_to is null and transfer_until <= :now limit :limit
        """,
        clock.instant(),
        limit);
  }

  /** Conversations that are to be transferred and offered to nobody. */
  List<ConversationId> transfersWithoutOffer(int limit) {
    return conversations(
        """
        select conversation from handoff
        where state = 'transfer' and offered_to is null and transfer_until > :now limit :limit
        """,
        clock.instant(),
        limit);
  }

  /** Conversations that are in the hands of agents who have been gone since {@code before}. */
  List<ConversationId> lost(Instant before, int limit) {
    return conversations(
        """
        select h.conversation from handoff h join agent a on a.name = h.agent
        where h.state in ('served', 'transfer') and a.presence = 'offline' and a.seen_at <= :now
        order by h.id limit :limit
        """,
        before,
        limit);
  }

  private List<ConversationId> conversations(String query, Instant at, int limit) {
    return jdbc.sql(query)
        .param("now", at(at))
        .param("limit", limit)
        .query((row, n) -> new ConversationId(row.getObject("conversation", UUID.class)))
        .list();
  }

  /**
   * Lets those who help out take what has waited since {@code before}.
   *
   * @return how many
   */
  int overflow(Instant before, SkillGroup to) {
    return jdbc.sql(
            """
            with more as (
              update handoff set groups = array_append(groups, cast(:to as varchar))
              where id in (
                select id from handoff
                where state = 'waiting' and waiting_since <= :before and not groups @> array[cast(:to as varchar)]
                order by id for update skip locked)
              returning id)
            insert into handoff_event (handoff, at, kind, skill_group)
            select id, :now, 'overflow', :to from more
            """)
        .param("before", at(before))
        .param("to", to.id())
        .param("now", now())
        .update();
  }

  /** Becomes urgent, and anybody may take it. */
  void makeUrgent(
      long id, SkillGroup group, Collection<SkillGroup> groups, String reason, String intent) {
    jdbc.sql(
            """
            update handoff set urgent = true, asked_group = :group, reason = :reason,
              intent = case when :intent = '' then intent else :intent end,
              groups = cast(string_to_array(:groups, ',') as varchar[])
            where id = :id
            """)
        .param("group", group.id())
        .param("groups", joined(groups))
        .param("reason", reason)
        .param("intent", intent)
        .param("id", id)
        .update();
    happened(id, "urgent", null, group);
  }

  void offer(Case open, AgentId to, Duration accept) {
    jdbc.sql(
            """
            update handoff set offered_to = :to, offer_until = :until,
              state = case when state = 'waiting' then 'offered' else state end
            where id = :id
            """)
        .param("to", to.value())
        .param("until", at(clock.instant().plus(accept)))
        .param("id", open.id())
        .update();
    happened(open.id(), "offered", to, null);
  }

  /** The offer is over; the agent is remembered as one who let it pass. */
  void withdrawOffer(Case open, String kind) {
    AgentId to = Objects.requireNonNull(open.offeredTo());
    jdbc.sql(
            """
            update handoff set offered_to = null, offer_until = null,
              passed_by = array_append(passed_by, cast(:to as varchar)),
              state = case when state = 'offered' then 'waiting' else state end
            where id = :id
            """)
        .param("to", to.value())
        .param("id", open.id())
        .update();
    happened(open.id(), kind, to, null);
  }

  void take(Case open, AgentId agent) {
    SkillGroup group =
        open.transferGroup() == null
            ? open.askedGroup()
            : Objects.requireNonNull(open.transferGroup());
    jdbc.sql(
            """
            update handoff set state = 'served', agent = :agent, offered_to = null, offer_until = null,
              transfer_group = null, transfer_agent = null, transfer_until = null,
              asked_group = :group, passed_by = '{}', at_head = false, taken_at = coalesce(taken_at, :now)
            where id = :id
            """)
        .param("agent", agent.value())
        .param("group", group.id())
        .param("now", now())
        .param("id", open.id())
        .update();
    // Whoever was invited and now serves it is no guest any more.
    jdbc.sql("delete from handoff_guest where handoff = :id and agent = :agent")
        .param("id", open.id())
        .param("agent", agent.value())
        .update();
    happened(
        open.id(), open.state() == Case.State.TRANSFER ? "transferred" : "taken", agent, group);
  }

  /** Back into the queue, at its head. */
  void requeue(Case open, Collection<SkillGroup> groups) {
    jdbc.sql(
            """
            update handoff set state = 'waiting', agent = null, offered_to = null, offer_until = null,
              transfer_group = null, transfer_agent = null, transfer_until = null, transfer_note = null,
              at_head = true, waiting_since = :now, groups = cast(string_to_array(:groups, ',') as varchar[]),
              passed_by = '{}'
            where id = :id
            """)
        .param("groups", joined(groups))
        .param("now", now())
        .param("id", open.id())
        .update();
    jdbc.sql("delete from handoff_guest where handoff = :id").param("id", open.id()).update();
    happened(open.id(), "agent-lost", open.agent(), null);
  }

  void transfer(
      Case open,
      @Nullable SkillGroup group,
      @Nullable AgentId to,
      byte @Nullable [] note,
      Duration within) {
    jdbc.sql(
            """
            update handoff set state = 'transfer', transfer_group = :group, transfer_agent = :to,
              transfer_until = :until, transfer_note = :note, passed_by = '{}'
            where id = :id
            """)
        .param("group", group == null ? null : group.id(), Types.VARCHAR)
        .param("to", to == null ? null : to.value(), Types.VARCHAR)
        .param("until", at(clock.instant().plus(within)))
        .param("note", note, Types.BINARY)
        .param("id", open.id())
        .update();
    happened(open.id(), "transfer-asked", open.agent(), group);
  }

  /** Nobody accepted: it stays where it is. */
  void returnTransfer(Case open) {
    jdbc.sql(
            """
            update handoff set state = 'served', transfer_group = null, transfer_agent = null,
              transfer_until = null, transfer_note = null, passed_by = '{}'
            where id = :id
            """)
        .param("id", open.id())
        .update();
    happened(open.id(), "transfer-back", open.agent(), null);
  }

  Optional<byte[]> transferNote(Case open) {
    return jdbc.sql("select transfer_note from handoff where id = :id")
        .param("id", open.id())
        .query((row, n) -> Optional.ofNullable(row.getBytes("transfer_note")))
        .optional()
        .flatMap(note -> note);
  }

  void end(Case open, Ending ending) {
    jdbc.sql(
            """
            update handoff set state = 'ended', ending = :ending, ended_at = :now, offered_to = null,
              offer_until = null, transfer_group = null, transfer_agent = null, transfer_until = null
            where id = :id
            """)
        .param("ending", ending.word())
        .param("now", now())
        .param("id", open.id())
        .update();
    jdbc.sql("delete from handoff_guest where handoff = :id").param("id", open.id()).update();
    happened(open.id(), ending.word(), open.agent(), null);
  }

  void replied(Case open) {
    if (open.firstReplyAt() == null) {
      jdbc.sql("update handoff set first_reply_at = :now where id = :id")
          .param("now", now())
          .param("id", open.id())
          .update();
    }
  }

  boolean invite(Case open, AgentId guest) {
    int added =
        jdbc.sql(
                """
                insert into handoff_guest (handoff, agent, since) values (:id, :guest, :now)
                on conflict do nothing
                """)
            .param("id", open.id())
            .param("guest", guest.value())
            .param("now", now())
            .update();
    if (added > 0) {
      happened(open.id(), "invited", guest, null);
    }
    return added > 0;
  }

  boolean uninvite(Case open, AgentId guest) {
    return jdbc.sql("delete from handoff_guest where handoff = :id and agent = :guest")
            .param("id", open.id())
            .param("guest", guest.value())
            .update()
        > 0;
  }

  List<AgentId> guests(long id) {
    return jdbc.sql("select agent from handoff_guest where handoff = :id order by since")
        .param("id", id)
        .query((row, n) -> new AgentId(row.getString("agent")))
        .list();
  }

  boolean concerns(AgentId agent, ConversationId id) {
    return jdbc.sql(
            """
            select exists (
              select 1 from handoff h where h.conversation = :id and (
                h.agent = :agent or h.offered_to = :agent
                or exists (select 1 from handoff_guest g where g.handoff = h.id and g.agent = :agent)
                or h.state in ('waiting', 'offered') and exists (
                  select 1 from agent_group m
                  where m.agent = :agent and (h.urgent or m.skill_group = any(h.groups)))))
            or exists (
              select 1 from handoff h join conversation c on c.shopper = h.shopper
              where c.id = :id and h.agent = :agent and h.state in ('served', 'transfer'))
            """)
        .param("id", id.value())
        .param("agent", agent.value())
        .query(Boolean.class)
        .single();
  }

  /** How many stand before this one in the queues that it waits in. */
  int before(Case waiting) {
    return jdbc.sql(
            """
            select count(*) from handoff
            where state in ('waiting', 'offered') and groups && cast(string_to_array(:groups, ',') as varchar[])
              and (not urgent, not at_head, rank_at, id) < (not :urgent, not :head, :rank, :id)
            """)
        .param("groups", joined(waiting.groups()))
        .param("urgent", waiting.urgent())
        .param("head", waiting.atHead())
        .param("rank", at(waiting.rankAt()))
        .param("id", waiting.id())
        .query(Integer.class)
        .single();
  }

  /** How many wait for each group that is asked for. */
  List<Queues.Length> lengths() {
    return jdbc.sql(
            """
            select asked_group, count(*) as length, min(waiting_since) as oldest from handoff
            where state in ('waiting', 'offered') group by asked_group
            """)
        .query((row, n) ->
            new Queues.Length(
                new SkillGroup(row.getString("asked_group")),
                row.getInt("length"),
                instant(row, "oldest")))
        .list();
  }

  /** How long the last ones of a group took from being taken to their end; nothing without any. */
  Optional<Duration> usualTime(SkillGroup group, int last) {
    return jdbc.sql(
            """
            select avg(seconds) from (
              select extract(epoch from ended_at - taken_at) as seconds from handoff
              where state = 'ended' and taken_at is not null and asked_group = :group
              order by ended_at desc limit :last) as recent
            """)
        .param("group", group.id())
        .param("last", last)
        .query((row, n) -> Optional.ofNullable(row.getBigDecimal(1)))
        .single()
        .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()));
  }

  /** Who served this shopper last, not before {@code since}. */
  Optional<AgentId> lastAgent(String shopper, Instant since) {
    return jdbc.sql(
            """
            select agent from handoff
            where shopper = :shopper and state = 'ended' and agent is not null and ended_at >= :since
            order by ended_at desc limit 1
            """)
        .param("shopper", shopper)
        .param("since", at(since))
        .query((row, n) -> new AgentId(row.getString("agent")))
        .optional();
  }

  void happened(long id, String kind, @Nullable AgentId agent, @Nullable SkillGroup group) {
    jdbc.sql(
            """
            insert into handoff_event (handoff, at, kind, agent, skill_group)
            values (:id, :now, :kind, :agent, :group)
            """)
        .param("id", id)
        .param("now", now())
        .param("kind", kind)
        .param("agent", agent == null ? null : agent.value(), Types.VARCHAR)
        .param("group", group == null ? null : group.id(), Types.VARCHAR)
        .update();
  }

  private static Case read(ResultSet row) throws SQLException {
    return new Case(
        row.getLong("id"),
        new ConversationId(Objects.requireNonNull(row.getObject("conversation", UUID.class))),
        row.getString("shopper"),
        new SkillGroup(row.getString("asked_group")),
        strings(row.getArray("groups")).map(SkillGroup::new).toList(),
        row.getBoolean("urgent"),
        row.getString("reason"),
        Case.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("at_head"),
        instant(row, "rank_at"),
        instant(row, "queued_at"),
        instant(row, "waiting_since"),
        agent(row, "agent"),
        agent(row, "offered_to"),
        instantOrNull(row, "offer_until"),
        strings(row.getArray("passed_by")).map(AgentId::new).toList(),
        row.getString("transfer_group") == null
            ? null
            : new SkillGroup(row.getString("transfer_group")),
        agent(row, "transfer_agent"),
        instantOrNull(row, "transfer_until"),
        instantOrNull(row, "taken_at"),
        instantOrNull(row, "first_reply_at"),
        instantOrNull(row, "runs_out_at"));
  }

  private static @Nullable AgentId agent(ResultSet row, String column) throws SQLException {
    String name = row.getString(column);
    return name == null ? null : new AgentId(name);
  }

  private static Stream<String> strings(Array array) throws SQLException {
    return Stream.of((String[]) array.getArray());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(row, column));
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String joined(Collection<SkillGroup> groups) {
    return groups.stream().map(SkillGroup::id).distinct().sorted().collect(Collectors.joining(","));
  }

  private OffsetDateTime now() {
    return at(clock.instant());
  }

  private static OffsetDateTime at(Instant instant) {
    // PostgreSQL keeps microseconds.
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
