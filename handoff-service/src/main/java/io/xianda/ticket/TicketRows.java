package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tickets' tables. All calls join the transaction of the caller. Thread-safe. */
final class TicketRows {

  private static final TypeReference<List<ClaimedItem>> ITEMS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Seal seal;
  private final JsonMapper json = JsonMapper.shared();

  TicketRows(JdbcClient jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  /** Words and pictures of an entry, as they are sealed. */
  private record Body(@Nullable String text, List<String> photos) {}

  /** The next count. */
  long nextId() {
    return jdbc.sql("select nextval(pg_get_serial_sequence('ticket', 'id'))")
        .query(Long.class)
        .single();
  }

  /**
   * Stores a new one.
   *
   * @return whether it was new; else there is one of the same turn and reason, or request
   */
  boolean insert(
      Working t, @Nullable Long seq, byte @Nullable [] briefing, @Nullable String request) {
    return jdbc.sql(
                """
                insert into ticket
                  (id, number, conversation, seq, shopper, kind, state, skill_group, priority,
                   promised_as, reason, order_number, items, claimed, photos, briefing, opened_at,
                   counts_from, first_reply_warning, first_reply_due, resolution_warning,
                   resolution_due, request)
                overriding system value
                values
                  (:id, :number, :conversation, :seq, :shopper, :kind, 'open', :group, :priority,
                   :priority, :reason, :order, :items, :claimed, :photos, :briefing, :opened,
                   :opened, :firstWarning, :firstDue, :warning, :due, :request)
                on conflict do nothing
                """)
            .param("id", t.id)
            .param("number", t.number.value())
            .param("conversation", t.conversation, Types.OTHER)
            .param("seq", seq, Types.BIGINT)
            .param("shopper", t.shopper, Types.VARCHAR)
            .param("kind", t.kind.word())
            .param("group", t.group.id())
            .param("priority", word(t.priority))
            .param("reason", t.reason)
            .param("order", t.order, Types.VARCHAR)
            .param(
                "items",
                t.items.isEmpty()
                    ? null
                    : seal.seal(json.writeValueAsString(t.items), "items/" + t.number),
                Types.BINARY)
            .param("claimed", t.claimed, Types.NUMERIC)
            .param("photos", t.photos.toArray(String[]::new))
            .param("briefing", briefing, Types.BINARY)
            .param("opened", at(t.openedAt))
            .param("firstWarning", at(t.firstReply.warning()))
            .param("firstDue", at(t.firstReply.due()))
            .param("warning", at(t.resolution.warning()))
            .param("due", at(t.resolution.due()))
            .param("request", request, Types.VARCHAR)
            .update()
        > 0;
  }

  Optional<Ticket> byRequest(String request) {
    return jdbc.sql("select * from ticket where request = :request")
        .param("request", request)
        .query((row, n) -> ticket(row))
        .optional();
  }

  Optional<Ticket> find(TicketNumber number) {
    return jdbc.sql("select * from ticket where number = :number")
        .param("number", number.value())
        .query((row, n) -> ticket(row))
        .optional();
  }

  List<Ticket> of(UUID conversation) {
    return jdbc.sql("select * from ticket where conversation = :conversation order by id")
        .param("conversation", conversation)
        .query((row, n) -> ticket(row))
        .list();
  }

  List<Ticket> ofShopper(String shopper, @Nullable TicketNumber before, int limit) {
    return jdbc.sql(
            """
            select * from ticket
            where shopper = :shopper
              and (cast(:before as varchar) is null
                or id < (select id from ticket where number = :before))
            order by id desc limit :limit
            """)
        .param("shopper", shopper)
        .param("before", before == null ? null : before.value(), Types.VARCHAR)
        .param("limit", limit)
        .query((row, n) -> ticket(row))
        .list();
  }

  List<Ticket> list(TicketFilter f, int limit) {
    TicketKind kind = f.kind();
    TicketNumber before = f.before();
    SkillGroup group = f.group();
    Instant due = f.dueBefore();
    return jdbc.sql(
            """
            select * from ticket
            where state = any(:states)
              and (cast(:group as varchar) is null or skill_group = :group)
              and (cast(:assignee as varchar) is null or assignee = :assignee)
              and (cast(:kind as varchar) is null or kind = :kind)
              and (cast(:due as timestamptz) is null or resolution_due < :due)
              and (cast(:before as varchar) is null
                or id < (select id from ticket where number = :before))
            order by id desc limit :limit
            """)
        .param("states", f.states().stream().map(TicketState::word).toArray(String[]::new))
        .param("group", group == null ? null : group.id(), Types.VARCHAR)
        .param("assignee", f.assignee(), Types.VARCHAR)
        .param("kind", kind == null ? null : kind.word(), Types.VARCHAR)
        .param("due", due == null ? null : at(due), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("before", before == null ? null : before.value(), Types.VARCHAR)
        .param("limit", limit)
        .query((row, n) -> ticket(row))
        .list();
  }

  List<Ticket> aboutGoods(Instant from, Instant until, int limit) {
    return jdbc.sql(
            """
            select * from ticket
            where opened_at >= :from and opened_at < :until and items is not null
            order by opened_at desc, id desc limit :limit
            """)
        .param("from", at(from))
        .param("until", at(until))
        .param("limit", limit)
        .query((row, n) -> ticket(row))
        .list();
  }

  Optional<Working> lock(TicketNumber number) {
    return jdbc.sql("select * from ticket where number = :number for update")
        .param("number", number.value())
        .query((row, n) -> working(row))
        .optional();
  }

  /** The same, unless somebody else is at it. */
  Optional<Working> lockIfFree(TicketNumber number) {
    return jdbc.sql("select * from ticket where number = :number for update skip locked")
        .param("number", number.value())
        .query((row, n) -> working(row))
        .optional();
  }

  Ticket save(Working t) {
    jdbc.sql(
            """
            update ticket set
              state = :state, skill_group = :group, priority = :priority, promised_as = :promisedAs,
              assignee = :assignee, granted = :granted, photos = :photos,
              counts_from = :countsFrom, paused = :paused, waiting_since = :waiting,
              first_reply_warning = :firstWarning, first_reply_due = :firstDue,
              first_reply_at = :firstAt, first_reply_was = :firstWas,
              resolution_warning = :warning, resolution_due = :due, resolution_was = :was,
              resolved_at = :resolved, closed_at = :closed, entries = :entries,
              version = version + 1
            where id = :id
            """)
        .param("state", t.state.word())
        .param("group", t.group.id())
        .param("priority", word(t.priority))
        .param("promisedAs", word(t.promisedAs))
        .param("assignee", t.assignee, Types.VARCHAR)
        .param("granted", t.granted, Types.NUMERIC)
        .param("photos", t.photos.toArray(String[]::new))
        .param("countsFrom", at(t.countsFrom))
        .param("paused", t.paused.toSeconds())
        .param("waiting", atOrNull(t.waitingSince), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("firstWarning", at(t.firstReply.warning()))
        .param("firstDue", at(t.firstReply.due()))
        .param("firstAt", atOrNull(t.firstReplyAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("firstWas", t.firstReply.was().word())
        .param("warning", at(t.resolution.warning()))
        .param("due", at(t.resolution.due()))
        .param("was", t.resolution.was().word())
        .param("resolved", atOrNull(t.resolvedAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("closed", atOrNull(t.closedAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("entries", t.entries)
        .param("id", t.id)
        .update();
    return t.ticket(t.version + 1);
  }

  /** Tickets of which a time has gone further than anybody was told, the most overdue first. */
  List<TicketNumber> late(Instant now, int limit) {
    return jdbc.sql(
            """
            select number from ticket
            where state in ('open', 'in_progress') and (
              (first_reply_at is null and (
                (first_reply_was = 'in_time' and first_reply_warning <= :now)
                or (first_reply_was <> 'breached' and first_reply_due <= :now)))
              or (resolution_was = 'in_time' and resolution_warning <= :now)
              or (resolution_was <> 'breached' and resolution_due <= :now))
            order by resolution_due limit :limit
            """)
        .param("now", at(now))
        .param("limit", limit)
        .query((row, n) -> new TicketNumber(row.getString("number")))
        .list();
  }

  /** Tickets that were resolved before this time and are not closed. */
  List<TicketNumber> resolvedBefore(Instant before, int limit) {
    return jdbc.sql(
            """
            select number from ticket where state = 'resolved' and resolved_at <= :before
            order by resolved_at limit :limit
            """)
        .param("before", at(before))
        .param("limit", limit)
        .query((row, n) -> new TicketNumber(row.getString("number")))
        .list();
  }

  // ---- the timeline

  TicketEntry append(Working t, TicketEntry entry, @Nullable String clientId) {
    boolean worded = entry.text() != null || !entry.photos().isEmpty();
    jdbc.sql(
            """
            insert into ticket_entry
              (ticket, n, at, actor_kind, actor, what, value, body, visible, client_id)
            values (:ticket, :n, :at, :kind, :actor, :what, :value, :body, :visible, :client)
            """)
        .param("ticket", t.id)
        .param("n", entry.n())
        .param("at", at(entry.at()))
        .param("kind", entry.actor())
        .param("actor", entry.name(), Types.VARCHAR)
        .param("what", entry.what())
        .param("value", entry.value(), Types.VARCHAR)
        .param(
            "body",
            worded
                ? seal.seal(
                    json.writeValueAsString(new Body(entry.text(), entry.photos())),
                    place(t.number, entry.n()))
                : null,
            Types.BINARY)
        .param("visible", entry.visible())
        .param("client", clientId, Types.VARCHAR)
        .update();
    t.entries = entry.n();
    return entry;
  }

  Optional<TicketEntry> added(Working t, String clientId) {
    return jdbc.sql("select * from ticket_entry where ticket = :ticket and client_id = :client")
        .param("ticket", t.id)
        .param("client", clientId)
        .query((row, n) -> entry(t.number, row))
        .optional();
  }

  List<TicketEntry> timeline(TicketNumber number, int after, boolean visibleOnly, int limit) {
    return jdbc.sql(
            """
            select e.* from ticket_entry e join ticket t on t.id = e.ticket
            where t.number = :number and e.n > :after and (e.visible or not :visible)
            order by e.n limit :limit
            """)
        .param("number", number.value())
        .param("after", after)
        .param("visible", visibleOnly)
        .param("limit", limit)
        .query((row, n) -> entry(number, row))
        .list();
  }

  // ---- money

  /** The decisions of a ticket, the oldest first. */
  List<RefundDecision> refunds(Ticket ticket) {
    return jdbc.sql(
            """
            select r.*, t.number from ticket_refund r join ticket t on t.id = r.ticket
            where t.number = :number order by r.attempt
            """)
        .param("number", ticket.number().value())
        .query((row, n) -> refund(ticket, row))
        .list();
  }

  void insert(Working t, RefundDecision d) {
    jdbc.sql(
            """
            insert into ticket_refund
              (ticket, attempt, item, verdict, amount, reason, decided_by, decided_at, status)
            values (:ticket, :attempt, :item, :verdict, :amount, :reason, :by, :at, 'pending')
            """)
        .param("ticket", t.id)
        .param("attempt", d.attempt())
        .param("item", d.item().item())
        .param("verdict", d.amount() == null ? "reject" : "grant")
        .param("amount", d.amount(), Types.NUMERIC)
        .param(
            "reason",
            d.reason() == null ? null : seal.seal(d.reason(), refundPlace(t.number, d.attempt())),
            Types.BINARY)
        .param("by", d.by())
        .param("at", at(d.at()))
        .update();
  }

  /** Keeps what came of a decision; whether nobody has before. */
  boolean settle(Working t, int attempt, @Nullable String refusal) {
    return jdbc.sql(
                """
                update ticket_refund set status = :status, refusal = :refusal
                where ticket = :ticket and attempt = :attempt and status = 'pending'
                """)
            .param("status", refusal == null ? "applied" : "refused")
            .param("refusal", refusal, Types.VARCHAR)
            .param("ticket", t.id)
            .param("attempt", attempt)
            .update()
        > 0;
  }

  /** Decisions of which nobody knows what came, the oldest first. */
  List<Pending> pending(int limit) {
    return jdbc.sql(
            """
            select t.number, r.attempt from ticket_refund r join ticket t on t.id = r.ticket
            where r.status = 'pending' order by r.decided_at limit :limit
            """)
        .param("limit", limit)
        .query((row, n) ->
            new Pending(new TicketNumber(row.getString("number")), row.getInt("attempt")))
        .list();
  }

  /** Names a decision. */
  record Pending(TicketNumber ticket, int attempt) {}

  private RefundDecision refund(Ticket ticket, ResultSet row) throws SQLException {
    int attempt = row.getInt("attempt");
    String item = row.getString("item");
    byte[] reason = row.getBytes("reason");
    return new RefundDecision(
        ticket.number(),
        attempt,
        ticket.items().stream()
            .filter(one -> one.item().equals(item))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("decided about what nobody claimed")),
        row.getBigDecimal("amount"),
        reason == null ? null : seal.open(reason, refundPlace(ticket.number(), attempt)),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        RefundDecision.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("refusal"));
  }

  // ---- rows

  private TicketEntry entry(TicketNumber number, ResultSet row) throws SQLException {
    int n = row.getInt("n");
    byte[] sealed = row.getBytes("body");
    Body body =
        sealed == null
            ? new Body(null, List.of())
            : json.readValue(seal.open(sealed, place(number, n)), Body.class);
    return new TicketEntry(
        n,
        instant(row, "at"),
        row.getString("actor_kind"),
        row.getString("actor"),
        row.getString("what"),
        row.getString("value"),
        body.text(),
        body.photos(),
        row.getBoolean("visible"));
  }

  private Ticket ticket(ResultSet row) throws SQLException {
    var number = new TicketNumber(row.getString("number"));
    byte[] items = row.getBytes("items");
    List<String> photos = new ArrayList<>();
    for (Object photo : (Object[]) row.getArray("photos").getArray()) {
      photos.add(String.valueOf(photo));
    }
    return new Ticket(
        number,
        row.getObject("conversation", UUID.class),
        row.getString("shopper"),
        TicketKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        TicketState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        new SkillGroup(row.getString("skill_group")),
        priority(row, "priority"),
        row.getString("assignee"),
        row.getString("reason"),
        row.getString("order_number"),
        items == null ? List.of() : json.readValue(seal.open(items, "items/" + number), ITEMS),
        amount(row, "claimed"),
        amount(row, "granted"),
        photos,
        instant(row, "opened_at"),
        promise(row, "first_reply"),
        instantOrNull(row, "first_reply_at"),
        promise(row, "resolution"),
        instantOrNull(row, "waiting_since"),
        instantOrNull(row, "resolved_at"),
        instantOrNull(row, "closed_at"),
        row.getLong("version"));
  }

  private Working working(ResultSet row) throws SQLException {
    return new Working(
        row.getLong("id"),
        ticket(row),
        priority(row, "promised_as"),
        instant(row, "counts_from"),
        Duration.ofSeconds(row.getLong("paused")),
        row.getInt("entries"));
  }

  private static Promise promise(ResultSet row, String time) throws SQLException {
    return new Promise(
        instant(row, time + "_warning"),
        instant(row, time + "_due"),
        Timeliness.valueOf(row.getString(time + "_was").toUpperCase(Locale.ROOT)));
  }

  private static Priority priority(ResultSet row, String column) throws SQLException {
    return Priority.valueOf(row.getString(column).toUpperCase(Locale.ROOT));
  }

  private static @Nullable BigDecimal amount(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(row, column), column);
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String place(TicketNumber number, int n) {
    return "ticket-entry/" + number + "/" + n;
  }

  private static String refundPlace(TicketNumber number, int attempt) {
    return "ticket-refund/" + number + "/" + attempt;
  }

  private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
    return instant == null ? null : at(instant);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
