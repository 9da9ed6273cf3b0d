package io.xianda.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import io.xianda.audit.AuditEntry;
import io.xianda.audit.AuditLog;
import io.xianda.audit.AuditQuery;
import io.xianda.audit.Deed;
import io.xianda.identity.IdentitySettings;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffSessions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts and sessions on a PostgreSQL of their own, as two nodes see them. */
final class StaffDatabase implements AutoCloseable {

  static final AccountName ADMIN = new AccountName("root");
  static final StaffSettings SETTINGS =
      new StaffSettings(
          Duration.ofHours(12),
          5,
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          4,
          20,
          Duration.ofSeconds(2));

  private final EmbeddedPostgres postgres;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();
  private final Time time = new Time();
  private long begun;

  /**
   * @param demo whether this is the demo
   */
  StaffDatabase(boolean demo) {
    postgres = started();
    DataSource database = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(database).load().migrate();
    spring.registerBean(DataSource.class, () -> database);
    spring.registerBean(Clock.class, () -> time);
    spring.registerBean(Ticker.class, () -> time::nanos);
    spring.registerBean(IdentitySettings.class, () -> settings(demo));
    spring.register(
        Beans.class,
        AuditLog.class,
        Accounts.class,
        Passwords.class,
        CheckPassword.class,
        LogIn.class,
        OwnAccount.class,
        ManageAccounts.class,
        FirstAdmin.class,
        SeedDemoStaff.class);
    spring.registerBean("sessions", Sessions.class);
    spring.registerBean("elsewhere", Sessions.class);
    spring.getBeanFactory().getBeanDefinition("sessions").setPrimary(true);
    spring.refresh();
  }

  private static EmbeddedPostgres started() {
    try {
      return EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IdentitySettings settings(boolean demo) {
    return new IdentitySettings(Duration.ofHours(12), demo, List.of(), List.of());
  }

  <T> T part(Class<T> type) {
    return spring.getBean(type);
  }

  /** Nobody has an account, and nothing was written down. The log itself cannot be emptied. */
  void startsAnew() {
    part(JdbcClient.class).sql("truncate table staff_session, staff_account").update();
    begun =
        part(JdbcClient.class)
            .sql("select coalesce(max(seq), 0) from audit_log")
            .query(Long.class)
            .single();
  }

  void passes(Duration passed) {
    time.passes(passed);
  }

  Instant now() {
    return time.instant();
  }

  /** A new account with a password that its holder chose. */
  AccountName account(String name, String password, StaffRole... roles) {
    return account(name, password, false, roles);
  }

  /** A new account with a password that everybody knows. */
  AccountName demoAccount(String name, String password, StaffRole... roles) {
    return account(name, password, true, roles);
  }

  private AccountName account(String name, String password, boolean demo, StaffRole... roles) {
    var account = new AccountName(name);
    part(TransactionTemplate.class)
        .executeWithoutResult(_ ->
            assertThat(
                    part(Accounts.class)
                        .add(
                            account,
                            new DisplayName("小测"),
                            Set.of(roles),
                            part(Passwords.class).hash(password),
                            false,
                            demo))
                .isTrue());
    return account;
  }

  /** The session of whoever logs in, or nothing when that is refused. */
  Optional<UUID> logsIn(String name, String password) {
    return part(LogIn.class).with(name, password).map(in -> in.session().id());
  }

  ManageAccounts admin() {
    return part(ManageAccounts.class);
  }

  Account find(AccountName name) {
    return part(Accounts.class).find(name).orElseThrow();
  }

  /** What this node says of a session. */
  Optional<StaffSessions.Holder> here(UUID session) {
    return part(Sessions.class).holder(session);
  }

  /** What another node on the same database says of it. */
  Optional<StaffSessions.Holder> elsewhere(UUID session) {
    return spring.getBean("elsewhere", Sessions.class).holder(session);
  }

  /** What was written down about an account, the oldest first. */
  List<Deed> deeds(AccountName name) {
    return part(AuditLog.class)
        .page(
            new AuditQuery(null, null, name.subject(), null, null),
            Long.MAX_VALUE,
            AuditLog.LARGEST_PAGE)
        .reversed()
        .stream()
        .filter(entry -> entry.seq() > begun)
        .map(AuditEntry::deed)
        .toList();
  }

  /** How many passwords were compared until now. */
  int comparisons() {
    return part(CountingEncoder.class).matches.get();
  }

  /** What somebody wants is refused for this reason. */
  static void refuses(StaffProblem problem, Runnable what) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(what::run)
        .extracting(Refusal::problem)
        .isEqualTo(problem);
  }

  @Override
  public void close() throws IOException {
    spring.close();
    postgres.close();
  }

  /**
   * No {@code @Configuration}, which the service of other tests would find and take for its own.
   */
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Beans {

    @Bean
    JdbcClient jdbc(DataSource database) {
      return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource database) {
      return new JdbcTransactionManager(database);
    }

    @Bean
    TransactionTemplate template(PlatformTransactionManager transactions) {
      return new TransactionTemplate(transactions);
    }

    @Bean
    StaffSettings staffSettings() {
      return SETTINGS;
    }

    @Bean
    CountingEncoder encoder() {
      return new CountingEncoder();
    }
  }

  /** bcrypt, quick, and counted. */
  static final class CountingEncoder implements PasswordEncoder {

    private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(SETTINGS.bcryptStrength());
    private final AtomicInteger matches = new AtomicInteger();

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
      return bcrypt.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      matches.incrementAndGet();
      return bcrypt.matches(password, hash);
    }
  }

  /** Stands still until it passes. */
  private static final class Time extends Clock {

    private static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);

    void passes(Duration passed) {
      now.updateAndGet(before -> before.plus(passed));
    }

    long nanos() {
      return Duration.between(MORNING, now.get()).toNanos();
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
