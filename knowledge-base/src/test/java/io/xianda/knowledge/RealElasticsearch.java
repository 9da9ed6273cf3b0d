package io.xianda.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Elasticsearch for all tests of this module, started by the first that asks and gone with
 * this JVM, however that ends. Where none can be started, who asks is skipped.
 */
final class RealElasticsearch {

  /** Where the build unpacks it. */
  private static final Path UNPACKED = Path.of("target", "elasticsearch");

  private static final Duration START = Duration.ofMinutes(2);

  /**
   * Ends the server's process group as soon as its standard input ends: when it is closed, or when
   * the JVM at its other end has died.
   */
  private static final String UNTIL_EOF =
      """
      exec 3<&0
      setsid "$@" </dev/null 3<&- & server=$!
      (cat <&3 >/dev/null; kill -9 -$server || kill -9 $server) 2>/dev/null &
      wait $server
      """;

  private static @Nullable RealElasticsearch shared;
  private static String whyNot = "";

  private final Path home;
  private final Path run;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  private RealElasticsearch(Path home) throws IOException {
    this.home = home;
    this.run = Files.createTempDirectory(UNPACKED, "run-").toAbsolutePath();
    this.port = freePort();
    Path config = Files.createDirectory(run.resolve("config"));
    for (String file : List.of("log4j2.properties", "jvm.options")) {
      Files.copy(home.resolve("config").resolve(file), config.resolve(file));
    }
    Files.createDirectory(run.resolve("tmp"));
    Files.writeString(
        config.resolve("elasticsearch.yml"),
        """
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: %d
        path.data: %s
        path.logs: %s
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(port, freePort(), run.resolve("data"), run.resolve("logs")));
  }

  /** The one of this JVM, running. */
  static synchronized RealElasticsearch shared() {
    if (shared == null && whyNot.isEmpty()) {
      try {
        var first = new RealElasticsearch(unpacked());
        Runtime.getRuntime().addShutdownHook(new Thread(first::stop, "elasticsearch"));
        first.start();
        shared = first;
      } catch (IOException | IllegalStateException e) {
        whyNot = "no Elasticsearch can be started here: " + e.getMessage();
        System.err.println("SKIPPED: " + whyNot);
      }
    }
    if (shared == null) {
      return Assumptions.abort(whyNot);
    }
    return shared;
  }

  ElasticsearchUrl url() {
    return ElasticsearchUrl.of("http://127.0.0.1:" + port);
  }

  /** Starts it on what it held before; does nothing when it is running. */
  void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      var builder = new ProcessBuilder(command());
      builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("ES_PATH_CONF", run.resolve("config").toString());
      builder.environment().put("ES_TMPDIR", run.resolve("tmp").toString());
      builder.environment().put("ES_JAVA_OPTS", "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1");
      builder.redirectErrorStream(true).redirectOutput(output().toFile());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      String said = said();
      if (System.nanoTime() > deadline || !process.isAlive()) {
        kill();
        throw new IllegalStateException(said.lines().reduce((a, b) -> b).orElse("it is silent"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
      running.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  private void stop() {
    kill();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + run);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("sh", "-c", UNTIL_EOF, "elasticsearch"));
    if (isRoot()) {
      // It refuses to run as root: so it runs as somebody else, to whom root's files belong.
      command.addAll(List.of("unshare", "--user", "--map-user=1000", "--map-group=1000"));
    }
    command.add(home.resolve("bin").resolve("elasticsearch").toString());
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private boolean answers() {
    try {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_cluster/health"))
              .timeout(Duration.ofSeconds(2))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path output() {
    return run.resolve("output");
  }

  private String said() {
    try {
      return Files.readString(output());
    } catch (IOException e) {
      return "";
    }
  }

  private static Path unpacked() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IllegalStateException("this is not Linux");
    }
    if (!Files.isDirectory(UNPACKED)) {
      throw new IllegalStateException("the build has not unpacked it into " + UNPACKED);
    }
    try (Stream<Path> found = Files.list(UNPACKED)) {
      return found
          .filter(path -> Files.isExecutable(path.resolve("bin").resolve("elasticsearch")))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("the build has not unpacked it into " + UNPACKED))
          .toAbsolutePath();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
