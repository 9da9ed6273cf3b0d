package io.xianda.chatwoot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chatwoot's API as its public documents describe it, for one account and one agent bot; it
 * answers, drops and refuses as a test asks for. Thread-safe.
 */
public final class ChatwootDouble implements AutoCloseable {

  static final long INBOX = 7;
  static final String SECRET = "secret-of-the-address-0123456789";
  static final String SIGNING = "signing-secret-of-the-bot";
  static final long AFTER_SALE = 42;

  private static final String TOKEN = "token-of-the-agent-bot";
  private static final Pattern PATH =
      Pattern.compile("/api/v1/accounts/3/conversations/([0-9]+)/([a-z_]+)");

  /** What the tests' service takes for Chatwoot. */
  static final ChatwootDouble DOUBLE = new ChatwootDouble();

  /** For the service of the tests. */
  public static String[] properties() {
    return new String[] {
      "xianda.chatwoot.url=" + DOUBLE.url(),
      "xianda.chatwoot.token=" + TOKEN,
      "xianda.chatwoot.account=3",
      "xianda.chatwoot.inbox=" + INBOX,
      "xianda.chatwoot.secret=" + SECRET,
      "xianda.chatwoot.signing-secret=" + SIGNING,
      "xianda.chatwoot.verified-contacts=true",
      "xianda.chatwoot.teams.general=" + AFTER_SALE,
      "xianda.chatwoot.timeout=2s"
    };
  }

  private final HttpServer server;
  private final List<Done> done = new CopyOnWriteArrayList<>();
  private final Map<Long, Deque<Integer>> codes = new ConcurrentHashMap<>();

  private ChatwootDouble() {
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
            answer(exchange);
          }
        });
    server.start();
  }

  /**
   * Something that Chatwoot did.
   *
   * @param what messages, toggle_status or assignments; note for a private message
   */
  record Done(long chat, String what, String value) {}

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next call for this conversation is answered so; 0 drops the connection. */
  void next(long chat, int... statuses) {
    Deque<Integer> next = codes.computeIfAbsent(chat, _ -> new ArrayDeque<>());
    synchronized (next) {
      for (int status : statuses) {
        next.add(status);
      }
    }
  }

  List<Done> doneIn(long chat) {
    return done.stream().filter(each -> each.chat() == chat).toList();
  }

  /** What contacts see. */
  List<String> saidIn(long chat) {
    return doneIn(chat).stream()
        .filter(each -> each.what().equals("messages"))
        .map(Done::value)
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    long chat = Long.parseLong(path.group(1));
    Integer forced = forced(chat);
    if (forced != null && forced == 0) {
      return;
    }
    if (forced != null) {
      if (forced == 429) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      exchange.sendResponseHeaders(forced, -1);
      return;
    }
    if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("api_access_token"))) {
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    done.add(read(chat, path.group(2), body));
    byte[] answer =
        "{\"id\": 1, \"payload\": {\"success\": true}}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static Done read(long chat, String what, byte[] body) {
    if (body.length > 0 && body[0] != '{') {
      return new Done(chat, what, "picture");
    }
    JsonNode asked = JsonMapper.shared().readTree(body);
    return switch (what) {
      case "messages" ->
          new Done(
              chat,
              asked.path("private").asBoolean() ? "note" : what,
              asked.path("content").asString(""));
      case "toggle_status" -> new Done(chat, what, asked.path("status").asString(""));
      case "assignments" -> new Done(chat, what, asked.path("team_id").toString());
      default -> new Done(chat, what, "");
    };
  }

  private @Nullable Integer forced(long chat) {
    Deque<Integer> next = codes.get(chat);
    if (next == null) {
      return null;
    }
    synchronized (next) {
      return next.poll();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
