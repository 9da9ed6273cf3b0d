package io.xianda.curating;

import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entries;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A real PostgreSQL with our tables, and curating on it with its transactions. */
final class CuratingDatabase implements AutoCloseable {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  static final KnownNames KNOWN =
      new KnownNames(
          Set.of("delivery.fee", "invoice", "promo.activity"),
          Set.of("web", "mini_program"),
          Set.of("杭州", "上海", "苏州"),
          Set.of());

  final Lowercase encoder = new Lowercase("lowercase-1");
  final SettableClock clock = new SettableClock();
  private final EmbeddedPostgres postgres;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();

  CuratingDatabase() throws IOException {
    postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    DataSource database = postgres.getPostgresDatabase();
    spring.registerBean(DataSource.class, () -> database);
    spring.registerBean(Clock.class, () -> clock);
    spring.register(
        Beans.class,
        Entries.class,
        Items.class,
        StoredQuestions.class,
        AuditTrail.class,
        ApplyChange.class,
        ListItems.class,
        StoreAdopted.class);
    spring.refresh();
  }

  /** For tests whose library starts nothing before them. */
  static CuratingDatabase started() {
    try {
      return new CuratingDatabase();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No tables but ours, and nothing in them. */
  void empty() throws IOException {
    jdbc().sql("drop schema public cascade").update();
    jdbc().sql("create schema public").update();
    for (Path migration : migrations()) {
      jdbc().sql(Files.readString(migration)).update();
    }
  }

  Curating curating(CuratingSettings settings) {
    return curating(settings, (question, except, limit) -> List.of());
  }

  Curating curating(CuratingSettings settings, NearQuestions near) {
    return new Curating(get(Items.class), get(ApplyChange.class), guards(near), settings);
  }

  Guards guards(NearQuestions near) {
    return new Guards(encoder, get(StoredQuestions.class), near, DemoFacts.shipped(), KNOWN, clock);
  }

  AdoptPublished adopt() {
    return adopt(encoder);
  }

  AdoptPublished adopt(Lowercase other) {
    return new AdoptPublished(
        get(Entries.class),
        get(StoreAdopted.class),
        new Guards(
            other,
            get(StoredQuestions.class),
            (question, except, limit) -> List.of(),
            DemoFacts.shipped(),
            KNOWN,
            clock));
  }

  <T> T get(Class<T> type) {
    return spring.getBean(type);
  }

  JdbcClient jdbc() {
    return get(JdbcClient.class);
  }

  @Override
  public void close() throws IOException {
    spring.close();
    postgres.close();
  }

  /** By their version, as Flyway runs them: V2 comes before V10. */
  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.sorted(Comparator.comparingInt(CuratingDatabase::version)).toList();
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
