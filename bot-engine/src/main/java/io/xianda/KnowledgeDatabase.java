package io.xianda;

import io.xianda.conversation.Channel;
import io.xianda.curating.AdoptPublished;
import io.xianda.curating.AuditTrail;
import io.xianda.curating.CuratingSettings;
import io.xianda.curating.Guards;
import io.xianda.curating.KnownNames;
import io.xianda.curating.ListItems;
import io.xianda.curating.NearQuestions;
import io.xianda.curating.StoreAdopted;
import io.xianda.curating.StoreImported;
import io.xianda.curating.StoredQuestions;
import io.xianda.curating.WorkingVersions;
import io.xianda.exchange.DryRun;
import io.xianda.exchange.ExportEntries;
import io.xianda.exchange.ImportEntries;
import io.xianda.exchange.ShopRules;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.Normaliser;
import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.order.DemoShop;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.storage.StartupException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The knowledge base of a shop for a command: without web server, encoder and index. A running
 * service sees what is published here as what another service had published.
 */
final class KnowledgeDatabase implements AutoCloseable {

  /** Whatever hangs for so long is not going to answer. */
  private static final String PATIENCE = "connectTimeout=5&socketTimeout=120";

  /** Nothing is encoded here, hence nothing is near. */
  private static final NearQuestions NONE = (question, except, limit) -> List.of();

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();

  private KnowledgeDatabase() {}

  /**
   * The database of a data directory: that of the service that runs on it, or else one that runs
   * until this is closed.
   */
  static KnowledgeDatabase in(Path dataDir) {
    var database = new KnowledgeDatabase();
    try {
      Optional<String> running = EmbeddedDatabase.running(dataDir);
      if (running.isPresent()) {
        database.connect(running.get(), false);
      } else {
        DataDirectory directory = database.closing(DataDirectory.take(dataDir));
        EmbeddedDatabase started = database.closing(EmbeddedDatabase.start(directory));
        database.connect(started.jdbcUrl(), true);
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** A database that is run by others. */
  static KnowledgeDatabase at(String url) {
    Serve.requireDatabase(url);
    var database = new KnowledgeDatabase();
    try {
      database.connect(url, true);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private <C extends AutoCloseable> C closing(C opened) {
    open.push(opened);
    return opened;
  }

  /** A service that runs has brought the tables to its own version. */
  private void connect(String url, boolean migrate) {
    DataSource source =
        new DriverManagerDataSource(url + (url.contains("?") ? "&" : "?") + PATIENCE);
    if (migrate) {
      Flyway.configure().dataSource(source).load().migrate();
    }
    spring.registerBean(DataSource.class, () -> source);
    spring.register(
        Beans.class,
        Entries.class,
        StoredQuestions.class,
        AuditTrail.class,
        ListItems.class,
        WorkingVersions.class,
        StoreAdopted.class,
        StoreImported.class,
        ExportEntries.class);
    spring.refresh();
    closing(spring);
    adoptPublished();
  }

  /** What was published before there were items is else unknown to every check. */
  private void adoptPublished() {
    var guards =
        new Guards(
            words(), get(StoredQuestions.class), NONE, DemoFacts.shipped(), known(), clock());
    new AdoptPublished(get(Entries.class), get(StoreAdopted.class), guards).run();
  }

  DryRun dryRun() {
    var shop =
        new ShopRules(
            words(), NONE, DemoFacts.shipped(), known(), new CuratingSettings(false), clock());
    return new DryRun(
        get(Entries.class), get(WorkingVersions.class), get(StoredQuestions.class), shop);
  }

  ImportEntries importEntries() {
    return new ImportEntries(dryRun(), get(StoreImported.class));
  }

  ExportEntries exportEntries() {
    return get(ExportEntries.class);
  }

  /** Normalises as the service does: forms that its encoder's name stands on are as good. */
  private Words words() {
    String stored = get(StoreAdopted.class).normaliser();
    return new Words(stored.endsWith(Words.NORMALISER) ? stored : Words.NORMALISER);
  }

  private static KnownNames known() {
    return new KnownNames(
        IntentCatalog.shipped().intents().stream()
            .map(Intent::id)
            .collect(Collectors.toUnmodifiableSet()),
        Arrays.stream(Channel.values())
            .map(channel -> channel.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        DemoShop.cities(),
        Set.of());
  }

  private Clock clock() {
    return get(Clock.class);
  }

  private <T> T get(Class<T> type) {
    return spring.getBean(type);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new StartupException("the database cannot be left: " + e.getMessage(), e);
      }
    }
  }

  /** The normaliser without the encoder. */
  private record Words(String fingerprint) implements PassageEncoder {

    private static final String NORMALISER = ",normaliser-" + Normaliser.VERSION;

    @Override
    public String normalise(String raw) {
      return Normaliser.normalise(raw).text();
    }

    @Override
    public float[] encode(String normalised) {
      throw new UnsupportedOperationException("no encoder is loaded for files");
    }
  }

  /** Not a configuration that the service would find. */
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Beans {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

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
