package io.xianda.wechatdouble;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes messages and events to Xianda as WeChat does: signed, in encrypted mode encrypted, three
 * times when nobody acknowledges within five seconds; on request more often than that or in another
 * order. Thread-safe.
 */
public final class Callbacks implements AutoCloseable {

  /** How long WeChat waits for an acknowledgement. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int TRIES = 3;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Exchanges exchanges;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.shared();
  private final List<Runnable> held = new ArrayList<>();
  private volatile URI service = URI.create("http://127.0.0.1:8080");
  private volatile int copies = 1;
  private volatile boolean holding;

  Callbacks(Clock clock, Exchanges exchanges) {
    this.clock = clock;
    this.exchanges = exchanges;
  }

  /**
   * What came of one.
   *
   * @param tries how often it was sent, until it was acknowledged or given up; 0 while it is held
   * @param reply the message in the last answer, in plain text, where there was one
   */
  public record Delivered(int tries, boolean acknowledged, int status, Optional<String> reply) {

    /** Whether WeChat's own desk takes over (transfer_customer_service). */
    public boolean isTransferred() {
      return reply.filter(each -> each.contains("transfer_customer_service")).isPresent();
    }
  }

  /** Where Xianda is, such as {@code http://127.0.0.1:8080}. */
  public void goTo(URI address) {
    service = address;
  }

  /** From now on each is sent so often, whatever is answered; 1 is what is usual. */
  public void repeat(int times) {
    copies = times;
  }

  /** From now on they are kept. */
  public void hold() {
    holding = true;
  }

  /** Those that were kept are sent, the last first, and nothing is kept any more. */
  public void releaseBackwards() {
    holding = false;
    List<Runnable> now;
    synchronized (held) {
      now = List.copyOf(held).reversed();
      held.clear();
    }
    now.forEach(Runnable::run);
  }

  Delivered deliver(Account account, String openId, Map<String, Object> message) {
    if (holding) {
      synchronized (held) {
        held.add(() -> send(account, openId, message));
      }
      return new Delivered(0, false, 0, Optional.empty());
    }
    return send(account, openId, message);
  }

  private Delivered send(Account account, String openId, Map<String, Object> message) {
    Delivered last = new Delivered(0, false, 0, Optional.empty());
    int most = Math.max(copies, TRIES);
    for (int i = 1; i <= most; i++) {
      last = once(account, openId, message, i);
      if (last.acknowledged() && i >= copies) {
        return last;
      }
    }
    return last;
  }

  private Delivered once(Account account, String openId, Map<String, Object> message, int number) {
    Instant now = clock.instant();
    String time = Long.toString(now.getEpochSecond());
    String nonce = Integer.toString(RANDOM.nextInt(100_000_000, 2_000_000_000));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("signature", Seal.signature(account.token(), time, nonce));
    query.put("timestamp", time);
    query.put("nonce", nonce);
    query.put("openid", openId);
    String body = written(account, message);
    if (account.seals()) {
      String sealed = Seal.seal(account, body);
      query.put("encrypt_type", "aes");
      query.put("msg_signature", Seal.signature(account.token(), time, nonce, sealed));
      Map<String, Object> outside = new LinkedHashMap<>();
      outside.put("ToUserName", account.originalId());
      outside.put("Encrypt", sealed);
      body = written(account, outside);
    }
    String address = "/wechat/" + account.name() + "/callback?" + encoded(query);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service + address))
            .timeout(PATIENCE)
            .header(
                "Content-Type",
                account.format() == Account.Format.JSON ? "application/json" : "text/xml")
            .POST(BodyPublishers.ofString(body))
            .build();
    long start = System.nanoTime();
    int status = 0;
    String answer = "";
    try {
      HttpResponse<String> response =
          http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      status = response.statusCode();
      answer = response.body();
    } catch (IOException e) {
      // Nobody has acknowledged it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchanges.add(
        new Exchange(
            0,
            now,
            true,
            "POST",
            address,
            body,
            status,
            answer,
            (System.nanoTime() - start) / 1_000_000));
    Optional<String> reply =
        status == 200 && !answer.isBlank() && !answer.equals("success")
            ? reply(account, answer)
            : Optional.empty();
    boolean acknowledged =
        status == 200 && (answer.isBlank() || answer.equals("success") || reply.isPresent());
    return new Delivered(number, acknowledged, status, reply);
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String written(Account account, Map<String, Object> message) {
    return switch (account.format()) {
      case JSON -> json.writeValueAsString(message);
      case XML ->
          message.entrySet().stream()
              .map(each ->
                  each.getValue() instanceof Number number
                      ? "<%1$s>%2$s</%1$s>".formatted(each.getKey(), number)
                      : "<%1$s><![CDATA[%2$s]]></%1$s>"
                          .formatted(
                              each.getKey(),
                              each.getValue().toString().replace("]]>", "]]]]><![CDATA[>")))
              .collect(Collectors.joining("\n", "<xml>\n", "\n</xml>"));
    };
  }

  /** The message in an answer; nothing when it is not signed and sealed as it should be. */
  private Optional<String> reply(Account account, String answer) {
    if (!account.seals()) {
      return Optional.of(answer).filter(each -> field(each, "MsgType").isPresent());
    }
    String sealed = field(answer, "Encrypt").orElse("");
    String expected =
        Seal.signature(
            account.token(),
            field(answer, "TimeStamp").orElse(""),
            field(answer, "Nonce").orElse(""),
            sealed);
    try {
      return field(answer, "MsgSignature").filter(expected::equals).isPresent()
          ? Optional.of(Seal.open(account, sealed))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> field(String body, String name) {
    if (body.startsWith("{")) {
      JsonNode value = json.readTree(body).path(name);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }
    Matcher found =
        Pattern.compile("<%1$s>(?:<!\\[CDATA\\[)?(.*?)(?:]]>)?</%1$s>".formatted(name))
            .matcher(body);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
