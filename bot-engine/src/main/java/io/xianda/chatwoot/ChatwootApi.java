package io.xianda.chatwoot;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chatwoot's API for one account, as its agent bot. Every call has a time and a largest answer;
 * after several without one it is left alone for a while. Neither the token nor what is sent is
 * ever logged. Thread-safe.
 */
@Component
class ChatwootApi implements AutoCloseable {

  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int LARGEST_ANSWER = 1024 * 1024;

  private final ChatwootSettings settings;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "chatwoot",
          CircuitBreakerConfig.custom()
              .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
              .slidingWindowSize(20)
              .minimumNumberOfCalls(6)
              .failureRateThreshold(50)
              .waitDurationInOpenState(REST)
              .permittedNumberOfCallsInHalfOpenState(2)
              .build());

  ChatwootApi(ChatwootSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Elsewhere, the token would be somebody else's.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** What Chatwoot said. */
  sealed interface Answer {

    /** It is done. */
    record Done() implements Answer {}

    /** Chatwoot will not, now and later. */
    record Refused(int status) implements Answer {}

    /**
     * Not now, or nobody knows.
     *
     * @param status of the answer, 0 where there was none
     * @param pause how long at least not to ask again
     */
    record Later(int status, Duration pause) implements Answer {}
  }

  /** Says something to the contact, or to the agents alone. */
  Answer say(long chat, String text, boolean toAgents) {
    return post(
        chat, "messages", Map.of("content", text, "message_type", "outgoing", "private", toAgents));
  }

  /** Shows a picture to the contact. */
  Answer show(long chat, byte[] jpeg) {
    String boundary = "xianda-" + UUID.randomUUID();
    var form = new ByteArrayOutputStream();
    form.writeBytes(
        """
        --%1$s
        Content-Disposition: form-data; name="message_type"

        outgoing
        --%1$s
        Content-Disposition: form-data; name="attachments[]"; filename="photo.jpg"
        Content-Type: image/jpeg

        """
            .replace("\n", "\r\n")
            .formatted(boundary)
            .getBytes(StandardCharsets.US_ASCII));
    form.writeBytes(jpeg);
    form.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII));
    return post(chat, "messages", "multipart/form-data; boundary=" + boundary, form.toByteArray());
  }

  /** Gives the conversation to people. */
  Answer open(long chat) {
    return post(chat, "toggle_status", Map.of("status", "open"));
  }

  /** Gives the conversation to a team. */
  Answer assign(long chat, long team) {
    return post(chat, "assignments", Map.of("team_id", team));
  }

  private Answer post(long chat, String what, Map<String, ?> body) {
    return post(chat, what, "application/json", json.writeValueAsBytes(body));
  }

  private Answer post(long chat, String what, String type, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(settings.address() + "/conversations/" + chat + "/" + what))
            .header("api_access_token", settings.token())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = exchanged(request);
    if (response == null) {
      return new Answer.Later(0, Duration.ZERO);
    }
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Answer.Done();
    }
    // A token that is no longer good is mended by people, who need some time.
    return status == 401 || status == 403 || status == 408 || status == 429 || status >= 500
        ? new Answer.Later(status, pause(response))
        : new Answer.Refused(status);
  }

  private static Duration pause(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("");
    if (!value.matches("[0-9]{1,6}")) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(Integer.parseInt(value));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private @Nullable HttpResponse<byte[]> exchanged(HttpRequest request) {
    if (!breaker.tryAcquirePermission()) {
      return null;
    }
    long start = breaker.getCurrentTimestamp();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    Exception failure;
    try {
      HttpResponse<byte[]> response =
          answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() < 500) {
        breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
        return response;
      }
      breaker.onError(
          breaker.getCurrentTimestamp() - start,
          breaker.getTimestampUnit(),
          new IllegalStateException("status " + response.statusCode()));
      return response;
    } catch (TimeoutException | ExecutionException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } finally {
      answer.cancel(true);
    }
    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
    return null;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
