package io.xianda.knowledge;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches Elasticsearch, and this node's own index where Elasticsearch is away, slow or behind. A
 * search never fails because of Elasticsearch, and never brings anything older than the own index
 * would.
 *
 * <p>What is built, applied and replaced here is so in the own index, which follows publications as
 * it would alone. Elasticsearch follows by {@link #catchUp}, which is called often, by a thread
 * that may be kept waiting. Thread-safe.
 */
public final class FallbackKnowledgeBase implements IndexedKnowledgeBase {

  private static final Logger LOG = LoggerFactory.getLogger(FallbackKnowledgeBase.class);

  private static final String BEHIND = "it has not taken in yet what is published";

  private final IndexedKnowledgeBase elasticsearch;
  private final IndexedKnowledgeBase local;
  private final Entries entries;
  private final FollowPublications follow;
  private final Patience patience;
  private final Clock clock;
  private final CircuitBreaker breaker;
  private final ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor();
  private final LongAdder fallbacks = new LongAdder();

  private volatile Answering answering;
  private volatile Optional<Generation> reached = Optional.empty();
  private volatile Generation newest = new Generation(0);

  private record Answering(SearchedBy by, Instant since, String why) {}

  /**
   * What Elasticsearch may cost.
   *
   * @param search until it must have answered
   * @param rest for which it is left alone after several failures
   */
  record Patience(Duration search, Duration rest) {

    static final Patience USUAL = new Patience(Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  /**
   * Searches the one and falls back to the other; closes both.
   *
   * @param entries that Elasticsearch follows
   */
  public FallbackKnowledgeBase(
      IndexedKnowledgeBase elasticsearch,
      IndexedKnowledgeBase local,
      Entries entries,
      Clock clock) {
    this(elasticsearch, local, entries, clock, Patience.USUAL);
  }

  FallbackKnowledgeBase(
      IndexedKnowledgeBase elasticsearch,
      IndexedKnowledgeBase local,
      Entries entries,
      Clock clock,
      Patience patience) {
    this.elasticsearch = elasticsearch;
    this.local = local;
    this.entries = entries;
    this.follow = new FollowPublications(entries, elasticsearch);
    this.patience = patience;
    this.clock = clock;
    this.breaker = CircuitBreaker.of("elasticsearch", breaking(patience));
    this.answering = new Answering(SearchedBy.LOCAL, clock.instant(), "it was not asked yet");
  }

  /** Three searches that fail, or take most of the time they have, are enough. */
  private static CircuitBreakerConfig breaking(Patience patience) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(20)
        .minimumNumberOfCalls(3)
        .failureRateThreshold(50)
        .slowCallDurationThreshold(patience.search().multipliedBy(3).dividedBy(5))
        .slowCallRateThreshold(50)
        .waitDurationInOpenState(patience.rest())
        .permittedNumberOfCallsInHalfOpenState(2)
        .build();
  }

  /** How searching is going. Asks nobody. */
  public SearchState state() {
    Answering now = answering;
    return new SearchState(
        now.by(), now.since(), now.why(), newest, local.generation(), reached, fallbacks.sum());
  }

  /**
   * Brings Elasticsearch to the newest generation, building its index anew where there is none. May
   * take as long as that takes.
   *
   * @return the generation that it has reached
   * @throws RuntimeException when it cannot be reached or fails; the next call tries again
   */
  public Generation catchUp() {
    newest = entries.generation();
    try {
      Generation now = follow.catchUp();
      reached = Optional.of(now);
      if (breaker.getState() == CircuitBreaker.State.CLOSED && isCurrent(now)) {
        answers(SearchedBy.ELASTICSEARCH, "");
      }
      return now;
    } catch (RuntimeException e) {
      reached = Optional.empty();
      answers(SearchedBy.LOCAL, reason(e));
      throw e;
    }
  }

  @Override
  public SearchResult search(KnowledgeQuery query) {
    Optional<Generation> there = reached;
    if (there.isEmpty()) {
      return searchLocally(query);
    }
    if (!isCurrent(there.get())) {
      answers(SearchedBy.LOCAL, BEHIND);
      return searchLocally(query);
    }
    if (!breaker.tryAcquirePermission()) {
      return searchLocally(query);
    }
    Generation atLeast = local.generation();
    return searchElasticsearch(query, atLeast).orElseGet(() -> searchLocally(query));
  }

  /** Operators ask this seldom, and the local index knows it as well. */
  @Override
  public List<Near> nearest(float[] vector, int limit) {
    return local.nearest(vector, limit);
  }

  private boolean isCurrent(Generation generation) {
    return generation.number() >= local.generation().number();
  }

  private SearchResult searchLocally(KnowledgeQuery query) {
    fallbacks.increment();
    return local.search(query);
  }

  /** Asks on a thread of its own: whatever it waits for there, the shopper waits no longer. */
  private Optional<SearchResult> searchElasticsearch(KnowledgeQuery query, Generation atLeast) {
    long start = System.nanoTime();
    Future<SearchResult> searching = searches.submit(() -> elasticsearch.search(query));
    try {
      SearchResult result = searching.get(patience.search().toMillis(), TimeUnit.MILLISECONDS);
      breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      if (result.generation().number() >= atLeast.number()) {
        answers(SearchedBy.ELASTICSEARCH, "");
        return Optional.of(result);
      }
      answers(SearchedBy.LOCAL, BEHIND);
    } catch (ExecutionException e) {
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
      answers(SearchedBy.LOCAL, reason(e));
    } catch (TimeoutException e) {
      searching.cancel(true);
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
      answers(
          SearchedBy.LOCAL,
          "it has not answered within %d ms".formatted(patience.search().toMillis()));
    } catch (InterruptedException e) {
      searching.cancel(true);
      breaker.releasePermission();
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** What Elasticsearch says about a request may repeat it, and a shopper's words with it. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String kind = root.getClass().getSimpleName();
    return root instanceof IOException || root instanceof IllegalStateException
        ? kind + ": " + root.getMessage()
        : kind;
  }

  private void answers(SearchedBy by, String why) {
    Answering before = answering;
    // Every search says it; it is new to few.
    if (before.by() != by || !before.why().equals(why)) {
      change(by, why);
    }
  }

  private synchronized void change(SearchedBy by, String why) {
    Answering before = answering;
    if (before.by() == by) {
      answering = new Answering(by, before.since(), why);
      return;
    }
    answering = new Answering(by, clock.instant(), why);
    switch (by) {
      case ELASTICSEARCH -> LOG.info("Elasticsearch answers searches");
      case LOCAL -> {
        if (why.equals(BEHIND)) {
          LOG.debug("this node's own index answers searches: {}", why);
        } else {
          LOG.warn("this node's own index answers searches, not Elasticsearch: {}", why);
        }
      }
    }
  }

  /** Of this node's own index; a search may bring a newer one. */
  @Override
  public Generation generation() {
    return local.generation();
  }

  @Override
  public Rebuilt build(Generation generation, Iterable<Entry> entries, IntConsumer progress) {
    return local.build(generation, entries, progress);
  }

  @Override
  public void replace(Rebuilt rebuilt) {
    local.replace(rebuilt);
  }

  @Override
  public void apply(Entries.Changes changes) {
    local.apply(changes);
  }

  @Override
  public void close() {
    searches.shutdownNow();
    try (local) {
      elasticsearch.close();
    }
  }
}
