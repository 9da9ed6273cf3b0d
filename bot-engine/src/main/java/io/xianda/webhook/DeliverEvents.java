package io.xianda.webhook;

import io.xianda.webhook.PostEvent.Outcome;
import io.xianda.webhook.WebhookRows.Attempt;
import io.xianda.webhook.WebhookRows.Due;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells endpoints what happened: at least once, each event under an id that stays the same. What is
 * taken is marked before anybody is called and no connection to the database is held meanwhile;
 * after a crash it is due again once its mark has run out. Each endpoint has a thread of its own on
 * each node, and its own circuit in the database: after five failures in a row it is left alone for
 * ten seconds, and twice as long after each try that fails, up to five minutes. Thread-safe, for
 * several nodes.
 */
@Component
class DeliverEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverEvents.class);

  /** After so many failures in a row an endpoint is left alone. */
  private static final int OPENS_AFTER = 5;

  private static final Duration FIRST_REST = Duration.ofSeconds(10);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final int FORGOTTEN_AT_ONCE = 10_000;

  private final WebhookSettings settings;
  private final WebhookRows rows;
  private final PostEvent postEvent;
  private final TransactionTemplate inTransaction;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

  DeliverEvents(
      WebhookSettings settings,
      WebhookRows rows,
      PostEvent postEvent,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.postEvent = postEvent;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1S")
  void sweep() {
    try {
      for (UUID endpoint : rows.withWork(clock.instant())) {
        if (busy.add(endpoint)) {
          workers.execute(() -> serve(endpoint));
        }
      }
    } catch (DataAccessException e) {
      LOG.error("the database did not answer: {}", e.getMessage());
    } catch (RejectedExecutionException e) {
      // At the end; the database keeps it.
    }
  }

  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    Instant before = clock.instant().minus(settings.keep());
    while (rows.forget(before, FORGOTTEN_AT_ONCE) >= FORGOTTEN_AT_ONCE) {
      // More of it.
    }
  }

  private void serve(UUID endpoint) {
    try {
      while (deliver(endpoint)) {
        // As long as something is due.
      }
    } catch (DataAccessException e) {
      LOG.error("endpoint {}: the database did not answer: {}", endpoint, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("endpoint {}: something was not delivered", endpoint, e);
    } finally {
      busy.remove(endpoint);
    }
  }

  /**
   * What is sent together.
   *
   * @param careful whether it is a try after a rest
   */
  private record Batch(Endpoint endpoint, List<Secret> secrets, List<Due> due, boolean careful) {}

  /**
   * Sends what is due for an endpoint, some of it at a time.
   *
   * @return whether there may be more
   */
  boolean deliver(UUID endpoint) throws InterruptedException {
    Optional<Batch> batch =
        Objects.requireNonNull(inTransaction.execute(_ -> batch(endpoint, clock.instant())));
    if (batch.isEmpty() || batch.get().due().isEmpty()) {
      return false;
    }
    List<Future<?>> sent = new ArrayList<>();
    for (Due due : batch.get().due()) {
      sent.add(workers.submit(() -> send(batch.get(), due)));
    }
    for (Future<?> each : sent) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return true;
  }

  private Optional<Batch> batch(UUID id, Instant now) {
    Optional<Endpoint> found = rows.locked(id);
    if (found.isEmpty() || found.get().paused() || rests(found.get(), now)) {
      return Optional.empty();
    }
    Endpoint endpoint = found.get();
    // Longer than an attempt lasts: until then nobody else tries it.
    Instant until = now.plus(settings.timeout()).plusSeconds(20);
    boolean careful = endpoint.failures() >= OPENS_AFTER;
    if (careful) {
      // One is tried, by one node.
      rows.circuit(id, endpoint.failures(), until, endpoint.failingSince());
    }
    return Optional.of(
        new Batch(
            endpoint,
            rows.secrets(id, now),
            rows.take(id, now, until, careful ? 1 : settings.atOnce()),
            careful));
  }

  private static boolean rests(Endpoint endpoint, Instant now) {
    Instant rest = endpoint.restUntil();
    return rest != null && rest.isAfter(now);
  }

  private void send(Batch batch, Due due) {
    byte[] body = body(due);
    long seconds = clock.instant().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Xianda-Event", due.event().toString());
    headers.put("Xianda-Event-Type", due.kind().word());
    headers.put(
        "Xianda-Signature",
        "t=%d,%s"
            .formatted(
                seconds,
                batch.secrets().stream()
                    .map(secret -> "v1=" + secret.sign(seconds, body))
                    .collect(Collectors.joining(","))));
    long start = System.nanoTime();
    Outcome outcome = postEvent.post(URI.create(batch.endpoint().url()), body, headers);
    int millis = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
    inTransaction.executeWithoutResult(_ -> settle(batch, due, outcome, millis));
  }

  /** The same bytes each time. */
  private byte[] body(Due due) {
    ObjectNode body = json.createObjectNode();
    body.put("id", due.event().toString());
    body.put("type", due.kind().word());
    body.put("at", due.eventAt().toString());
    body.set("data", json.readTree(due.data()));
    return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }

  private void settle(Batch batch, Due due, Outcome outcome, int millis) {
    UUID id = batch.endpoint().id();
    Optional<Endpoint> found = rows.locked(id);
    if (found.isEmpty()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    switch (outcome) {
      case Outcome.Answered answered when answered.isTaken() -> {
        rows.settle(
            due, Delivery.State.DELIVERED, now, new Attempt(answered.status(), null, millis, now));
        rows.circuit(id, 0, null, null);
      }
      case Outcome.Answered(int status, Duration retryAfter) ->
          failed(
              found.get(),
              batch.careful(),
              due,
              new Attempt(status, null, millis, now),
              retryAfter);
      case Outcome.Failed(String problem) ->
          failed(found.get(), batch.careful(), due, new Attempt(null, problem, millis, now), null);
    }
  }

  private void failed(
      Endpoint endpoint, boolean careful, Due due, Attempt attempt, @Nullable Duration retryAfter) {
    Instant now = attempt.at();
    boolean last = due.attempts() > settings.retries().size();
    Instant next = last ? now : now.plus(pause(due.attempts(), retryAfter));
    Delivery.State state = last ? Delivery.State.GIVEN_UP : Delivery.State.WAITING;
    if (!rows.settle(due, state, next, attempt)) {
      // Whoever tried it meanwhile knows better.
      return;
    }
    // What was sent together and failed together is no reason for a longer rest.
    int failures =
        careful
            ? endpoint.failures() + 1
            : Math.max(endpoint.failures(), Math.min(endpoint.failures() + 1, OPENS_AFTER));
    Instant since = endpoint.failingSince();
    if (since == null && (last || failures >= OPENS_AFTER)) {
      LOG.warn("endpoint {} does not take what it is told", endpoint.id());
      since = now;
    }
    rows.circuit(
        endpoint.id(),
        failures,
        failures < OPENS_AFTER ? endpoint.restUntil() : now.plus(rest(failures)),
        since);
  }

  private Duration pause(int attempts, @Nullable Duration retryAfter) {
    Duration pause = about(settings.retries().get(attempts - 1));
    return retryAfter != null && retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
  }

  private static Duration rest(int failures) {
    // Shifted by few enough that nothing overflows.
    Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failures - OPENS_AFTER, 10));
    return about(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
  }

  /** A fifth more or less, so that what failed together does not come together again. */
  private static Duration about(Duration time) {
    return Duration.ofMillis(
        Math.round(time.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
