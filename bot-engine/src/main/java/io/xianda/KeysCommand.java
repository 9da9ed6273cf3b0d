package io.xianda;

import io.xianda.storage.ContentKeys;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.storage.SealAgain;
import io.xianda.storage.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda keys}: the keys that content is sealed with. All of it works beside a service
 * that runs, which sees a new key within seconds.
 */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The keys that conversations, tickets, OpenIDs and pictures are sealed with.",
      "rotate, then reseal, then (when no backup needs the older keys any more) retire."
    })
public final class KeysCommand {

  /** Whatever hangs for so long is not going to answer. */
  private static final String PATIENCE = "connectTimeout=5&socketTimeout=120";

  @Option(
      names = "--data-dir",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The data directory of the service (default: ~/.xianda).")
  private Path dataDir = Path.of(System.getProperty("user.home"), ".xianda");

  @Option(
      names = "--db-url",
      scope = CommandLine.ScopeType.INHERIT,
      defaultValue = "${env:XIANDA_DB_URL}",
      description = "JDBC URL of the database, where the service has one of its own.")
  private @Nullable String dbUrl;

  /** Starts the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new KeysCommand()).execute(args));
  }

  @Command(description = "Shows which keys there are, and how much older ones have sealed.")
  int status() {
    return toldErrors(keys -> {
      System.out.println(keys.wrapped() ? "sealed by a master key" : "not sealed by a master key");
      for (ContentKeys.Known known : keys.known()) {
        System.out.printf("key %08x%s%n", known.id(), known.seals() ? "  seals" : "");
      }
      return withDatabase(
          keys,
          again -> {
            System.out.printf("%d values are sealed with older keys%n", again.left());
            return 0;
          });
    });
  }

  @Command(description = "Makes a new key, which seals from now on; the older ones still open.")
  int rotate() {
    return toldErrors(keys -> {
      keys.rotate();
      System.out.println("a new key seals from now on; next: bin/xianda keys reseal");
      return 0;
    });
  }

  @Command(description = "Seals everything with the newest key.")
  int reseal() {
    return toldErrors(keys ->
        withDatabase(
            keys,
            again -> {
              SealAgain.Done done = again.all();
              System.out.printf("%d values sealed again, %d left%n", done.sealed(), done.left());
              return done.left() == 0 ? 0 : 1;
            }));
  }

  @Command(
      description =
          "Forgets older keys, when nothing is sealed with them. Older backups do not open then.")
  int retire() {
    return toldErrors(keys ->
        withDatabase(
            keys,
            again -> {
              long left = again.left();
              if (left > 0) {
                System.err.printf(
                    "xianda: %d values are sealed with older keys; run bin/xianda keys reseal first%n",
                    left);
                return 1;
              }
              keys.retire(Clock.systemUTC());
              System.out.println("older keys are forgotten");
              return 0;
            }));
  }

  @Command(
      description =
          "Seals the file of the keys with XIANDA_STORAGE_MASTERKEY, after which the service needs it too.")
  int wrap() {
    return toldErrors(_ -> {
      if (master().isBlank()) {
        throw new StartupException(
            "set XIANDA_STORAGE_MASTERKEY first (openssl rand -base64 32), and keep it elsewhere");
      }
      new ContentKeys(keysDirectory(), "").moveTo(new ContentKeys(keysDirectory(), master()));
      System.out.println("the keys are sealed by the master key");
      return 0;
    });
  }

  @Command(description = "The reverse of wrap.")
  int unwrap() {
    return toldErrors(keys -> {
      keys.moveTo(new ContentKeys(keysDirectory(), ""));
      System.out.println("the keys are not sealed by a master key any more");
      return 0;
    });
  }

  private int toldErrors(ToIntFunction<ContentKeys> what) {
    try {
      return what.applyAsInt(new ContentKeys(keysDirectory(), master()));
    } catch (StartupException | IllegalStateException | DataAccessException e) {
      System.err.println("xianda: " + e.getMessage());
      return 2;
    }
  }

  private static String master() {
    return Optional.ofNullable(System.getenv("XIANDA_STORAGE_MASTERKEY")).orElse("");
  }

  private Path keysDirectory() {
    Path keys = dataDir.resolve("keys");
    if (!Files.isDirectory(keys)) {
      // A key made here would open nothing.
      throw new StartupException(
          "there are no keys in " + keys + "; start bin/xianda serve with this --data-dir first");
    }
    return keys;
  }

  private int withDatabase(ContentKeys keys, ToIntFunction<SealAgain> what) {
    if (dbUrl != null && !dbUrl.isBlank()) {
      return what.applyAsInt(again(dbUrl, keys));
    }
    Optional<String> running = EmbeddedDatabase.running(dataDir);
    if (running.isPresent()) {
      return what.applyAsInt(again(running.get(), keys));
    }
    try (DataDirectory directory = DataDirectory.take(dataDir);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      return what.applyAsInt(again(database.jdbcUrl(), keys));
    }
  }

  private SealAgain again(String url, ContentKeys keys) {
    var source = new DriverManagerDataSource(url + (url.contains("?") ? "&" : "?") + PATIENCE);
    return new SealAgain(JdbcClient.create(source), keys, dataDir.resolve("photos"));
  }
}
