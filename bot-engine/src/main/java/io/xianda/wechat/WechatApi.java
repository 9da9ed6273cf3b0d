package io.xianda.wechat;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.xianda.person.UnionId;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeChat's API for one app. Every call has a time and a largest answer; after several without one,
 * the API is left alone for a while. The access token is that of {@code stable_token}, which is the
 * same for all nodes; it is renewed early, by one call at a time, and once more when WeChat says
 * that it is no longer good. Neither tokens nor what is sent are ever logged. Thread-safe.
 */
final class WechatApi implements AutoCloseable {

  private static final Duration EARLY = Duration.ofMinutes(10);
  private static final Duration REST = Duration.ofSeconds(10);
  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final int LARGEST_PICTURE = 10 * 1024 * 1024;
  private static final int CALLS_PER_SECOND = 50;

  /** The access token is not good, or no longer. */
  private static final int BAD_TOKEN = 40001;

  private static final int OLD_TOKEN = 42001;

  private final WechatSettings.App app;
  private final URI address;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Token token;

  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "wechat",
          CircuitBreakerConfig.custom()
              .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
              .slidingWindowSize(20)
              .minimumNumberOfCalls(6)
              .failureRateThreshold(50)
              .waitDurationInOpenState(REST)
              .permittedNumberOfCallsInHalfOpenState(2)
              .build());

  private final Bucket rate =
      Bucket.builder()
          .addLimit(limit ->
              limit
                  .capacity(CALLS_PER_SECOND)
                  .refillGreedy(CALLS_PER_SECOND, Duration.ofSeconds(1)))
          .build();

  WechatApi(WechatSettings.App app, URI address, Duration timeout, Clock clock) {
    this.app = app;
    this.address = address;
    this.timeout = timeout;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Elsewhere, the token would be somebody else's.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  private record Token(String value, Instant renewAt) {}

  /** What WeChat said. */
  sealed interface Answer {

    /** It is done; what it is called, where it has a name. */
    record Done(JsonNode body) implements Answer {}

    /** WeChat will not. */
    record Refused(int code) implements Answer {}

    /**
     * Nobody knows.
     *
     * @param asked whether WeChat may have done it
     */
    record None(boolean asked) implements Answer {}
  }

  /** A picture as WeChat gave it. */
  sealed interface Picture {

    /** Here it is. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, and never compared
    record Bytes(byte[] bytes) implements Picture {}

    /** There is none. */
    record Gone(int code) implements Picture {}

    /** Later, perhaps. */
    record Away() implements Picture {}
  }

  /** Who somebody is. */
  sealed interface Login {

    /** This one. */
    record Known(OpenId openId, Optional<UnionId> union) implements Login {}

    /** WeChat does not say: 40029 the code is wrong, 45011 too often, 40226 a risky account. */
    record Refused(int code) implements Login {}

    /** Nobody knows. */
    record Away() implements Login {}
  }

  /** Whose code of {@code wx.login} this is. What WeChat tells beside is dropped here. */
  Login login(String code) {
    if (!rate.tryConsume(1)) {
      return new Login.Away();
    }
    URI question =
        URI.create(
            "%s/sns/jscode2session?appid=%s&secret=%s&js_code=%s&grant_type=authorization_code"
                .formatted(address, url(app.appId()), url(app.secret()), url(code)));
    return switch (ask(HttpRequest.newBuilder(question).GET().build())) {
      case Answer.Done(JsonNode body) -> {
        String openId = body.path("openid").asString("");
        try {
          yield new Login.Known(new OpenId(openId), union(body));
        } catch (IllegalArgumentException e) {
          yield new Login.Away();
        }
      }
      case Answer.Refused(int refused) -> new Login.Refused(refused);
      case Answer.None none -> new Login.Away();
    };
  }

  /**
   * By what UnionID somebody is known who follows an official account; nothing where the account
   * belongs to no Open Platform account, or WeChat does not answer.
   */
  Optional<UnionId> union(OpenId openId) {
    Answer answer =
        withToken(access ->
            ask(
                HttpRequest.newBuilder(
                        URI.create(
                            at("/cgi-bin/user/info", access) + "&openid=" + url(openId.value())))
                    .GET()
                    .build()));
    return answer instanceof Answer.Done(JsonNode body) ? union(body) : Optional.empty();
  }

  private static Optional<UnionId> union(JsonNode body) {
    try {
      return Optional.of(body.path("unionid").asString(""))
          .filter(value -> !value.isEmpty())
          .map(UnionId::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Sends a text. */
  Answer text(OpenId to, String text) {
    return send(Map.of("touser", to.value(), "msgtype", "text", "text", Map.of("content", text)));
  }

  /** Sends a picture. */
  Answer picture(OpenId to, byte[] jpeg) {
    return switch (upload(jpeg)) {
      case Answer.Done(JsonNode body) ->
          send(
              Map.of(
                  "touser",
                  to.value(),
                  "msgtype",
                  "image",
                  "image",
                  Map.of("media_id", body.path("media_id").asString(""))));
      case Answer.Refused refused -> refused;
      case Answer.None none -> new Answer.None(false);
    };
  }

  /** Sends a card that leads to a page of a mini-program. */
  Answer page(OpenId to, Rendered.Card card, String thumb) {
    Map<String, String> page = new HashMap<>();
    page.put("title", card.title());
    page.put("pagepath", card.page());
    page.put("thumb_media_id", thumb);
    if (app.kind() == WechatSettings.Kind.OFFICIAL_ACCOUNT) {
      page.put("appid", card.appId());
    }
    return send(
        Map.of("touser", to.value(), "msgtype", "miniprogrampage", "miniprogrampage", page));
  }

  /** Sends a card that leads to an address in the web; mini-programs only. */
  Answer link(OpenId to, String title, String url) {
    return send(
        Map.of(
            "touser",
            to.value(),
            "msgtype",
            "link",
            "link",
            Map.of("title", title, "description", "", "url", url, "thumb_url", "")));
  }

  private Answer send(Map<String, ?> message) {
    return posted("/cgi-bin/message/custom/send", message);
  }

  /** Shows that somebody is typing, or stops it. */
  Answer typing(OpenId to, String path, boolean on) {
    return posted(path, Map.of("touser", to.value(), "command", on ? "Typing" : "CancelTyping"));
  }

  /**
   * Sends a subscription message (订阅消息).
   *
   * @param page that it leads to; empty for none
   */
  Answer subscription(OpenId to, String template, String page, Map<String, String> words) {
    Map<String, Map<String, String>> data = new HashMap<>();
    words.forEach((name, word) -> data.put(name, Map.of("value", word)));
    Map<String, Object> message = new HashMap<>();
    message.put("touser", to.value());
    message.put("template_id", template);
    message.put("data", data);
    if (!page.isEmpty()) {
      message.put("page", page);
    }
    return posted(
        switch (app.kind()) {
          case MINI_PROGRAM -> "/cgi-bin/message/subscribe/send";
          case OFFICIAL_ACCOUNT -> "/cgi-bin/message/subscribe/bizsend";
        },
        message);
  }

  private Answer posted(String path, Map<String, ?> body) {
    return withToken(access ->
        ask(
            HttpRequest.newBuilder(at(path, access))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build()));
  }

  private Answer upload(byte[] jpeg) {
    String boundary = "xianda-" + UUID.randomUUID();
    var form = new ByteArrayOutputStream();
    form.writeBytes(
        """
        --%s
        Content-Disposition: form-data; name="media"; filename="photo.jpg"
        Content-Type: image/jpeg

        """
            .replace("\n", "\r\n")
            .formatted(boundary)
            .getBytes(StandardCharsets.US_ASCII));
    form.writeBytes(jpeg);
    form.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII));
    return withToken(access ->
        ask(
            HttpRequest.newBuilder(URI.create(at("/cgi-bin/media/upload", access) + "&type=image"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                .build()));
  }

  /** Fetches a picture that a shopper has sent. */
  Picture media(String mediaId) {
    byte[][] got = new byte[1][];
    Answer answer =
        withToken(access -> {
          Exchanged exchanged =
              exchanged(
                  HttpRequest.newBuilder(
                          URI.create(
                              at("/cgi-bin/media/get", access) + "&media_id=" + url(mediaId)))
                      .GET()
                      .build(),
                  LARGEST_PICTURE);
          if (!(exchanged instanceof Exchanged.Got(byte[] body))) {
            return new Answer.None(true);
          }
          if (body.length > 0 && body[0] == '{') {
            return read(body);
          }
          got[0] = body;
          return new Answer.Done(json.createObjectNode());
        });
    return switch (answer) {
      case Answer.Done done when got[0] != null -> new Picture.Bytes(got[0]);
      case Answer.Done done -> new Picture.Gone(0);
      case Answer.Refused(int code) -> new Picture.Gone(code);
      case Answer.None none -> new Picture.Away();
    };
  }

  private URI at(String path, String access) {
    return URI.create(address + path + "?access_token=" + url(access));
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** With the token, and once more with a new one where WeChat does not like it. */
  private Answer withToken(Function<String, Answer> call) {
    if (!rate.tryConsume(1)) {
      return new Answer.None(false);
    }
    String access = token(null);
    if (access == null) {
      return new Answer.None(false);
    }
    Answer answer = call.apply(access);
    if (answer instanceof Answer.Refused(int code) && (code == BAD_TOKEN || code == OLD_TOKEN)) {
      String renewed = token(access);
      return renewed == null ? new Answer.None(false) : call.apply(renewed);
    }
    return answer;
  }

  /**
   * @param bad a token that WeChat does not take any more
   * @return {@code null} when there is none to be had
   */
  private @Nullable String token(@Nullable String bad) {
    Token known = good(token, bad);
    if (known != null) {
      return known.value();
    }
    renewing.lock();
    try {
      // Whoever waited here finds the new one.
      Token before = token;
      Token now = good(before, bad);
      if (now != null) {
        return now.value();
      }
      Token fresh = renewed(before != null && before.value().equals(bad));
      if (fresh == null) {
        return null;
      }
      token = fresh;
      return fresh.value();
    } finally {
      renewing.unlock();
    }
  }

  private @Nullable Token good(@Nullable Token known, @Nullable String bad) {
    return known != null && !known.value().equals(bad) && clock.instant().isBefore(known.renewAt())
        ? known
        : null;
  }

  private @Nullable Token renewed(boolean force) {
    Answer answer =
        ask(
            HttpRequest.newBuilder(URI.create(address + "/cgi-bin/stable_token"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofByteArray(
                        json.writeValueAsBytes(
                            Map.of(
                                "grant_type",
                                "client_credential",
                                "appid",
                                app.appId(),
                                "secret",
                                app.secret(),
                                "force_refresh",
                                force))))
                .build());
    if (!(answer instanceof Answer.Done(JsonNode body))) {
      return null;
    }
    String value = body.path("access_token").asString("");
    long seconds = body.path("expires_in").asLong(0);
    if (value.isEmpty() || seconds <= 0) {
      return null;
    }
    Duration life = Duration.ofSeconds(Math.min(seconds, 7200));
    Duration early = life.compareTo(EARLY.multipliedBy(2)) > 0 ? EARLY : life.dividedBy(2);
    return new Token(value, clock.instant().plus(life).minus(early));
  }

  private Answer ask(HttpRequest request) {
    return switch (exchanged(request, LARGEST_ANSWER)) {
      case Exchanged.Got(byte[] body) -> read(body);
      case Exchanged.NotAsked notAsked -> new Answer.None(false);
      case Exchanged.Lost lost -> new Answer.None(true);
    };
  }

  private Answer read(byte[] body) {
    try {
      JsonNode answer = json.readTree(body);
      int code = answer.path("errcode").asInt(0);
      // -1: the system is busy, and has done nothing.
      return code == 0
          ? new Answer.Done(answer)
          : code == -1 ? new Answer.None(false) : new Answer.Refused(code);
    } catch (JacksonException e) {
      return new Answer.None(true);
    }
  }

  /** What came of one call over the wire. */
  private sealed interface Exchanged {

    @SuppressWarnings("ArrayRecordComponent") // handed on once, and never compared
    record Got(byte[] body) implements Exchanged {}

    /** WeChat has heard nothing of it. */
    record NotAsked() implements Exchanged {}

    /** WeChat may have done it. */
    record Lost() implements Exchanged {}
  }

  private Exchanged exchanged(HttpRequest request, int largest) {
    if (!breaker.tryAcquirePermission()) {
      return new Exchanged.NotAsked();
    }
    long start = breaker.getCurrentTimestamp();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
    Exception failure;
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == 200) {
        breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
        return new Exchanged.Got(response.body());
      }
      failure = new IllegalStateException("status " + response.statusCode());
    } catch (TimeoutException | ExecutionException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } finally {
      answer.cancel(true);
    }
    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
    return failure.getCause() instanceof ConnectException
        ? new Exchanged.NotAsked()
        : new Exchanged.Lost();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
