package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every knowledge base must do, whatever engine it searches with and wherever its index lives.
 */
abstract class KnowledgeBaseContract {

  /** Counts what the base encodes. */
  final HashedBigrams encoder = new HashedBigrams("hashed-bigrams:1");

  /** The base under test, the same one in all calls of a test. */
  abstract IndexedKnowledgeBase base();

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

  @Test
  void aChangeIsFoundByTheNextSearch() {
    publish(1, SmallShop.ENTRIES);
    Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票", "要张票");
    Entry added = SmallShop.entry("account-delete", "account", "怎么注销账号", "在设置里注销");

    apply(1, 2, List.of(changed, added), SmallShop.COUPON.id());

    assertThat(base().generation()).isEqualTo(new Generation(2));
    assertThat(best(query("怎么开发票"))).isEqualTo(changed);
    assertThat(best(query("要张票"))).isEqualTo(changed);
    assertThat(best(query("怎么注销账号"))).isEqualTo(added);
    assertThat(base().search(query("满减券用不了")).hits())
        .extracting(Hit::entry)
        .contains(SmallShop.DELIVERY_HOURS)
        .doesNotContain(SmallShop.COUPON);
  }

  @Test
  void aChangeEncodesOnlyWhatIsNew() {
    publish(1, SmallShop.ENTRIES);
    encoder.takeEncoded();

    apply(1, 2, List.of(SmallShop.entry("invoice-how", "invoice", "怎么开发票", "在订单详情页申请电子票据", "开票")));

    assertThat(encoder.takeEncoded()).containsExactly("开票");
  }

  @Test
  void changesThatDoNotFollowAreRefused() {
    publish(1, SmallShop.ENTRIES);

    assertThatThrownBy(() -> apply(2, 3, List.of(SmallShop.INVOICE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the index is of generation 1, the changes follow 2");
    assertThat(base().generation()).isEqualTo(new Generation(1));
  }

  @Test
  void aChangeThatFailsLeavesTheOldGeneration() {
    publish(1, SmallShop.ENTRIES);
    Entry poisoned = SmallShop.entry("poisoned", "invoice", "怎么开发票", HashedBigrams.POISON);

    assertThatThrownBy(() -> apply(1, 2, List.of(poisoned), SmallShop.INVOICE.id()))
        .hasMessageContaining(HashedBigrams.POISON);

    assertThat(base().generation()).isEqualTo(new Generation(1));
    assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void theLastEntryCanGo() {
    publish(1, List.of(SmallShop.INVOICE));

    apply(1, 2, List.of(), SmallShop.INVOICE.id());

    assertThat(base().search(query("怎么开发票")))
        .isEqualTo(new SearchResult(new Generation(2), List.of()));

    apply(2, 3, List.of(SmallShop.COUPON));
    assertThat(best(query("满减券用不了"))).isEqualTo(SmallShop.COUPON);
  }

  @Test
  void anEntryIsToldOnlyWithinItsReach() {
    Instant june = Instant.parse("2026-06-01T00:00:00Z");
    Instant july = Instant.parse("2026-07-01T00:00:00Z");
    Entry ofAll = reaching("of-all", Reach.everybody());
    Entry ofTheWeb = reaching("of-the-web", new Reach(Set.of("web"), Set.of(), null, null));
    Entry ofHangzhou = reaching("of-hangzhou", new Reach(Set.of(), Set.of("杭州"), null, null));
    Entry ofJune = reaching("of-june", new Reach(Set.of(), Set.of(), june, july));
    publish(1, List.of(ofAll, ofTheWeb, ofHangzhou, ofJune));

    assertThat(told("web", null, july)).containsExactlyInAnyOrder(ofAll, ofTheWeb);
    assertThat(told("app", "杭州", july)).containsExactlyInAnyOrder(ofAll, ofHangzhou);
    assertThat(told("app", "上海", june)).containsExactlyInAnyOrder(ofAll, ofJune);
    assertThat(told("web", "杭州", july.minusMillis(1)))
        .containsExactlyInAnyOrder(ofAll, ofTheWeb, ofHangzhou, ofJune);
    assertThat(told("app", null, june.minusMillis(1))).containsExactly(ofAll);
  }

  @Test
  void whatIsNotForTheAskerTakesNobodysPlace() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      entries.add(reaching("shanghai-" + i, new Reach(Set.of(), Set.of("上海"), null, null)));
    }
    Entry everywhere = SmallShop.entry("everywhere", "promo.activity", "有活动吗", "满减活动");
    entries.add(everywhere);
    publish(1, entries);

    assertThat(told("web", "杭州", Instant.EPOCH)).containsExactly(everywhere);
  }

  private List<Entry> told(String channel, @Nullable String city, Instant now) {
    var query =
        new KnowledgeQuery(
            "丰收节有活动吗",
            HashedBigrams.vector("丰收节有活动吗"),
            intent -> 0.5,
            10,
            new Asker(channel, city, now),
            null);
    return base().search(query).hits().stream().map(Hit::entry).toList();
  }

  private static Entry reaching(String id, Reach reach) {
    return new Entry(
        new EntryId(id),
        "promo.activity",
        "丰收节有活动吗",
        List.of(),
        "有的",
        null,
        null,
        List.of(),
        reach);
  }

  @Test
  void theNearestEntriesAreToldByTheirQuestions() {
    publish(1, SmallShop.ENTRIES);

    List<KnowledgeBase.Near> near = base().nearest(HashedBigrams.vector("满减券用不了"), 2);

    assertThat(near).hasSizeLessThanOrEqualTo(2);
    assertThat(near.getFirst().entry()).isEqualTo(SmallShop.COUPON);
    assertThat(near.getFirst().cosine()).isCloseTo(1, within(1e-3));
  }

  @Test
  void whoAsksOnIsUnderstoodWithTheLastAnswer() {
    Entry fresh = SmallShop.entry("fresh", "refund.policy", "水果蔬菜多久之内可以申请售后", "一天");
    Entry frozen = SmallShop.entry("frozen", "refund.policy", "冷冻食品多久之内可以申请售后", "六小时");
    Entry thaw = SmallShop.entry("thaw", "product.usage", "冷冻的肉怎么解冻", "冷藏室过夜");
    publish(1, List.of(fresh, frozen, thaw, SmallShop.INVOICE));

    assertThat(best(askedAfter(fresh, "那冷冻的呢"))).isEqualTo(frozen);
    assertThat(best(askedAfter(fresh, "怎么开发票"))).isEqualTo(SmallShop.INVOICE);
  }

  private static KnowledgeQuery askedAfter(Entry last, String text) {
    return new KnowledgeQuery(
        text,
        HashedBigrams.vector(text),
        intent -> 0.2,
        10,
        new Asker("web", null, Instant.EPOCH),
        last.id());
  }

  @Test
  void whoNamesOtherGoodsIsToldSo() {
    publish(
        1,
        List.of(
            SmallShop.entry("berries", "product.storage", "草莓怎么放", "冷藏"),
            SmallShop.entry("eggs", "product.storage", "鸡蛋怎么放", "冷藏"),
            SmallShop.entry("any", "product.storage", "买回来怎么放", "冷藏")));

    assertThat(base().search(query("土鸡蛋怎么放")).hits())
        .extracting(hit -> hit.entry().id().value(), hit -> hit.evidence().goods())
        .containsExactlyInAnyOrder(tuple("berries", -1.0), tuple("eggs", 1.0), tuple("any", 0.0));
  }

  @Test
  void whoNamesANumberIsToldWhetherItStandsThere() {
    publish(
        1,
        List.of(
            SmallShop.entry("a", "delivery.fee", "满39元免运费吗", "是的"),
            SmallShop.entry("b", "delivery.fee", "满多少免运费", "看活动")));

    assertThat(base().search(query("满39免运费吗")).hits())
        .extracting(hit -> hit.entry().id().value(), hit -> hit.evidence().numbers())
        .containsExactlyInAnyOrder(tuple("a", 1.0), tuple("b", 0.0));
  }

  final void publish(int generation, List<Entry> entries) {
    base().publish(new Generation(generation), entries);
  }

  final void apply(int from, int to, List<Entry> changed, EntryId... withdrawn) {
    base()
        .apply(
            new Entries.Changes(
                new Generation(from), new Generation(to), changed, List.of(withdrawn)));
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
