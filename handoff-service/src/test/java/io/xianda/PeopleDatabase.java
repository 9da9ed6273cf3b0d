package io.xianda;

import com.zaxxer.hikari.HikariDataSource;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Vault;
import io.xianda.desk.DeskSettings;
import io.xianda.ticket.TicketSettings;
import io.xianda.ticket.Tickets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListenerFactory;

/** A real PostgreSQL with our tables, and everything of this module on it with its transactions. */
public final class PeopleDatabase implements AutoCloseable {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private final EmbeddedPostgres postgres;
  private final Service service;

  public PeopleDatabase(Clock clock) throws IOException, SQLException {
    this(clock, DeskSettings.defaults());
  }

  public PeopleDatabase(Clock clock, DeskSettings settings, Class<?>... more)
      throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    HikariDataSource database = pool(url());
    for (Path migration : migrations()) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(migration));
      }
    }
    service = new Service(database, clock, settings, more);
  }

  /** A service on the database; there may be several. */
  public static final class Service implements AutoCloseable {

    private final AnnotationConfigApplicationContext spring =
        new AnnotationConfigApplicationContext();
    private final HikariDataSource database;

    public Service(
        HikariDataSource database, Clock clock, DeskSettings settings, Class<?>... more) {
      this.database = database;
      spring.registerBean(DataSource.class, () -> database);
      spring.registerBean(Clock.class, () -> clock);
      spring.registerBean(DeskSettings.class, () -> settings);
      spring.registerBean(TicketSettings.class, TicketSettings::defaults);
      spring.register(Beans.class);
      if (more.length > 0) {
        spring.register(more);
      }
      spring.refresh();
    }

    /** Any part of it. */
    public <T> T the(Class<T> part) {
      return spring.getBean(part);
    }

    @Override
    public void close() {
      spring.close();
      database.close();
    }
  }

  /** Another service on the same database. */
  public Service another() {
    return new Service(pool(url()), service.the(Clock.class), service.the(DeskSettings.class));
  }

  /** Connections to a database, kept open. */
  public static HikariDataSource pool(String url) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(10);
    pool.setMinimumIdle(1);
    return pool;
  }

  /** Where other processes find it. */
  public String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  public Conversations conversations() {
    return service.the(Conversations.class);
  }

  /** Any part of the module. */
  public <T> T the(Class<T> part) {
    return service.the(part);
  }

  public Tickets tickets() {
    return service.the(Tickets.class);
  }

  public JdbcClient jdbc() {
    return service.the(JdbcClient.class);
  }

  @Override
  public void close() throws IOException {
    service.close();
    postgres.close();
  }

  /** By their version, as Flyway runs them: V2 comes before V10. */
  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.sorted(Comparator.comparingInt(PeopleDatabase::version)).toList();
    }
  }

  private static int version(Path migration) {
    String name = migration.getFileName().toString();
    String[] numbers = name.substring(1, name.indexOf("__")).split("_", -1);
    int minor = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
    return Integer.parseInt(numbers[0]) * 100 + minor;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan({
    "io.xianda.audit",
    "io.xianda.conversation",
    "io.xianda.desk",
    "io.xianda.macro",
    "io.xianda.quickreply",
    "io.xianda.shopper",
    "io.xianda.ticket"
  })
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
    Vault vault() {
      return new HidingVault();
    }

    @Bean
    TransactionalEventListenerFactory eventsAfterTransactions() {
      return new TransactionalEventListenerFactory();
    }
  }
}
