package io.xianda.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.xianda.identity.IdentitySettings;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is logged in, in PostgreSQL. What the database said about a session is remembered for at most
 * two seconds; what is revoked or changed on this node is forgotten at once, on others within that
 * time. Thread-safe.
 */
@Repository
class Sessions implements StaffSessions {

  private static final long MOST_REMEMBERED = 10_000;
  private static final Duration SEEN_TO = Duration.ofMinutes(1);

  /** How long it can still be told that somebody was logged in. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int MOST_SHOWN = 200;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final StaffSettings settings;
  private final IdentitySettings identity;
  private final Cache<UUID, Optional<Holder>> remembered;

  Sessions(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      StaffSettings settings,
      IdentitySettings identity,
      Ticker ticker) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
    this.identity = identity;
    this.remembered =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.remembered())
            .maximumSize(MOST_REMEMBERED)
            .ticker(ticker)
            .build();
  }

  @Override
  public Optional<Holder> holder(UUID session) {
    return Objects.requireNonNull(remembered.get(session, this::ask));
  }

  private Optional<Holder> ask(UUID session) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          Instant now = clock.instant();
          see(session, now);
          return jdbc.sql(
                  """
                  select name, roles, must_change from staff_session
                  join staff_account on name = account
                  where id = :id and revoked_at is null and expires_at > :now
                    and not disabled and (:demo or not demo)
                  """)
              .param("id", session)
              .param("now", Accounts.time(now))
              .param("demo", identity.demo())
              .query((row, n) ->
                  new Holder(
                      new Staff(row.getString("name"), Accounts.roles(row)),
                      row.getBoolean("must_change")))
              .optional();
        }));
  }

  private void see(UUID session, Instant now) {
    jdbc.sql("update staff_session set last_seen_at = :now where id = :id and last_seen_at < :then")
        .param("id", session)
        .param("now", Accounts.time(now))
        .param("then", Accounts.time(now.minus(SEEN_TO)))
        .update();
  }

  /** A new session of an account that is locked by the caller. */
  @Transactional(propagation = Propagation.MANDATORY)
  Session open(AccountName account) {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(settings.sessionLife());
    jdbc.sql("delete from staff_session where account = :account and expires_at < :then")
        .param("account", account.value())
        .param("then", Accounts.time(now.minus(KEPT)))
        .update();
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into staff_session (id, account, created_at, last_seen_at, expires_at)
            values (:id, :account, :now, :now, :expiresAt)
            """)
        .param("id", id)
        .param("account", account.value())
        .param("now", Accounts.time(now))
        .param("expiresAt", Accounts.time(expiresAt))
        .update();
    return new Session(id, now, now, expiresAt, null);
  }

  /** The newest 200 sessions of an account, also those that are over. */
  @Transactional(readOnly = true)
  List<Session> of(AccountName account) {
    return jdbc.sql(
            """
            select * from staff_session where account = :account
            order by created_at desc, id limit :most
            """)
        .param("account", account.value())
        .param("most", MOST_SHOWN)
        .query((row, n) -> session(row))
        .list();
  }

  /**
   * Ends a session of an account.
   *
   * @return whether it was good until now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean revoke(AccountName account, UUID session) {
    boolean revoked =
        jdbc.sql(
                    """
                    update staff_session set revoked_at = :now
                    where id = :id and account = :account and revoked_at is null and expires_at > :now
                    """)
                .param("id", session)
                .param("account", account.value())
                .param("now", Accounts.time(clock.instant()))
                .update()
            == 1;
    forget(List.of(session));
    return revoked;
  }

  /**
   * Ends all sessions of an account.
   *
   * @param but this one; empty to end them all
   * @return how many were good until now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  int revokeAll(AccountName account, Optional<UUID> but) {
    List<UUID> revoked =
        jdbc.sql(
                """
                update staff_session set revoked_at = :now
                where account = :account and revoked_at is null and expires_at > :now
                  and (cast(:but as uuid) is null or id <> cast(:but as uuid))
                returning id
                """)
            .param("account", account.value())
            .param("now", Accounts.time(clock.instant()))
            .param("but", but.orElse(null), Types.OTHER)
            .query((row, n) -> row.getObject("id", UUID.class))
            .list();
    forget(revoked);
    return revoked.size();
  }

  /** What is remembered of an account's sessions is not so any more when the caller is done. */
  @Transactional(propagation = Propagation.MANDATORY)
  void forget(AccountName account) {
    forget(
        jdbc.sql(
                """
                select id from staff_session
                where account = :account and revoked_at is null and expires_at > :now
                """)
            .param("account", account.value())
            .param("now", Accounts.time(clock.instant()))
            .query((row, n) -> row.getObject("id", UUID.class))
            .list());
  }

  /**
   * One by one, not all at once: removing a key waits for whoever is just asking the database about
   * it, so that no answer of before the change is remembered after it.
   */
  private void forget(List<UUID> sessions) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            sessions.forEach(remembered::invalidate);
          }
        });
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getObject("id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        Accounts.instant(row, "revoked_at"));
  }
}
