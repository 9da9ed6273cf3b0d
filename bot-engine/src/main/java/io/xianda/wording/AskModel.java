package io.xianda.wording;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.xianda.wording.ModelAnswer.Silent;
import io.xianda.wording.ModelAnswer.Why;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the language model, within its limits: time, calls at once, calls and tokens a day, and a
 * rest after several failures. Never throws, and logs nothing of what is sent or received.
 * Thread-safe.
 */
final class AskModel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AskModel.class);

  /** Longer than any answer of an entry, and than three lines. */
  private static final int MOST_TOKENS = 800;

  private final BoundedHttp http;
  private final OpenAiChatModel model;
  private final CircuitBreaker breaker;
  private final DailyBudget budget;
  private final Semaphore underWay;

  /**
   * @param settings with a URL
   */
  AskModel(ModelSettings settings, Clock clock, ZoneId zone) {
    http = new BoundedHttp(settings.timeout());
    model =
        OpenAiChatModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(settings.url().strip())
            .apiKey(settings.key())
            .modelName(settings.name())
            // The same words for the same question, as far as a model can.
            .temperature(0.0)
            .maxTokens(MOST_TOKENS)
            // A second try would be the time of the first once more, and the shopper waits.
            .maxRetries(0)
            .logRequests(false)
            .logResponses(false)
            .build();
    breaker =
        CircuitBreaker.of(
            "model",
            CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(10)
                .minimumNumberOfCalls(4)
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.rest())
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock)
                .build());
    budget = new DailyBudget(settings.callsPerDay(), settings.tokensPerDay(), clock, zone);
    underWay = new Semaphore(settings.atOnce());
  }

  /**
   * The model's words.
   *
   * @param task what it is to do, in the operators' name
   * @param material what it is to do it with: data, which may hold anything
   */
  ModelAnswer ask(String task, String material) {
    if (!underWay.tryAcquire()) {
      return new Silent(Why.BUSY);
    }
    try {
      if (!breaker.tryAcquirePermission()) {
        return new Silent(Why.RESTING);
      }
      if (!budget.take()) {
        breaker.releasePermission();
        return new Silent(Why.BUDGET);
      }
      return call(task, material);
    } finally {
      underWay.release();
    }
  }

  private ModelAnswer call(String task, String material) {
    long start = breaker.getCurrentTimestamp();
    try {
      ChatResponse response = model.chat(SystemMessage.from(task), UserMessage.from(material));
      String text = response.aiMessage().text();
      budget.spent(cost(response.tokenUsage(), task, material));
      if (text == null || text.isBlank()) {
        throw new IllegalStateException("an empty answer");
      }
      breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
      return new ModelAnswer.Said(text.strip());
    } catch (TimeoutException e) {
      return silent(start, e, Why.SLOW);
    } catch (RuntimeException e) {
      // langchain4j's and Jackson's, and whatever an answer that is none may bring about.
      return silent(start, e, Why.FAILED);
    }
  }

  private Silent silent(long start, RuntimeException e, Why why) {
    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
    // Without its message, which may repeat what was sent.
    LOG.warn("the language model has not answered: {} ({})", why, e.getClass().getSimpleName());
    return new Silent(why);
  }

  /** What the model says it was; else a token for each character, which is too many. */
  private static long cost(@Nullable TokenUsage usage, String task, String material) {
    Integer total = usage == null ? null : usage.totalTokenCount();
    return total == null ? task.length() + material.length() + MOST_TOKENS : total;
  }

  /** Whether it is asked, left alone, or tried again carefully. */
  CircuitBreaker.State circuit() {
    return breaker.getState();
  }

  /** Calls that are left today. */
  int callsLeft() {
    return budget.callsLeft();
  }

  @Override
  public void close() {
    http.close();
  }
}
