package io.xianda.webhook;

import io.xianda.conversation.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * This room's tables. Addresses and secrets are sealed. Transactions are those of the caller. Rows
 * of endpoints are locked before those of deliveries. Thread-safe.
 */
@Repository
class WebhookRows {

  private final JdbcClient jdbc;
  private final Vault vault;

  WebhookRows(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /**
   * What is to be sent now.
   *
   * @param data of the event, as JSON
   */
  record Due(
      UUID id,
      UUID event,
      EventKind kind,
      Instant eventAt,
      String data,
      int attempts,
      Instant at) {}

  /**
   * What came of the last attempt.
   *
   * @param status of the answer, or {@code null}
   * @param problem why there was none, or {@code null}
   */
  record Attempt(@Nullable Integer status, @Nullable String problem, int millis, Instant at) {}

  // ---- endpoints

  List<Endpoint> endpoints() {
    return jdbc.sql("select * from webhook_endpoint order by created_at, id")
        .query((row, n) -> endpoint(row))
        .list();
  }

  Optional<Endpoint> endpoint(UUID id) {
    return jdbc.sql("select * from webhook_endpoint where id = :id")
        .param("id", id)
        .query((row, n) -> endpoint(row))
        .optional();
  }

  /** The endpoint, held until the transaction ends. */
  Optional<Endpoint> locked(UUID id) {
    return jdbc.sql("select * from webhook_endpoint where id = :id for update")
        .param("id", id)
        .query((row, n) -> endpoint(row))
        .optional();
  }

  /** Nobody else makes or deletes one until the transaction ends. */
  void lockAll() {
    jdbc.sql("lock table webhook_endpoint in share row exclusive mode").update();
  }

  void insert(Endpoint endpoint, Secret secret) {
    jdbc.sql(
            """
            insert into webhook_endpoint
              (id, name, url, events, paused, secret, version, created_at, changed_at, changed_by)
            values (:id, :name, :url, :events, :paused, :secret, :version, :at, :at, :by)
            """)
        .param("id", endpoint.id())
        .param("name", endpoint.name())
        .param("url", vault.seal(endpoint.url(), urlOf(endpoint.id())))
        .param("events", words(endpoint.events()), Types.ARRAY)
        .param("paused", endpoint.paused())
        .param("secret", vault.seal(secret.value(), secretOf(endpoint.id())))
        .param("version", endpoint.version())
        .param("at", at(endpoint.createdAt()))
        .param("by", endpoint.changedBy())
        .update();
  }

  /** What people set; the circuit closes, since what was wrong may be mended. */
  void update(Endpoint endpoint) {
    jdbc.sql(
            """
            update webhook_endpoint set name = :name, url = :url, events = :events, paused = :paused,
              failures = 0, rest_until = null, version = :version, changed_at = :at, changed_by = :by
            where id = :id
            """)
        .param("id", endpoint.id())
        .param("name", endpoint.name())
        .param("url", vault.seal(endpoint.url(), urlOf(endpoint.id())))
        .param("events", words(endpoint.events()), Types.ARRAY)
        .param("paused", endpoint.paused())
        .param("version", endpoint.version())
        .param("at", at(endpoint.changedAt()))
        .param("by", endpoint.changedBy())
        .update();
  }

  /** Another secret; the one before is good for a while. */
  void rotate(UUID id, Secret fresh, Instant oldUntil, long version, Instant now, String by) {
    jdbc.sql(
            """
            update webhook_endpoint set old_secret = secret, old_until = :until, secret = :secret,
              version = :version, changed_at = :at, changed_by = :by
            where id = :id
            """)
        .param("until", at(oldUntil))
        .param("secret", vault.seal(fresh.value(), secretOf(id)))
        .param("version", version)
        .param("at", at(now))
        .param("by", by)
        .param("id", id)
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("delete from webhook_endpoint where id = :id").param("id", id).update();
    jdbc.sql("delete from webhook_delivery where endpoint = :id").param("id", id).update();
  }

  /** The secrets that sign now, the newest first. */
  List<Secret> secrets(UUID id, Instant now) {
    return jdbc.sql("select secret, old_secret, old_until from webhook_endpoint where id = :id")
        .param("id", id)
        .query((row, n) -> {
          Secret newest = new Secret(vault.open(row.getBytes("secret"), secretOf(id)));
          byte[] old = row.getBytes("old_secret");
          Instant until = instantOrNull(row, "old_until");
          return old == null || until == null || !now.isBefore(until)
              ? List.of(newest)
              : List.of(newest, new Secret(vault.open(old, secretOf(id))));
        })
        .optional()
        .orElse(List.of());
  }

  /** How the endpoint does. */
  void circuit(UUID id, int failures, @Nullable Instant restUntil, @Nullable Instant failingSince) {
    jdbc.sql(
            """
            update webhook_endpoint
            set failures = :failures, rest_until = :rest, failing_since = :since where id = :id
            """)
        .param("failures", failures)
        .param("rest", atOrNull(restUntil), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("since", atOrNull(failingSince), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("id", id)
        .update();
  }

  // ---- deliveries

  /** Endpoints for which something is due. */
  List<UUID> withWork(Instant now) {
    return jdbc.sql(
            """
            select e.id from webhook_endpoint e
            where not e.paused and (e.rest_until is null or e.rest_until <= :now) and exists (
              select 1 from webhook_delivery d
              where d.endpoint = e.id and d.state in ('waiting', 'sending') and d.next_at <= :now)
            """)
        .param("now", at(now))
        .query((row, n) -> uuid(row, "id"))
        .list();
  }

  /** Takes what is due for an endpoint; nobody else is given it before {@code until}. */
  List<Due> take(UUID endpoint, Instant now, Instant until, int limit) {
    return jdbc.sql(
            """
            with taken as (
              update webhook_delivery set state = 'sending', attempts = attempts + 1, next_at = :until
              where id in (
                select id from webhook_delivery
                where endpoint = :endpoint and state in ('waiting', 'sending') and next_at <= :now
                order by next_at, place limit :limit for update skip locked)
              returning *)
            select d.*, e.kind, e.at as event_at, e.data from taken d
            join webhook_event e on e.id = d.event order by d.place
            """)
        .param("until", at(until))
        .param("endpoint", endpoint)
        .param("now", at(now))
        .param("limit", limit)
        .query((row, n) ->
            new Due(
                uuid(row, "id"),
                uuid(row, "event"),
                EventKind.of(row.getString("kind")),
                instant(row, "event_at"),
                row.getString("data"),
                row.getInt("attempts"),
                instant(row, "at")))
        .list();
  }

  /**
   * Notes what came of an attempt.
   *
   * @return whether nobody else has tried it meanwhile
   */
  boolean settle(Due due, Delivery.State state, Instant nextAt, Attempt attempt) {
    return jdbc.sql(
                """
                update webhook_delivery set state = :state, next_at = :next, status = :status,
                  problem = :problem, millis = :millis, tried_at = :at
                where id = :id and state = 'sending' and attempts = :attempts
                """)
            .param("state", word(state))
            .param("next", at(nextAt))
            .param("status", attempt.status(), Types.INTEGER)
            .param("problem", attempt.problem(), Types.VARCHAR)
            .param("millis", attempt.millis())
            .param("at", at(attempt.at()))
            .param("id", due.id())
            .param("attempts", due.attempts())
            .update()
        == 1;
  }

  /** Deliveries of an endpoint, the newest first. */
  List<Delivery> deliveries(UUID endpoint, Delivery.@Nullable State state, long before, int limit) {
    return jdbc.sql(
            """
            select d.*, e.kind from webhook_delivery d join webhook_event e on e.id = d.event
            where d.endpoint = :endpoint and d.place < :before
              and (cast(:state as text) is null or d.state = :state)
            order by d.place desc limit :limit
            """)
        .param("endpoint", endpoint)
        .param("before", before)
        .param("state", state == null ? null : word(state), Types.VARCHAR)
        .param("limit", limit)
        .query((row, n) -> delivery(row))
        .list();
  }

  Optional<Delivery> delivery(UUID endpoint, UUID id) {
    return jdbc.sql(
            """
            select d.*, e.kind from webhook_delivery d join webhook_event e on e.id = d.event
            where d.endpoint = :endpoint and d.id = :id
            """)
        .param("endpoint", endpoint)
        .param("id", id)
        .query((row, n) -> delivery(row))
        .optional();
  }

  /** An event of which only one endpoint is told; the same id again changes nothing. */
  void ping(UUID endpoint, UUID id, Instant now) {
    jdbc.sql(
            """
            insert into webhook_event (id, kind, at, data) values (:id, 'ping', :now, '{}')
            on conflict (id) do nothing
            """)
        .param("id", id)
        .param("now", at(now))
        .update();
    jdbc.sql(
            """
            insert into webhook_delivery (id, endpoint, event, next_at, at)
            values (:id, :endpoint, :id, :now, :now) on conflict do nothing
            """)
        .param("id", id)
        .param("endpoint", endpoint)
        .param("now", at(now))
        .update();
  }

  /** One event once more; the same request again changes nothing. */
  int replay(UUID endpoint, UUID event, UUID request, Instant now) {
    return jdbc.sql(
            """
            insert into webhook_delivery (id, endpoint, event, replay, next_at, at)
            values (gen_random_uuid(), :endpoint, :event, :request, :now, :now) on conflict do nothing
            """)
        .param("endpoint", endpoint)
        .param("event", event)
        .param("request", request)
        .param("now", at(now))
        .update();
  }

  /** How many events of these kinds there are in a span, counted up to a bound. */
  int count(Set<EventKind> kinds, Instant from, Instant until, int bound) {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from webhook_event
              where at >= :from and at < :until and kind = any (:kinds) limit :bound) found
            """)
        .param("from", at(from))
        .param("until", at(until))
        .param("kinds", words(kinds), Types.ARRAY)
        .param("bound", bound)
        .query(Integer.class)
        .single();
  }

  /** All events of a span once more; the same request again changes nothing. */
  int replay(
      UUID endpoint, Set<EventKind> kinds, Instant from, Instant until, UUID request, Instant now) {
    return jdbc.sql(
            """
            insert into webhook_delivery (id, endpoint, event, replay, next_at, at)
            select gen_random_uuid(), :endpoint, id, :request, :now, :now from webhook_event
            where at >= :from and at < :until and kind = any (:kinds) order by at
            on conflict do nothing
            """)
        .param("endpoint", endpoint)
        .param("request", request)
        .param("now", at(now))
        .param("from", at(from))
        .param("until", at(until))
        .param("kinds", words(kinds), Types.ARRAY)
        .update();
  }

  /** Forgets what is older, and what has no endpoint any more; some of it at a time. */
  int forget(Instant before, int limit) {
    return jdbc.sql(
                """
                delete from webhook_event where id in (
                  select id from webhook_event where at < :before limit :limit)
                """)
            .param("before", at(before))
            .param("limit", limit)
            .update()
        + jdbc.sql(
                """
                delete from webhook_delivery where id in (
                  select d.id from webhook_delivery d where d.at < :before or not exists (
                    select 1 from webhook_endpoint e where e.id = d.endpoint) limit :limit)
                """)
            .param("before", at(before))
            .param("limit", limit)
            .update();
  }

  // ---- reading

  private Endpoint endpoint(ResultSet row) throws SQLException {
    UUID id = uuid(row, "id");
    String[] events = (String[]) row.getArray("events").getArray();
    return new Endpoint(
        id,
        row.getString("name"),
        vault.open(row.getBytes("url"), urlOf(id)),
        Arrays.stream(events).map(EventKind::of).collect(Collectors.toSet()),
        row.getBoolean("paused"),
        instantOrNull(row, "old_until"),
        row.getInt("failures"),
        instantOrNull(row, "rest_until"),
        instantOrNull(row, "failing_since"),
        row.getLong("version"),
        instant(row, "created_at"),
        instant(row, "changed_at"),
        row.getString("changed_by"));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    Delivery.State state = Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    boolean open = state == Delivery.State.WAITING || state == Delivery.State.SENDING;
    return new Delivery(
        uuid(row, "id"),
        row.getLong("place"),
        uuid(row, "event"),
        EventKind.of(row.getString("kind")),
        uuid(row, "replay").getMostSignificantBits() != 0,
        state,
        row.getInt("attempts"),
        open ? instant(row, "next_at") : null,
        row.getObject("status", Integer.class),
        row.getString("problem"),
        row.getObject("millis", Integer.class),
        instantOrNull(row, "tried_at"),
        instant(row, "at"));
  }

  private static String urlOf(UUID id) {
    return "webhook/url/" + id;
  }

  private static String secretOf(UUID id) {
    return "webhook/secret/" + id;
  }

  private static String[] words(Set<EventKind> kinds) {
    return kinds.stream().map(EventKind::word).sorted().toArray(String[]::new);
  }

  private static String word(Delivery.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
    return instant == null ? null : at(instant);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
