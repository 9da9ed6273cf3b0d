package io.xianda.staff;

import io.xianda.identity.StaffRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All accounts, in PostgreSQL. Whoever decides about an account does so under the {@link #lock} of
 * its row, so that of two at once the second sees what the first has done. Thread-safe.
 */
@Repository
class Accounts {

  /** Any number that nobody else takes: the letters of "staff". */
  private static final long LOCK = 0x73_74_61_66_66L;

  private final JdbcClient jdbc;
  private final Clock clock;

  Accounts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The account, or nothing when there is none of this name. */
  @Transactional(readOnly = true)
  Optional<Account> find(AccountName name) {
    return jdbc.sql("select * from staff_account where name = :name")
        .param("name", name.value())
        .query((row, n) -> account(row))
        .optional();
  }

  /** The hash of its password, or nothing when there is no such account. */
  @Transactional(readOnly = true)
  Optional<String> passwordHash(AccountName name) {
    return jdbc.sql("select password_hash from staff_account where name = :name")
        .param("name", name.value())
        .query(String.class)
        .optional();
  }

  /**
   * Accounts by name.
   *
   * @param after the last that is known, empty to start
   * @param limit at most so many
   */
  @Transactional(readOnly = true)
  List<Account> page(String after, int limit) {
    return jdbc.sql(
            """
            select * from staff_account where name collate "C" > :after
            order by name collate "C" limit :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query((row, n) -> account(row))
        .list();
  }

  /** The account, which nobody else changes until the caller is done. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Account> lock(AccountName name) {
    return jdbc.sql("select * from staff_account where name = :name for update")
        .param("name", name.value())
        .query((row, n) -> account(row))
        .optional();
  }

  /**
   * Nobody else decides about all accounts until the caller is done. Not a lock of the table, which
   * would wait for a log-in that in turn waits for it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void lockAll() {
    jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", LOCK).query((_, _) -> 1).list();
  }

  /** How many admins can log in; the demo's do not count. To be asked under {@link #lockAll}. */
  @Transactional(propagation = Propagation.MANDATORY)
  int admins() {
    return jdbc.sql(
            """
            select count(*) from staff_account
            where 'admin' = any (roles) and not disabled and not demo
            """)
        .query(Integer.class)
        .single();
  }

  /** Whether nobody has an account but the demo's staff. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean nobodyHasOne() {
    return jdbc.sql("select not exists (select from staff_account where not demo)")
        .query(Boolean.class)
        .single();
  }

  /**
   * A new account.
   *
   * @return whether there was none of this name
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean add(
      AccountName name,
      DisplayName displayName,
      Set<StaffRole> roles,
      String passwordHash,
      boolean newPasswordDue,
      boolean demo) {
    return jdbc.sql(
                """
                insert into staff_account
                  (name, display_name, roles, password_hash, must_change, demo, created_at, changed_at)
                values (:name, :displayName, :roles, :hash, :due, :demo, :now, :now)
                on conflict (name) do nothing
                """)
            .param("name", name.value())
            .param("displayName", displayName.value())
            .param("roles", words(roles))
            .param("hash", passwordHash)
            .param("due", newPasswordDue)
            .param("demo", demo)
            .param("now", time(clock.instant()))
            .update()
        == 1;
  }

  /** What an admin may change. */
  @Transactional(propagation = Propagation.MANDATORY)
  void change(AccountName name, DisplayName displayName, Set<StaffRole> roles, boolean disabled) {
    jdbc.sql(
            """
            update staff_account
            set display_name = :displayName, roles = :roles, disabled = :disabled,
                version = version + 1, changed_at = :now
            where name = :name
            """)
        .param("name", name.value())
        .param("displayName", displayName.value())
        .param("roles", words(roles))
        .param("disabled", disabled)
        .param("now", time(clock.instant()))
        .update();
  }

  /** Another password; what was wrong before counts no more. */
  @Transactional(propagation = Propagation.MANDATORY)
  void setPassword(AccountName name, String hash, boolean newPasswordDue) {
    jdbc.sql(
            """
            update staff_account
            set password_hash = :hash, must_change = :due,
                failed_count = 0, failed_since = null, locked_until = null
            where name = :name
            """)
        .param("name", name.value())
        .param("hash", hash)
        .param("due", newPasswordDue)
        .update();
  }

  /** A right password was given: what was wrong before counts no more. */
  @Transactional(propagation = Propagation.MANDATORY)
  void forgetWrongPasswords(AccountName name) {
    jdbc.sql(
            """
            update staff_account
            set failed_count = 0, failed_since = null, locked_until = null where name = :name
            """)
        .param("name", name.value())
        .update();
  }

  /**
   * One more wrong password. So many of them, counted from the first and no longer than so long
   * ago, lock the account, and counting starts anew.
   *
   * @return whether the account is locked by this one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean countWrongPassword(AccountName name, int most, Duration within, Duration lockedFor) {
    Instant now = clock.instant();
    // One statement on one row: PostgreSQL sees to it that no count is lost.
    int count =
        jdbc.sql(
                """
                update staff_account
                set failed_count = case when failed_since > :since then failed_count + 1 else 1 end,
                    failed_since = case when failed_since > :since then failed_since else :now end
                where name = :name
                returning failed_count
                """)
            .param("name", name.value())
            .param("now", time(now))
            .param("since", time(now.minus(within)))
            .query(Integer.class)
            .single();
    if (count < most) {
      return false;
    }
    jdbc.sql(
            """
            update staff_account
            set failed_count = 0, failed_since = null, locked_until = :until where name = :name
            """)
        .param("name", name.value())
        .param("until", time(now.plus(lockedFor)))
        .update();
    return true;
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new AccountName(row.getString("name")),
        new DisplayName(row.getString("display_name")),
        roles(row),
        row.getBoolean("must_change"),
        row.getBoolean("disabled"),
        row.getBoolean("demo"),
        instant(row, "locked_until"),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  /** The roles in a row of the table. */
  static Set<StaffRole> roles(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("roles").getArray())
        .map(StaffRole::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String[] words(Set<StaffRole> roles) {
    return roles.stream().sorted().map(StaffRole::word).toArray(String[]::new);
  }
}
