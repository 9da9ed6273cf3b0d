package io.xianda.wechat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xianda.wechat.WechatSettings.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeChat's API as its documents describe it: it gives tokens and looks at them, counts what may be
 * said to whom and until when, and returns, delays or drops whatever a test asks for. Thread-safe.
 */
final class WechatDouble implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final Clock clock;
  private final AtomicInteger tokens = new AtomicInteger();
  private final Map<String, String> goodToken = new ConcurrentHashMap<>();
  private final Map<String, Deque<Integer>> codes = new ConcurrentHashMap<>();
  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private final Map<String, byte[]> media = new ConcurrentHashMap<>();
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private volatile Duration delay = Duration.ZERO;

  WechatDouble(Clock clock, App... apps) {
    this.clock = clock;
    Map<String, String> secrets = new HashMap<>();
    for (App app : apps) {
      secrets.put(app.appId(), app.secret());
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange, secrets);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /**
   * Something that WeChat took.
   *
   * @param to the OpenID
   * @param what text, image, typing or subscription
   */
  record Said(String to, String what, String text) {}

  /** How much may still be said, and until when. */
  private record Window(Instant until, int left) {}

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The shopper has written: from now on something may be said. */
  void hears(String openId) {
    windows.put(openId, new Window(clock.instant().plus(Duration.ofDays(2)), 5));
  }

  /** The shopper has come: a little may be said for a minute. */
  void sees(String openId, int messages) {
    windows.put(openId, new Window(clock.instant().plus(Duration.ofMinutes(1)), messages));
  }

  /** The next call of this path for somebody is answered with this code; 0 drops the connection. */
  void next(String openId, String path, int code) {
    codes.computeIfAbsent(openId + path, _ -> new ArrayDeque<>()).add(code);
  }

  void delay(Duration time) {
    delay = time;
  }

  void has(String mediaId, byte[] bytes) {
    media.put(mediaId, bytes);
  }

  /** What was taken for somebody, in its order; typing left out. */
  List<Said> saidTo(String openId) {
    return said.stream()
        .filter(each -> each.to().equals(openId) && !each.what().equals("typing"))
        .toList();
  }

  int tokensGiven() {
    return tokens.get();
  }

  private void answer(HttpExchange exchange, Map<String, String> secrets)
      throws IOException, InterruptedException {
    Thread.sleep(delay);
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Integer code = forced(path, body);
    if (code != null && code == 0) {
      return;
    }
    if (code != null) {
      reply(exchange, Map.of("errcode", code, "errmsg", "as the test wants"));
    } else if (path.equals("/cgi-bin/stable_token")) {
      token(exchange, JSON.readTree(body), secrets);
    } else if (path.equals("/sns/jscode2session")) {
      String of = parameter(exchange, "js_code");
      reply(
          exchange,
          of.startsWith("code-")
              ? Map.of("openid", of.substring(5), "session_key", "never-to-be-seen")
              : Map.of("errcode", Integer.parseInt(of)));
    } else if (!goodToken.containsValue(access(exchange))) {
      reply(exchange, Map.of("errcode", 40001));
    } else if (path.equals("/cgi-bin/media/upload")) {
      reply(exchange, Map.of("type", "image", "media_id", "uploaded-" + body.length));
    } else if (path.equals("/cgi-bin/media/get")) {
      byte[] bytes = media.get(parameter(exchange, "media_id"));
      if (bytes == null) {
        reply(exchange, Map.of("errcode", 40007));
      } else {
        send(exchange, bytes);
      }
    } else {
      reply(exchange, Map.of("errcode", take(path, JSON.readTree(body))));
    }
  }

  private @Nullable Integer forced(String path, byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return null;
    }
    Deque<Integer> forced = codes.get(JSON.readTree(body).path("touser").asString("") + path);
    if (forced == null) {
      return null;
    }
    synchronized (forced) {
      return forced.poll();
    }
  }

  private void token(HttpExchange exchange, JsonNode asked, Map<String, String> secrets)
      throws IOException {
    String app = asked.path("appid").asString("");
    if (!asked.path("secret").asString("").equals(secrets.get(app))) {
      reply(exchange, Map.of("errcode", 40125));
      return;
    }
    if (asked.path("force_refresh").asBoolean(false)) {
      goodToken.remove(app);
    }
    String token = goodToken.computeIfAbsent(app, _ -> "token-" + tokens.incrementAndGet());
    reply(exchange, Map.of("access_token", token, "expires_in", 7200));
  }

  private int take(String path, JsonNode body) {
    String to = body.path("touser").asString("");
    if (path.endsWith("/typing")) {
      said.add(new Said(to, "typing", body.path("command").asString("")));
      return 0;
    }
    if (path.endsWith("/subscribe/send")) {
      said.add(new Said(to, "subscription", body.path("template_id").asString("")));
      return 0;
    }
    Window window = windows.get(to);
    if (window == null || !clock.instant().isBefore(window.until())) {
      return 45015;
    }
    if (window.left() == 0) {
      return 45047;
    }
    windows.put(to, new Window(window.until(), window.left() - 1));
    String type = body.path("msgtype").asString("");
    said.add(
        new Said(
            to,
            type,
            body.path(type).path(type.equals("text") ? "content" : "media_id").asString("")));
    return 0;
  }

  private static String access(HttpExchange exchange) {
    return parameter(exchange, "access_token");
  }

  private static String parameter(HttpExchange exchange, String name) {
    String query = exchange.getRequestURI().getQuery();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }

  private static void reply(HttpExchange exchange, Map<String, ?> body) throws IOException {
    send(exchange, JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
