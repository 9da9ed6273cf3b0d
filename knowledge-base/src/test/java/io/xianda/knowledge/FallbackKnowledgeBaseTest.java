package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nobody waits for a shared index that is away, slow or behind. */
class FallbackKnowledgeBaseTest {

  private static final AnswerRanker RANKER = AnswerRanker.untrained();

  private static final FallbackKnowledgeBase.Patience PATIENCE =
      new FallbackKnowledgeBase.Patience(Duration.ofMillis(300), Duration.ofHours(1));

  private final HashedBigrams encoder = new HashedBigrams("hashed-bigrams:1");
  private final LuceneKnowledgeBase local = LuceneKnowledgeBase.inMemory(encoder, RANKER);
  private final Troubled shared = new Troubled(LuceneKnowledgeBase.inMemory(encoder, RANKER));
  private Entries entries;
  private FallbackKnowledgeBase base;
  private FollowPublications followLocally;

  @BeforeEach
  void both() {
    entries = EntriesDatabase.empty();
    entries.fillIfEmpty(SmallShop.ENTRIES);
    base = new FallbackKnowledgeBase(shared, local, entries, Clock.systemUTC(), PATIENCE);
    followLocally = new FollowPublications(entries, base);
    followLocally.catchUp();
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void untilTheSharedOneHasEverythingTheOwnOneAnswers() {
    assertThat(found("怎么开发票")).isEqualTo(SmallShop.INVOICE);
    assertThat(base.state().by()).isEqualTo(SearchedBy.LOCAL);
    assertThat(base.state().elasticsearch()).isEmpty();
    assertThat(shared.asked()).isZero();

    base.catchUp();

    assertThat(found("怎么开发票")).isEqualTo(SmallShop.INVOICE);
    assertThat(shared.asked()).isOne();
    assertThat(base.state().by()).isEqualTo(SearchedBy.ELASTICSEARCH);
    assertThat(base.state().why()).isEmpty();
    assertThat(base.state().elasticsearch()).contains(new Generation(1));
    assertThat(base.state().fallbacks()).isOne();
  }

  @Test
  void whereTheSharedOneFailsTheOwnOneAnswers() {
    base.catchUp();
    shared.fail("no route to host");

    assertThat(found("怎么开发票")).isEqualTo(SmallShop.INVOICE);
    assertThat(base.state().by()).isEqualTo(SearchedBy.LOCAL);
    assertThat(base.state().why()).contains("no route to host");
  }

  @Test
  void whereItHangsItCostsNoMoreThanItsTimeAndSoonNothing() {
    base.catchUp();
    shared.hang();

    for (int i = 0; i < 10; i++) {
      assertThat(found("怎么开发票")).isEqualTo(SmallShop.INVOICE);
    }

    assertThat(shared.asked()).isEqualTo(3);
    assertThat(base.state().by()).isEqualTo(SearchedBy.LOCAL);
    assertThat(base.state().why()).contains("300 ms");
    assertThat(base.state().fallbacks()).isEqualTo(10);
  }

  @Test
  void nothingOlderIsToldThanTheOwnOneKnows() {
    base.catchUp();
    Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票");
    entries.publish(List.of(changed), List.of());
    followLocally.catchUp();

    assertThat(found("怎么开发票")).isEqualTo(changed);
    assertThat(shared.asked()).isZero();
    assertThat(base.state().by()).isEqualTo(SearchedBy.LOCAL);

    assertThat(base.catchUp()).isEqualTo(new Generation(2));
    assertThat(found("怎么开发票")).isEqualTo(changed);
    assertThat(base.state().by()).isEqualTo(SearchedBy.ELASTICSEARCH);
  }

  @Test
  void aSharedOneThatWasPutBackIsNotBelieved() {
    entries.publish(List.of(), List.of(SmallShop.COUPON.id()));
    followLocally.catchUp();
    base.catchUp();
    shared.publish(new Generation(1), SmallShop.ENTRIES);

    assertThat(base.search(KnowledgeBaseContract.query("满减券用不了")).hits())
        .extracting(Hit::entry)
        .isNotEmpty()
        .doesNotContain(SmallShop.COUPON);
    assertThat(base.state().by()).isEqualTo(SearchedBy.LOCAL);
  }

  @Test
  void howFarEachIsBehindIsKnown() {
    base.catchUp();
    shared.fail("no route to host");
    entries.publish(List.of(), List.of(SmallShop.COUPON.id()));

    assertThatThrownBy(base::catchUp).hasMessageContaining("no route to host");

    assertThat(base.state().localLag()).isOne();
    assertThat(base.state().elasticsearchLag()).isEmpty();
    followLocally.catchUp();
    assertThat(base.state().localLag()).isZero();

    shared.recover();
    base.catchUp();
    assertThat(base.state().elasticsearchLag()).isEqualTo(Optional.of(0L));
  }

  private Entry found(String text) {
    return base.search(KnowledgeBaseContract.query(text)).hits().getFirst().entry();
  }

  /** Without the other it does all that the own one does. */
  @Nested
  class Alone extends KnowledgeBaseContract {

    private final FallbackKnowledgeBase alone =
        new FallbackKnowledgeBase(
            new Troubled(LuceneKnowledgeBase.inMemory(encoder, RANKER)),
            LuceneKnowledgeBase.inMemory(encoder, RANKER),
            EntriesDatabase.empty(),
            Clock.systemUTC(),
            PATIENCE);

    @Override
    IndexedKnowledgeBase base() {
      return alone;
    }

    @AfterEach
    void closeIt() {
      alone.close();
    }
  }

  /** A knowledge base that can be told to fail. */
  private static final class Troubled implements IndexedKnowledgeBase {

    private final IndexedKnowledgeBase sound;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean hangs;

    Troubled(IndexedKnowledgeBase sound) {
      this.sound = sound;
    }

    void fail(String how) {
      failure = Optional.of(how);
    }

    void recover() {
      failure = Optional.empty();
    }

    void hang() {
      hangs = true;
    }

    int asked() {
      return asked.get();
    }

    private void trouble() {
      failure.ifPresent(how -> {
        throw new IllegalStateException(how);
      });
    }

    @Override
    public List<Near> nearest(float[] vector, int limit) {
      return sound.nearest(vector, limit);
    }

    @Override
    public SearchResult search(KnowledgeQuery query) {
      asked.incrementAndGet();
      trouble();
      if (hangs) {
        try {
          never.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return sound.search(query);
    }

    @Override
    public Generation generation() {
      trouble();
      return sound.generation();
    }

    @Override
    public Rebuilt build(Generation generation, Iterable<Entry> all, IntConsumer progress) {
      return sound.build(generation, all, progress);
    }

    @Override
    public void replace(Rebuilt rebuilt) {
      sound.replace(rebuilt);
    }

    @Override
    public void apply(Entries.Changes changes) {
      trouble();
      sound.apply(changes);
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
