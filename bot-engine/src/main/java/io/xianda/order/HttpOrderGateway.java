package io.xianda.order;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.xianda.conversation.ShopperId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A merchant's order system over HTTP, as docs/order-gateway.yaml describes it. Whatever is not a
 * readable answer with status 200 in time is no answer. After several calls without one, it is left
 * alone for a while and nobody waits for it. Nothing that is sent or received is ever logged.
 * Thread-safe.
 */
final class HttpOrderGateway implements OrderGateway, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpOrderGateway.class);
  private static final int NOT_FOUND = 404;
  private static final Duration REST = Duration.ofSeconds(5);

  private final URI address;
  private final MerchantSettings settings;
  private final HttpClient http;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "merchant",
          CircuitBreakerConfig.custom()
              .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
              .slidingWindowSize(20)
              .minimumNumberOfCalls(6)
              .failureRateThreshold(50)
              .waitDurationInOpenState(REST)
              .permittedNumberOfCallsInHalfOpenState(2)
              .build());
  private final MerchantJson json = new MerchantJson();

  /**
   * @param address as {@link MerchantSettings#address} reads it
   */
  HttpOrderGateway(URI address, MerchantSettings settings) {
    this.address = address;
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Elsewhere, the token would be somebody else's.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  /** Why there is no answer. */
  private static final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;
    private final boolean passing;
    private final int status;

    /**
     * @param passing whether the next call may well be answered
     */
    NoAnswerException(String message, boolean passing) {
      this(message, passing, 0);
    }

    /**
     * @param status what was answered, 0 where nothing was
     */
    NoAnswerException(String message, boolean passing, int status) {
      super(message, null, false, false);
      this.passing = passing;
      this.status = status;
    }
  }

  @Override
  public Account accountOf(ShopperId shopper) {
    if (shopper.isGuest()) {
      return Account.EMPTY;
    }
    try {
      return call(request(shopper, "account").GET().build(), json::account);
    } catch (NoAnswerException e) {
      throw new MerchantAwayException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public EffectResult apply(EffectKey key, ShopperId shopper, Effect effect) {
    HttpRequest request =
        request(shopper, "effects")
            .header("Idempotency-Key", key.value())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.write(effect), StandardCharsets.UTF_8))
            .build();
    try {
      return call(request, json::result);
    } catch (NoAnswerException e) {
      LOG.warn("effect {}: the merchant's order system has not answered: {}", key, e.getMessage());
      return new EffectResult.Unknown();
    }
  }

  @Override
  public Optional<ShopperId> shopperOf(WechatName name) {
    HttpRequest request =
        request(URI.create(address + "/v1/identities"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.write(name), StandardCharsets.UTF_8))
            .build();
    try {
      return call(request, json::shopper);
    } catch (NoAnswerException e) {
      if (e.status == NOT_FOUND) {
        // A system that knows nobody by WeChat need not have this address.
        return Optional.empty();
      }
      throw new MerchantAwayException(String.valueOf(e.getMessage()), e);
    }
  }

  private HttpRequest.Builder request(ShopperId shopper, String what) {
    return request(URI.create(address + "/v1/shoppers/" + shopper + "/" + what));
  }

  private HttpRequest.Builder request(URI where) {
    return HttpRequest.newBuilder(where)
        .header("Authorization", "Bearer " + settings.token())
        .header("Accept", "application/json");
  }

  private <T> T call(HttpRequest request, Function<byte[], T> read) throws NoAnswerException {
    for (int left = settings.retries(); ; left--) {
      try {
        return once(request, read);
      } catch (NoAnswerException e) {
        if (left == 0 || !e.passing) {
          throw e;
        }
      }
    }
  }

  private <T> T once(HttpRequest request, Function<byte[], T> read) throws NoAnswerException {
    if (!breaker.tryAcquirePermission()) {
      throw new NoAnswerException("it is left alone after several failures", false);
    }
    long start = breaker.getCurrentTimestamp();
    try {
      T value = read.apply(body(request));
      breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
      return value;
    } catch (NoAnswerException e) {
      failed(start, e);
      throw e;
    } catch (IllegalArgumentException e) {
      failed(start, e);
      throw new NoAnswerException("its answer cannot be used: " + e.getMessage(), false);
    }
  }

  private void failed(long start, Exception e) {
    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
  }

  private byte[] body(HttpRequest request) throws NoAnswerException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MerchantJson.LARGEST));
    try {
      // The timeout of a request ends with its headers, and this one with its body.
      HttpResponse<byte[]> response =
          answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new NoAnswerException(
            "status " + response.statusCode(), response.statusCode() >= 500, response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new NoAnswerException("no answer within " + settings.readTimeout(), true);
    } catch (ExecutionException e) {
      throw new NoAnswerException(
          e.getCause() instanceof IOException io ? String.valueOf(io) : "the call failed", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("interrupted", false);
    } finally {
      answer.cancel(true);
    }
  }

  /** Whether it is asked, left alone, or tried again carefully. */
  CircuitBreaker.State circuit() {
    return breaker.getState();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
