package io.xianda.conversation;

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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A real PostgreSQL with our tables, and {@link Conversations} on it with its transactions. */
final class RecordDatabase implements AutoCloseable {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private final EmbeddedPostgres postgres;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();

  RecordDatabase(Clock clock) throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    DataSource database = postgres.getPostgresDatabase();
    for (Path migration : migrations()) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(migration));
      }
    }
    spring.registerBean(DataSource.class, () -> database);
    spring.registerBean(Clock.class, () -> clock);
    spring.register(Beans.class);
    spring.refresh();
  }

  Conversations conversations() {
    return spring.getBean(Conversations.class);
  }

  Tickets tickets() {
    return spring.getBean(Tickets.class);
  }

  JdbcClient jdbc() {
    return spring.getBean(JdbcClient.class);
  }

  @Override
  public void close() throws IOException {
    spring.close();
    postgres.close();
  }

  /** By their version, as Flyway runs them: V2 comes before V10. */
  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.sorted(Comparator.comparingInt(RecordDatabase::version)).toList();
    }
  }

  private static int version(Path migration) {
    String name = migration.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement
  @Import(Tickets.class)
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
    Conversations conversations(JdbcClient jdbc, Tickets tickets, Clock clock) {
      return new Conversations(jdbc, new HidingVault(), tickets, clock);
    }
  }
}
