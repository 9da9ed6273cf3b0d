package io.xianda.gaps;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A real PostgreSQL with our tables, and any number of services on it. */
final class GapDatabase implements AutoCloseable {

  static final Instant START = Instant.parse("2026-06-15T08:00:00Z");
  static final GapSettings SETTINGS = GapSettings.defaults();

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private final EmbeddedPostgres postgres;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();
  private final SettableClock clock = new SettableClock(START);

  GapDatabase() throws IOException {
    postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    DataSource database = postgres.getPostgresDatabase();
    spring.registerBean(DataSource.class, () -> database);
    spring.registerBean(Clock.class, () -> clock);
    spring.registerBean(GapSettings.class, () -> SETTINGS);
    spring.register(
        Beans.class,
        GapTable.class,
        GapDetails.class,
        Gaps.class,
        GroupMessages.class,
        TidyGaps.class,
        ReplayGaps.class);
    spring.refresh();
    empty();
  }

  /** As after the migrations, and the clock at its start. */
  void empty() throws IOException {
    jdbc().sql("drop schema public cascade").update();
    jdbc().sql("create schema public").update();
    for (Path migration : migrations()) {
      jdbc().sql(Files.readString(migration)).update();
    }
    clock.set(START);
  }

  /** A service that has just started: it knows what is in the tables. */
  GroupMessages service() {
    return new GroupMessages(spring.getBean(GapTable.class), SETTINGS);
  }

  GapTable table() {
    return spring.getBean(GapTable.class);
  }

  Gaps gaps() {
    return spring.getBean(Gaps.class);
  }

  ReplayGaps replay() {
    return spring.getBean(ReplayGaps.class);
  }

  /** Of a service of its own, so that nothing of another test is in its memory. */
  TidyGaps tidy() {
    return new TidyGaps(service(), table(), SETTINGS, clock);
  }

  SettableClock clock() {
    return clock;
  }

  JdbcClient jdbc() {
    return spring.getBean(JdbcClient.class);
  }

  /** Which messages stand together, without the ids of their clusters. */
  Set<Set<String>> groups() {
    Map<UUID, Set<String>> groups = new TreeMap<>();
    jdbc()
        .sql("select cluster, conversation, seq from gap_message")
        .query(row -> {
          groups
              .computeIfAbsent(row.getObject("cluster", UUID.class), id -> new TreeSet<>())
              .add(row.getString("conversation") + "/" + row.getLong("seq"));
        });
    return Set.copyOf(groups.values());
  }

  /** The clusters whose counts are not those of their members; none, if all is well. */
  List<String> wrongCounts() {
    return jdbc()
        .sql(
            """
            select c.id from gap_cluster c left join gap_message m on m.cluster = c.id
            group by c.id
            having c.messages <> count(m.cluster) or c.conversations <> count(distinct m.conversation)
            """)
        .query((row, n) -> row.getString("id"))
        .list();
  }

  @Override
  public void close() throws IOException {
    spring.close();
    postgres.close();
  }

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files
          .sorted(Comparator.comparingInt(GapDatabase::version))
          .collect(Collectors.toList());
    }
  }

  private static int version(Path migration) {
    String name = migration.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  @Configuration(proxyBeanMethods = false)
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
  }
}
