package io.xianda.exchange;

import io.xianda.curating.ApplyChange;
import io.xianda.curating.AuditTrail;
import io.xianda.curating.Curating;
import io.xianda.curating.CuratingSettings;
import io.xianda.curating.Guards;
import io.xianda.curating.Items;
import io.xianda.curating.KnownNames;
import io.xianda.curating.ListItems;
import io.xianda.curating.NearQuestions;
import io.xianda.curating.StoreImported;
import io.xianda.curating.StoredQuestions;
import io.xianda.curating.WorkingVersions;
import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.PassageEncoder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

/** A real PostgreSQL with our tables, and all that files need of it. */
final class ExchangeDatabase implements AutoCloseable {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);
  private static final KnownNames KNOWN =
      new KnownNames(
          Set.of("delivery.fee", "invoice"), Set.of("web", "app"), Set.of("杭州", "上海"), Set.of());
  static final NearQuestions NONE = (question, except, limit) -> List.of();

  private final EmbeddedPostgres postgres;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();

  ExchangeDatabase() {
    try {
      postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DataSource database = postgres.getPostgresDatabase();
    spring.registerBean(DataSource.class, () -> database);
    spring.registerBean(Clock.class, () -> CLOCK);
    spring.register(
        Beans.class,
        Entries.class,
        Items.class,
        StoredQuestions.class,
        AuditTrail.class,
        ApplyChange.class,
        ListItems.class,
        WorkingVersions.class,
        StoreImported.class,
        ExportEntries.class);
    spring.refresh();
    empty();
  }

  /** No tables but ours, and nothing in them. */
  void empty() {
    jdbc().sql("drop schema public cascade").update();
    jdbc().sql("create schema public").update();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.sorted(Comparator.comparingInt(ExchangeDatabase::version)).toList()) {
        jdbc().sql(Files.readString(file)).update();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By their version, as Flyway runs them: V2 comes before V10. */
  private static int version(Path migration) {
    String name = migration.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  DryRun dryRun() {
    return dryRun(NONE, new CuratingSettings(false));
  }

  DryRun dryRun(NearQuestions near, CuratingSettings settings) {
    return new DryRun(
        get(Entries.class),
        get(WorkingVersions.class),
        get(StoredQuestions.class),
        new ShopRules(new Trimmed(), near, DemoFacts.shipped(), KNOWN, settings, CLOCK));
  }

  ImportEntries imports() {
    return new ImportEntries(dryRun(), get(StoreImported.class));
  }

  Curating curating() {
    var guards =
        new Guards(
            new Trimmed(), get(StoredQuestions.class), NONE, DemoFacts.shipped(), KNOWN, CLOCK);
    return new Curating(
        get(Items.class), get(ApplyChange.class), guards, new CuratingSettings(false));
  }

  <T> T get(Class<T> type) {
    return spring.getBean(type);
  }

  JdbcClient jdbc() {
    return get(JdbcClient.class);
  }

  int rows(String table) {
    return jdbc().sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Override
  public void close() throws IOException {
    spring.close();
    postgres.close();
  }

  /** Two questions are the same but for letters' case, and for marks at the end. */
  private record Trimmed() implements PassageEncoder {

    @Override
    public String normalise(String raw) {
      return raw.strip().toLowerCase(Locale.ROOT).replaceAll("[？?。]+$", "");
    }

    @Override
    public float[] encode(String normalised) {
      throw new UnsupportedOperationException("nothing is encoded when files are checked");
    }

    @Override
    public String fingerprint() {
      return "trimmed";
    }
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
