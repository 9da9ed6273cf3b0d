package io.xianda.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL 18 as a child process, with settings under which an acknowledged row survives kill -9
 * and a power cut. It listens on 127.0.0.1 only, on a port that is chosen once and kept with the
 * data.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final EmbeddedPostgres postgres;
  private final int port;

  private EmbeddedDatabase(EmbeddedPostgres postgres, int port) {
    this.postgres = postgres;
    this.port = port;
  }

  /**
   * Starts it, or goes on with one that a killed Xianda has left running on the same data.
   *
   * @throws StartupException when it does not come up
   */
  public static EmbeddedDatabase start(DataDirectory directory) {
    Path data = directory.resolve("postgres");
    try {
      boolean running = isRunningOn(data);
      int port = port(directory.resolve("postgres.port"), running);
      var database = new EmbeddedDatabase(launch(directory, data, port), port);
      requireOwnData(data, database.jdbcUrl(), port);
      return database;
    } catch (IOException | IllegalStateException e) {
      throw new StartupException(
          "the database in "
              + data
              + " does not start: "
              + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
              + "; see "
              + directory.resolve("postgres.log"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while the database started", e);
    }
  }

  /**
   * Where the database of a running service is found, without taking its directory; nothing when
   * none runs there. What answers on the port is asked whether it serves this very directory.
   */
  public static Optional<String> running(Path dataDir) {
    Path data = dataDir.toAbsolutePath().normalize().resolve("postgres");
    Path portFile = data.resolveSibling("postgres.port");
    try {
      if (!Files.exists(portFile) || !Files.exists(data.resolve("postmaster.pid"))) {
        return Optional.empty();
      }
      String kept = Files.readString(portFile).strip();
      if (!kept.matches("[1-9]\\d{0,4}") || !answers(Integer.parseInt(kept))) {
        return Optional.empty();
      }
      String url = jdbcUrl(Integer.parseInt(kept));
      requireOwnData(data, url, Integer.parseInt(kept));
      return Optional.of(url);
    } catch (IOException e) {
      throw new StartupException("the data directory " + dataDir + " cannot be read", e);
    }
  }

  /**
   * Whether a server that a killed Xianda has left works on this data. One that is still stopping
   * is waited for.
   */
  private static boolean isRunningOn(Path data) throws IOException, InterruptedException {
    Path pidFile = data.resolve("postmaster.pid");
    long deadline = System.nanoTime() + STOPPING.toNanos();
    while (Files.exists(pidFile) && System.nanoTime() < deadline) {
      // Its process on the first line, its port on the fourth (PostgreSQL, miscadmin.h).
      List<String> lines = Files.readAllLines(pidFile);
      if (lines.size() >= 4
          && lines.get(0).matches("\\d{1,9}")
          && ProcessHandle.of(Long.parseLong(lines.get(0))).isEmpty()) {
        return false;
      }
      if (lines.size() >= 4
          && lines.get(3).matches("[1-9]\\d{0,4}")
          && answers(Integer.parseInt(lines.get(3)))) {
        return true;
      }
      Thread.sleep(Duration.ofMillis(100));
    }
    return false;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whatever answers on the port must serve this very directory: a copied one would else write into
   * its original.
   */
  private static void requireOwnData(Path data, String url, int port) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show data_directory")) {
      row.next();
      if (!Path.of(row.getString(1)).toRealPath().equals(data.toRealPath())) {
        throw new StartupException(
            "port %d belongs to another PostgreSQL, not to the data in %s; delete %s and start again"
                .formatted(port, data, data.resolveSibling("postgres.port")));
      }
    } catch (SQLException | IOException e) {
      throw new StartupException(
          "the database in " + data + " does not answer: " + e.getMessage(), e);
    }
  }

  private static EmbeddedPostgres launch(DataDirectory directory, Path data, int port)
      throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(directory.resolve("postgres-binaries").toFile())
        .setPort(port)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(40))
        .setOutputRedirector(
            ProcessBuilder.Redirect.appendTo(directory.resolve("postgres.log").toFile()))
        .setErrorRedirector(
            ProcessBuilder.Redirect.appendTo(directory.resolve("postgres.log").toFile()))
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("shared_buffers", "128MB")
        .setServerConfig("max_connections", "100")
        .start();
  }

  /** The port that is kept with the data, unless another program has taken it meanwhile. */
  private static int port(Path file, boolean running) throws IOException {
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      if (!kept.matches("[1-9]\\d{0,4}")) {
        throw new StartupException(
            file + " is damaged; delete it and stop any PostgreSQL that still runs on this data");
      }
      int port = Integer.parseInt(kept);
      if (running || !answers(port)) {
        return port;
      }
      LOG.info("port {} is used by another program now; the database gets another", port);
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(file, String.valueOf(free.getLocalPort()));
      return free.getLocalPort();
    }
  }

  /** Where the service finds it. */
  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  private static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      LOG.warn(
          "the database did not stop cleanly and will recover at the next start: {}",
          e.getMessage());
    }
  }
}
