package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What every knowledge base must do, whatever engine it searches with and wherever its index lives.
 */
abstract class KnowledgeBaseContract {

  /** Counts what the base encodes. */
  final HashedBigrams encoder = new HashedBigrams("hashed-bigrams:1");

  /** The base under test, the same one in all calls of a test. */
  abstract KnowledgeBase base();

  abstract void publish(Generation generation, List<Entry> entries);

  @Test
  void anEntryIsFoundByItsWordsAlone() {
    publish(1, SmallShop.ENTRIES);

    assertThat(best(query("发票", HashedBigrams.nowhere()))).isEqualTo(SmallShop.INVOICE);
    assertThat(best(query("退款到账", HashedBigrams.nowhere()))).isEqualTo(SmallShop.REFUND_ARRIVAL);
  }

  @Test
  void anEntryIsFoundByItsVectorAlone() {
    publish(1, SmallShop.ENTRIES);

    assertThat(best(query("zzz", HashedBigrams.vector("怎么开发票")))).isEqualTo(SmallShop.INVOICE);
    assertThat(best(query("zzz", HashedBigrams.vector("几点开始配送"))))
        .isEqualTo(SmallShop.DELIVERY_HOURS);
  }

  @Test
  void anEntryIsFoundByASimilarQuestion() {
    publish(1, SmallShop.ENTRIES);

    assertThat(best(query("满减券用不了"))).isEqualTo(SmallShop.COUPON);
    assertThat(best(query("zzz", HashedBigrams.vector("钱退到哪里"))))
        .isEqualTo(SmallShop.REFUND_ARRIVAL);
  }

  @Test
  void anEntryIsFoundByTheWordsOfItsAnswer() {
    publish(1, SmallShop.ENTRIES);

    assertThat(best(query("原路返回", HashedBigrams.nowhere()))).isEqualTo(SmallShop.REFUND_ARRIVAL);
  }

  @Test
  void theMoreProbableEntryComesFirst() {
    publish(1, SmallShop.ENTRIES);

    List<Hit> hits = base().search(query("优惠券退款怎么算")).hits();

    assertThat(hits).hasSizeGreaterThan(1);
    assertThat(hits).isSortedAccordingTo(Comparator.comparingDouble(Hit::probability).reversed());
    assertThat(hits).allSatisfy(hit -> assertThat(hit.probability()).isBetween(0.0, 1.0));
    assertThat(hits).extracting(hit -> hit.entry().id()).doesNotHaveDuplicates();
  }

  @Test
  void noMoreEntriesAreFoundThanWereAskedFor() {
    publish(1, SmallShop.ENTRIES);

    assertThat(base().search(query("怎么开发票", intent -> 0.5, 1)).hits()).hasSize(1);
    assertThat(base().search(query("怎么开发票", intent -> 0.5, 2)).hits()).hasSize(2);
  }

  @Test
  void ofTwoEntriesThatSayTheSameTheOneOfTheLikelyIntentComesFirst() {
    Entry eta = SmallShop.entry("eta", "delivery.eta", "什么时候到", "看订单页的预计送达");
    Entry refund = SmallShop.entry("arrival", "refund.arrival", "什么时候到", "三个工作日");
    publish(1, List.of(refund, eta));

    assertThat(best(query("什么时候到", intent -> intent.equals("delivery.eta") ? 0.9 : 0.05, 5)))
        .isEqualTo(eta);
    assertThat(best(query("什么时候到", intent -> intent.equals("refund.arrival") ? 0.9 : 0.05, 5)))
        .isEqualTo(refund);
  }

  @Test
  void theEvidenceOfAnExactQuestionIsComplete() {
    publish(1, SmallShop.ENTRIES);

    Evidence evidence =
        base().search(query("怎么开发票", intent -> 0.7, 1)).hits().getFirst().evidence();

    assertThat(evidence.dense()).isBetween(0.999, 1.001);
    assertThat(evidence.coverage()).isEqualTo(1);
    assertThat(evidence.lexical()).isEqualTo(1);
    assertThat(evidence.fused()).isBetween(0.999, 1.0);
    assertThat(evidence.intent()).isEqualTo(0.7);
    assertThat(evidence.denseLead()).isPositive();
  }

  @Test
  void aBaseThatWasNeverPublishedIsOfGenerationZeroAndFindsNothing() {
    assertThat(base().generation()).isEqualTo(new Generation(0));
    assertThat(base().search(query("怎么开发票")))
        .isEqualTo(new SearchResult(new Generation(0), List.of()));
  }

  @Test
  void anEmptyBaseFindsNothing() {
    publish(4, List.of());

    assertThat(base().generation()).isEqualTo(new Generation(4));
    assertThat(base().search(query("怎么开发票")))
        .isEqualTo(new SearchResult(new Generation(4), List.of()));
  }

  @Test
  void anEmptyMessageFindsNothing() {
    publish(1, SmallShop.ENTRIES);

    assertThat(base().search(query(""))).isEqualTo(new SearchResult(new Generation(1), List.of()));
  }

  @Test
  void aMessageWithoutWordsDoesNoHarm() {
    publish(1, SmallShop.ENTRIES);

    assertThat(base().search(query("?!😡\ud83d")).generation()).isEqualTo(new Generation(1));
  }

  @Test
  void aVeryLongComplaintIsSearchedToo() {
    publish(1, SmallShop.ENTRIES);

    String complaint = "发票呢" + "我等了一个上午也没有人理我".repeat(200);

    assertThat(base().search(query(complaint, HashedBigrams.nowhere())).hits())
        .filteredOn(hit -> hit.evidence().lexical() == 1)
        .extracting(Hit::entry)
        .containsExactly(SmallShop.INVOICE);
  }

  @Test
  void answersCarryTheGenerationThatWasPublished() {
    publish(7, SmallShop.ENTRIES);

    assertThat(base().generation()).isEqualTo(new Generation(7));
    assertThat(base().search(query("怎么开发票")).generation()).isEqualTo(new Generation(7));

    publish(9, SmallShop.ENTRIES);

    assertThat(base().generation()).isEqualTo(new Generation(9));
    assertThat(base().search(query("怎么开发票")).generation()).isEqualTo(new Generation(9));
  }

  @Test
  void whatIsNoLongerPublishedIsNoLongerFound() {
    publish(1, SmallShop.ENTRIES);
    publish(2, List.of(SmallShop.COUPON, SmallShop.DELIVERY_HOURS));

    assertThat(base().search(query("怎么开发票")).hits())
        .extracting(Hit::entry)
        .doesNotContain(SmallShop.INVOICE, SmallShop.REFUND_ARRIVAL);
  }

  @Test
  void aChangedAnswerIsTheOneThatIsGiven() {
    publish(1, SmallShop.ENTRIES);
    Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票");
    publish(2, List.of(SmallShop.COUPON, changed));

    assertThat(best(query("怎么开发票"))).isEqualTo(changed);
  }

  @Test
  void onlyChangedTextsAreEncodedAgain() {
    publish(1, SmallShop.ENTRIES);
    assertThat(encoder.takeEncoded()).hasSize(11);

    publish(
        2,
        List.of(
            SmallShop.COUPON,
            SmallShop.DELIVERY_HOURS,
            SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票", "开票"),
            SmallShop.REFUND_ARRIVAL));

    assertThat(encoder.takeEncoded()).containsExactlyInAnyOrder("联系客服开票", "开票");
  }

  @Test
  void anUnchangedBaseIsPublishedWithoutEncodingAnything() {
    publish(1, SmallShop.ENTRIES);
    encoder.takeEncoded();

    publish(2, SmallShop.ENTRIES.reversed());

    assertThat(encoder.takeEncoded()).isEmpty();
    assertThat(best(query("zzz", HashedBigrams.vector("怎么开发票")))).isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void theSameGenerationCanBePublishedAgain() {
    publish(1, SmallShop.ENTRIES);
    publish(1, SmallShop.ENTRIES);

    assertThat(base().generation()).isEqualTo(new Generation(1));
    assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void aPublicationThatFailsLeavesTheOldGeneration() {
    publish(1, SmallShop.ENTRIES);
    Entry poisoned = SmallShop.entry("poisoned", "invoice", "怎么开发票", HashedBigrams.POISON);

    assertThatThrownBy(() -> publish(2, List.of(SmallShop.COUPON, poisoned)))
        .hasMessageContaining(HashedBigrams.POISON);

    assertThat(base().generation()).isEqualTo(new Generation(1));
    assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);

    publish(3, SmallShop.ENTRIES);
    assertThat(base().search(query("怎么开发票")).generation()).isEqualTo(new Generation(3));
  }

  @Test
  void searchesSeeTheOldOrTheNewGenerationNeverAMixture() throws Exception {
    publish(1, sayingTheirGeneration(1));
    var published = new AtomicBoolean();
    var searches = new Semaphore(0);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> searching = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        searching.add(
            threads.submit(() -> {
              long newest = 0;
              while (!published.get()) {
                newest = assertOneGeneration(newest);
                searches.release();
              }
              return assertOneGeneration(newest);
            }));
      }
      try {
        boolean searched = true;
        for (int generation = 2; generation <= 8 && searched; generation++) {
          publish(generation, sayingTheirGeneration(generation));
          searches.drainPermits();
          searched = searches.tryAcquire(3, 20, TimeUnit.SECONDS);
        }
      } finally {
        published.set(true);
      }
      for (Future<Long> one : searching) {
        assertThat(one.get()).isEqualTo(8);
      }
    }
  }

  /**
   * One search; all that it finds says the generation that it carries, and that is never an older
   * one than before.
   */
  private long assertOneGeneration(long atLeast) {
    SearchResult result = base().search(query("退款多久到账"));
    long generation = result.generation().number();
    assertThat(generation).isGreaterThanOrEqualTo(atLeast);
    assertThat(result.hits())
        .hasSize(10)
        .allSatisfy(hit -> assertThat(hit.entry().answer()).isEqualTo("第" + generation + "代的回答"));
    return generation;
  }

  private static List<Entry> sayingTheirGeneration(int generation) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(
          SmallShop.entry(
              "refund-" + i, "refund.arrival", "退款多久到账" + i, "第" + generation + "代的回答"));
    }
    return entries;
  }

  final void publish(int generation, List<Entry> entries) {
    publish(new Generation(generation), entries);
  }

  final Entry best(KnowledgeQuery query) {
    return base().search(query).hits().getFirst().entry();
  }

  static KnowledgeQuery query(String text) {
    return query(text, HashedBigrams.vector(text));
  }

  static KnowledgeQuery query(String text, float[] vector) {
    return new KnowledgeQuery(text, vector, intent -> 0.5, 10);
  }

  static KnowledgeQuery query(String text, ToDoubleFunction<String> intents, int limit) {
    return new KnowledgeQuery(text, HashedBigrams.vector(text), intents, limit);
  }
}
