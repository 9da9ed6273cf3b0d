package io.xianda.crm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.xianda.conversation.ShopperId;
import io.xianda.crm.CrmAnswer.Field;
import io.xianda.crm.CrmAnswer.Link;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shop's CRM over HTTP, as docs/crm.yaml describes it. Whatever is neither a readable answer
 * with status 200 nor a 404 in time is no answer. After several calls without one it is left alone
 * for a while and nobody waits for it. Answers are kept for a minute in memory, and never logged.
 * Thread-safe.
 */
@Component
public class Crm implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Crm.class);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final int LARGEST = 64 * 1024;
  private static final int MOST_KEPT = 5_000;
  private static final int MOST_FIELDS = 12;
  private static final int LONGEST_LABEL = 20;
  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_URL = 500;

  private final CrmSettings settings;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();
  private final Cache<ShopperId, CrmAnswer> kept;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "crm",
          CircuitBreakerConfig.custom()
              .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
              .slidingWindowSize(20)
              .minimumNumberOfCalls(6)
              .failureRateThreshold(50)
              .waitDurationInOpenState(REST)
              .permittedNumberOfCallsInHalfOpenState(2)
              .build());

  Crm(CrmSettings settings) {
    this.settings = settings;
    this.kept =
        Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(settings.keep()).build();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Elsewhere, the token would be somebody else's.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** What is known of a shopper. Waits for the CRM, no longer than its timeout. */
  public CrmAnswer of(ShopperId shopper) {
    if (settings.address().isEmpty()) {
      return new CrmAnswer.None();
    }
    if (shopper.isGuest()) {
      return new CrmAnswer.Unknown();
    }
    CrmAnswer before = kept.getIfPresent(shopper);
    if (before != null) {
      return before;
    }
    CrmAnswer answer = asked(settings.address().get(), shopper);
    // That it is away is asked again, and the breaker sees to it that nobody waits for that.
    if (!(answer instanceof CrmAnswer.Away)) {
      kept.put(shopper, answer);
    }
    return answer;
  }

  private CrmAnswer asked(URI address, ShopperId shopper) {
    if (!breaker.tryAcquirePermission()) {
      return new CrmAnswer.Away();
    }
    long start = breaker.getCurrentTimestamp();
    try {
      CrmAnswer answer = exchanged(address, shopper);
      breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
      return answer;
    } catch (IllegalStateException | JacksonException e) {
      breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
      LOG.info("the CRM has not answered: {}", e.getClass().getSimpleName());
      return new CrmAnswer.Away();
    }
  }

  /**
   * @throws IllegalStateException when there is no answer
   */
  private CrmAnswer exchanged(URI address, ShopperId shopper) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/shoppers/" + shopper))
            .header("Authorization", "Bearer " + settings.token())
            .header("Accept", "application/json")
            .GET()
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    try {
      // The timeout of a request ends with its headers, and this one with its body.
      HttpResponse<byte[]> response =
          answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return switch (response.statusCode()) {
        case 200 -> known(json.readTree(response.body()));
        case 404 -> new CrmAnswer.Unknown();
        default -> throw new IllegalStateException("status " + response.statusCode());
      };
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static CrmAnswer known(JsonNode body) {
    JsonNode listed = body.path("fields");
    if (!listed.isArray()) {
      throw new IllegalStateException("no fields");
    }
    List<Field> fields = new ArrayList<>();
    for (JsonNode each : listed) {
      String label = each.path("label").asString("").strip();
      String value = each.path("value").asString("").strip();
      if (!label.isEmpty() && !value.isEmpty() && fields.size() < MOST_FIELDS) {
        fields.add(new Field(cut(label, LONGEST_LABEL), cut(value, LONGEST_VALUE)));
      }
    }
    return new CrmAnswer.Known(fields, link(body.path("link")));
  }

  /** Only to pages; what else a browser might do with an address is none of its business. */
  private static @Nullable Link link(JsonNode link) {
    String title = link.path("title").asString("").strip();
    String url = link.path("url").asString("").strip();
    try {
      String scheme = new URI(url).getScheme();
      return !title.isEmpty()
              && url.length() <= LONGEST_URL
              && ("https".equals(scheme) || "http".equals(scheme))
          ? new Link(cut(title, LONGEST_LABEL), url)
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
