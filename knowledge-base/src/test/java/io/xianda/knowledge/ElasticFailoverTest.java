package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Elasticsearch dies and comes back. */
class ElasticFailoverTest {

  private static final AnswerRanker RANKER = AnswerRanker.untrained();
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final HashedBigrams encoder = new HashedBigrams("hashed-bigrams:1");
  private RealElasticsearch elasticsearch;
  private Entries entries;
  private FallbackKnowledgeBase base;
  private FollowPublications followLocally;

  @BeforeEach
  void bothAreUpToDate() {
    elasticsearch = RealElasticsearch.shared();
    entries = EntriesDatabase.empty();
    entries.fillIfEmpty(SmallShop.ENTRIES);
    base =
        new FallbackKnowledgeBase(
            new ElasticKnowledgeBase(
                new ElasticConnection(elasticsearch.url(), ElasticKnowledgeBaseTest.ENOUGH),
                "failover-" + UUID.randomUUID(),
                entries.origin(),
                encoder,
                RANKER,
                Clock.systemUTC()),
            LuceneKnowledgeBase.inMemory(encoder, RANKER),
            entries,
            Clock.systemUTC(),
            new FallbackKnowledgeBase.Patience(Duration.ofMillis(500), Duration.ofMillis(200)));
    followLocally = new FollowPublications(entries, base);
    followLocally.catchUp();
    base.catchUp();
    until(() -> found("怎么开发票").equals(SmallShop.INVOICE) && isBy(SearchedBy.ELASTICSEARCH));
  }

  @AfterEach
  void close() {
    base.close();
    elasticsearch.start();
  }

  @Test
  void nobodyNoticesThatItDiesAndItTakesInLaterWhatItMissed() throws Exception {
    var over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Long>> searching = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        searching.add(threads.submit(() -> longestOfManySearches(over)));
      }
      try {
        elasticsearch.kill();
        until(() -> isBy(SearchedBy.LOCAL));
      } finally {
        over.set(true);
      }
      for (Future<Long> one : searching) {
        assertThat(one.get()).isLessThan(LONGEST_SEARCH.toNanos());
      }
    }
    assertThatThrownBy(base::catchUp).isInstanceOf(RuntimeException.class);

    Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票");
    entries.publish(List.of(changed), List.of(SmallShop.COUPON.id()));
    assertThat(followLocally.catchUp()).isEqualTo(new Generation(2));
    assertThat(found("怎么开发票")).isEqualTo(changed);
    assertThat(isBy(SearchedBy.LOCAL)).isTrue();

    elasticsearch.start();
    until(this::hasCaughtUp);
    until(() -> found("怎么开发票").equals(changed) && isBy(SearchedBy.ELASTICSEARCH));

    SearchResult result = base.search(KnowledgeBaseContract.query("满减券用不了"));
    assertThat(result.generation()).isEqualTo(new Generation(2));
    assertThat(result.hits()).extracting(Hit::entry).doesNotContain(SmallShop.COUPON);
  }

  /** Nanoseconds. */
  private long longestOfManySearches(AtomicBoolean over) {
    long longest = 0;
    while (!over.get()) {
      long start = System.nanoTime();
      assertThat(found("怎么开发票")).isEqualTo(SmallShop.INVOICE);
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return longest;
  }

  private boolean hasCaughtUp() {
    try {
      return base.catchUp().equals(new Generation(2));
    } catch (RuntimeException e) {
      return false;
    }
  }

  private boolean isBy(SearchedBy by) {
    return base.state().by() == by;
  }

  private Entry found(String text) {
    return base.search(KnowledgeBaseContract.query(text)).hits().getFirst().entry();
  }

  private static void until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
