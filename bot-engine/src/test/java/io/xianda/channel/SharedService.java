package io.xianda.channel;

import io.xianda.BotApplication;
import io.xianda.chatwoot.ChatwootDouble;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.wechat.WechatApps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.util.FileSystemUtils;

/**
 * One service for all tests of the channels, put together as {@code io.xianda.Serve} does it: a
 * PostgreSQL of its own in a temporary directory, a free port, the demo shop. Started by the first
 * test that asks, stopped with the JVM.
 */
public final class SharedService {

  /** What the demo shop asks of whoever comes as another service. */
  static final String MERCHANT_TOKEN = "token-of-the-tests";

  /** What the shop's own server signs its users with. */
  public static final String USER_SECRET = "secret-of-the-shop-for-its-users-0123";

  private static final ConfigurableApplicationContext CONTEXT = start();
  private static final Xianda XIANDA =
      Xianda.onPort(CONTEXT.getEnvironment().getRequiredProperty("local.server.port", int.class));

  private SharedService() {}

  public static Xianda xianda() {
    return XIANDA;
  }

  public static Shopper shopper(String id) {
    return XIANDA.shopper(id);
  }

  public static Shopper guest() {
    return XIANDA.guest();
  }

  /** A working part of the service. */
  public static <T> T part(Class<T> type) {
    return CONTEXT.getBean(type);
  }

  /** The same, where there are several of a type. */
  public static <T> T part(String name, Class<T> type) {
    return CONTEXT.getBean(name, type);
  }

  /** A token as this service would have issued it yesterday. */
  static String expiredToken(String shopper) {
    return token("xianda", shopper, Instant.now().minus(Duration.ofHours(24)));
  }

  /** A token with the service's own key, from another issuer. */
  static String foreignToken(String shopper) {
    return token("somebody-else", shopper, Instant.now());
  }

  private static String token(String issuer, String shopper, Instant at) {
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .subject(shopper)
            .issuedAt(at)
            .expiresAt(at.plus(Duration.ofHours(12)))
            .build();
    return part(JwtEncoder.class)
        .encode(JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims))
        .getTokenValue();
  }

  private static ConfigurableApplicationContext start() {
    try {
      var opened = new Opened(Files.createTempDirectory("xianda-test-"), new ArrayDeque<>());
      Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "shared-service"));
      DataDirectory directory = opened.with(DataDirectory.take(opened.root()));
      EmbeddedDatabase database = opened.with(EmbeddedDatabase.start(directory));
      return opened.with(
          new SpringApplicationBuilder(BotApplication.class)
              .properties(
                  Map.of(
                      "server.port",
                      0,
                      "server.address",
                      "127.0.0.1",
                      "spring.datasource.url",
                      database.jdbcUrl(),
                      "xianda.storage.keys",
                      directory.resolve("keys").toString(),
                      "xianda.storage.index",
                      directory.resolve("index").toString(),
                      "xianda.identity.demo",
                      true,
                      // People are there at whatever hour the tests run.
                      "xianda.dialogue.persons-from",
                      "00:00",
                      "xianda.dialogue.persons-until",
                      "23:59:59.999999999",
                      // Enough to tell that they are asked, and few enough to be quick.
                      "xianda.console.replay-questions",
                      400))
              .properties(
                  "xianda.merchant.token=" + MERCHANT_TOKEN,
                  "xianda.identity.user-secrets=" + USER_SECRET,
                  // Many tests log in from one address, and none has time to spare.
                  "xianda.staff.bcrypt-strength=4",
                  "xianda.staff.logins-per-minute=1000",
                  "xianda.storage.photos=" + directory.resolve("photos"))
              .properties(WechatApps.PROPERTIES)
              .properties(ChatwootDouble.properties())
              // Whoever is told of something listens on this machine.
              .properties("xianda.webhook.private-addresses=true", "xianda.webhook.timeout=3s")
              .registerShutdownHook(false)
              .logStartupInfo(false)
              .run());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has to be closed, the last opened first; also when the start fails half-way. */
  private record Opened(Path root, Deque<AutoCloseable> parts) {

    <T extends AutoCloseable> T with(T part) {
      parts.push(part);
      return part;
    }

    void close() {
      try {
        while (!parts.isEmpty()) {
          parts.pop().close();
        }
        FileSystemUtils.deleteRecursively(root);
      } catch (Exception e) {
        throw new IllegalStateException("the service of the tests did not stop", e);
      }
    }
  }
}
