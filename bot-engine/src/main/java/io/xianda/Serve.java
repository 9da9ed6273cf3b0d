package io.xianda;

import io.xianda.knowledge.ElasticsearchUrl;
import io.xianda.order.MerchantSettings;
import io.xianda.staff.FirstAdmin;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.storage.StartupException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda serve}: everything that the service needs, in one process and its database
 * child.
 */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Starts Xianda with the demo shop and prints one line with its address.")
public final class Serve implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);
  private static final int LOGIN_TIMEOUT_S = 5;

  /** Held here, because its level would else be forgotten with it. */
  private static final java.util.logging.Logger DRIVER_LOG =
      java.util.logging.Logger.getLogger("org.postgresql");

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the service (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--data-dir",
      description = "Where database, index and keys are kept (default: ~/.xianda).")
  private Path dataDir = Path.of(System.getProperty("user.home"), ".xianda");

  @Option(
      names = "--db-url",
      defaultValue = "${env:XIANDA_DB_URL}",
      description =
          "JDBC URL of an existing PostgreSQL 15 or later; also XIANDA_DB_URL. Default: one is started here.")
  private @Nullable String dbUrl;

  @Option(
      names = "--search-url",
      defaultValue = "${env:XIANDA_SEARCH_URL}",
      description =
          "URL of an Elasticsearch 9 that several nodes share; also XIANDA_SEARCH_URL. Default: none, this node searches its own index.")
  private @Nullable String searchUrl;

  @Option(
      names = "--merchant-url",
      defaultValue = "${env:XIANDA_MERCHANT_URL}",
      description =
          "URL of the merchant's order system, see docs/order-gateway.yaml; also XIANDA_MERCHANT_URL. Its token stands in XIANDA_MERCHANT_TOKEN. Default: the demo shop.")
  private @Nullable String merchantUrl;

  @Option(
      names = "--demo-wechat",
      description =
          "Also starts a double of WeChat, with a page that plays the phone: /demo/wechat. Only on a loopback address.")
  private boolean demoWechat;

  /** Starts the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Serve()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      requireFreePort();
      requireSearchUrl();
      requireMerchantUrl();
      requireLoopbackForWechat();
      serve();
      return 0;
    } catch (StartupException e) {
      System.err.println("xianda: " + e.getMessage());
      return 2;
    }
  }

  private void serve() throws InterruptedException {
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  try {
                    stopped.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "shutdown"));
    try (DataDirectory directory = DataDirectory.take(dataDir)) {
      if (dbUrl == null || dbUrl.isBlank()) {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
          run(directory, database.jdbcUrl(), stop);
        }
      } else {
        requireDatabase(dbUrl);
        run(directory, dbUrl, stop);
      }
    } finally {
      stopped.countDown();
    }
  }

  private void run(DataDirectory directory, String url, CountDownLatch stop)
      throws InterruptedException {
    // It kept the database's start quiet; from here on the service's own logging applies.
    System.clearProperty("logback.configurationFile");
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.port", port);
    properties.put("server.address", bind);
    properties.put("spring.datasource.url", url);
    properties.put("xianda.storage.keys", directory.resolve("keys").toString());
    properties.put("xianda.storage.index", directory.resolve("index").toString());
    properties.put("xianda.storage.photos", directory.resolve("photos").toString());
    measurements().ifPresent(file -> properties.put("xianda.insight.evaluations", file.toString()));
    // Anybody may become any demo shopper: never where others can reach it.
    properties.put("xianda.identity.demo", isLoopback());
    SpringApplication application =
        new SpringApplicationBuilder(BotApplication.class)
            .properties(properties)
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .build();
    // As arguments, because variables of the same names would override properties.
    List<String> arguments = new ArrayList<>();
    if (isGiven(searchUrl)) {
      arguments.add("--xianda.search.url=" + searchUrl);
    }
    if (isGiven(merchantUrl)) {
      arguments.add("--xianda.merchant.url=" + merchantUrl);
    }
    if (demoWechat) {
      arguments.addAll(DemoWechat.arguments(bind, port));
    }
    try (ConfigurableApplicationContext context =
        application.run(arguments.toArray(String[]::new))) {
      greetFirstAdmin(context.getBean(FirstAdmin.class));
      if (demoWechat) {
        System.out.println("The phone: http://" + shownHost() + ":" + port + "/demo/wechat");
      }
      System.out.println("Xianda is ready: http://" + shownHost() + ":" + port + "/");
      System.out.flush();
      stop.await();
      LOG.info("shutting down");
    } catch (RuntimeException e) {
      throw startupFailure(e);
    }
  }

  /** Those of the project that this runs in: they may be newer than what is shipped. */
  private static Optional<Path> measurements() {
    return Optional.ofNullable(System.getProperty("xianda.home"))
        .map(home -> Path.of(home, "eval", "history.jsonl"))
        .filter(Files::isRegularFile);
  }

  /** To the terminal and not to the log, which is kept. */
  private static void greetFirstAdmin(FirstAdmin first) {
    first
        .make()
        .ifPresent(password ->
            System.out.println(
                "First start: the account "
                    + FirstAdmin.NAME
                    + " has the password "
                    + password
                    + " (shown only now, to be changed at the first log-in)"));
  }

  private StartupException startupFailure(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartupException known) {
        return known;
      }
      if (cause instanceof PortInUseException || cause instanceof BindException) {
        return portTaken();
      }
    }
    LOG.error("the service did not start", failure);
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new StartupException("the service did not start: " + root.getMessage(), failure);
  }

  /** Said before anything else is started, because it is the most common mistake. */
  private void requireFreePort() {
    if (port < 1 || port > 65535) {
      throw new StartupException("--port lies between 1 and 65535, not " + port);
    }
    try (ServerSocket probe = new ServerSocket()) {
      InetAddress address = InetAddress.getByName(bind);
      if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
        throw new StartupException("--bind " + bind + " is no address of this machine");
      }
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
    } catch (BindException e) {
      throw portTaken();
    } catch (IOException e) {
      throw new StartupException("--bind " + bind + " is no address of this machine", e);
    }
  }

  private StartupException portTaken() {
    return new StartupException(
        "port " + port + " on " + bind + " is taken; stop what uses it or give another --port");
  }

  /** Whether it answers is not asked: searching falls back where it does not. */
  private void requireSearchUrl() {
    if (searchUrl == null || searchUrl.isBlank()) {
      return;
    }
    try {
      ElasticsearchUrl.of(searchUrl);
    } catch (IllegalArgumentException e) {
      throw new StartupException("--search-url cannot be used: " + e.getMessage());
    }
  }

  /** Whether it answers is not asked: what needs no order is answered where it does not. */
  private void requireMerchantUrl() {
    if (merchantUrl == null || merchantUrl.isBlank()) {
      return;
    }
    try {
      MerchantSettings.address(merchantUrl);
    } catch (IllegalArgumentException e) {
      throw new StartupException("--merchant-url cannot be used: " + e.getMessage());
    }
    if (!isGiven(System.getenv("XIANDA_MERCHANT_TOKEN"))) {
      throw new StartupException("--merchant-url needs a token in XIANDA_MERCHANT_TOKEN");
    }
  }

  /** Whoever reaches the phone speaks for its owner. */
  private void requireLoopbackForWechat() {
    if (demoWechat && !isLoopback()) {
      throw new StartupException(
          "--demo-wechat is only for a loopback address such as --bind 127.0.0.1");
    }
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  static void requireDatabase(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new StartupException(
          "--db-url must be a PostgreSQL JDBC URL such as jdbc:postgresql://host:5432/xianda?user=xianda");
    }
    // The driver would print what is said here in one line, and the URL with it.
    DRIVER_LOG.setLevel(java.util.logging.Level.OFF);
    DriverManager.setLoginTimeout(LOGIN_TIMEOUT_S);
    try (Connection connection = DriverManager.getConnection(url)) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < 15) {
        throw new StartupException(
            "the database at --db-url is PostgreSQL " + version + "; Xianda needs 15 or later");
      }
    } catch (SQLException e) {
      // The URL may hold a password.
      String reason = oneLine(e.getMessage());
      throw new StartupException(
          "the database at --db-url cannot be used: "
              + (reason.contains(url) ? "the URL cannot be read" : reason),
          e);
    }
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no reason given" : message.replaceAll("\\s+", " ").strip();
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  private String shownHost() {
    return bind.equals("0.0.0.0") ? "localhost" : bind;
  }
}
