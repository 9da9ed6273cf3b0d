package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Elasticsearch keeps the contract; it also remembers, and serves several nodes. */
class ElasticKnowledgeBaseTest extends KnowledgeBaseContract {

  private static final AnswerRanker RANKER = AnswerRanker.untrained();

  /** What is tested here is not how fast a busy machine is. */
  static final ElasticConnection.Patience ENOUGH =
      new ElasticConnection.Patience(
          Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(2));

  private final String prefix = "test-" + UUID.randomUUID();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private ElasticConnection connection;
  private ElasticKnowledgeBase base;

  @BeforeAll
  static void start() {
    RealElasticsearch.shared();
  }

  @BeforeEach
  void open() {
    connection = new ElasticConnection(RealElasticsearch.shared().url(), ENOUGH);
    base = node(encoder);
  }

  @AfterEach
  void clean() throws Exception {
    for (String index : indexes()) {
      connection.writes().execute(client -> client.indices().delete(d -> d.index(index)));
    }
    for (AutoCloseable one : opened) {
      one.close();
    }
    connection.close();
  }

  @Override
  IndexedKnowledgeBase base() {
    return base;
  }

  private ElasticKnowledgeBase node(PassageEncoder itsEncoder) {
    return node(prefix, "shop", itsEncoder, Clock.systemUTC());
  }

  private ElasticKnowledgeBase node(
      String itsPrefix, String origin, PassageEncoder itsEncoder, Clock clock) {
    var node =
        new ElasticKnowledgeBase(
            new ElasticConnection(RealElasticsearch.shared().url(), ENOUGH),
            itsPrefix,
            origin,
            itsEncoder,
            RANKER,
            clock);
    opened.add(node);
    return node;
  }

  /** The names of all indexes of this test, whether searched or not. */
  private List<String> indexes() {
    return List.copyOf(
        connection
            .writes()
            .execute(client -> client.indices().get(g -> g.index(prefix + "-*")))
            .indices()
            .keySet());
  }

  @Test
  void whatOneNodeIndexedAnotherSearches() {
    publish(3, SmallShop.ENTRIES);
    encoder.takeEncoded();
    var another = node(encoder);

    assertThat(another.generation()).isEqualTo(new Generation(3));
    assertThat(another.search(query("退款多久到账"))).isEqualTo(base.search(query("退款多久到账")));
    assertThat(encoder.takeEncoded()).isEmpty();
  }

  @Test
  void twoNodesThatTakeInTheSameChangeDoNoHarm() throws Exception {
    publish(1, SmallShop.ENTRIES);
    var another = node(encoder);
    Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票");
    var change = change(1, 2, List.of(changed), SmallShop.COUPON.id());

    atOnce(() -> base.apply(change), () -> another.apply(change));

    assertThat(base.search(query("怎么开发票"))).isEqualTo(another.search(query("怎么开发票")));
    assertThat(base.generation()).isEqualTo(new Generation(2));
    assertThat(best(query("怎么开发票"))).isEqualTo(changed);
    assertThat(found("满减券用不了")).doesNotContain(SmallShop.COUPON);
  }

  @Test
  void whoIsLateDoesNotUndoWhatIsNewer() {
    publish(1, SmallShop.ENTRIES);
    Entry second = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "第二");
    Entry third = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "第三");
    apply(1, 3, List.of(third), SmallShop.COUPON.id());

    // As if it had begun before the other: below what looks whether there is anything to do.
    index().apply(new Generation(2), analysed(second, SmallShop.COUPON), List.of());

    assertThat(base.generation()).isEqualTo(new Generation(3));
    assertThat(best(query("怎么开发票"))).isEqualTo(third);
    assertThat(found("满减券用不了")).doesNotContain(SmallShop.COUPON);
  }

  @Test
  void aChangeThatWasTakenInAlreadyIsNoMistake() {
    publish(1, SmallShop.ENTRIES);
    apply(1, 3, List.of(), SmallShop.COUPON.id());

    apply(1, 2, List.of());

    assertThat(base.generation()).isEqualTo(new Generation(3));
  }

  @Test
  void aChangeThatWasCutOffIsNotSearchedAndIsTakenInAgain() {
    publish(1, SmallShop.ENTRIES);
    var placed = index().placed().orElseThrow();
    write(placed.index(), ElasticDocuments.put(placed.state().writing(new Generation(2))));

    assertThat(base.generation()).isEqualTo(new Generation(1));
    assertThatThrownBy(() -> base.search(query("怎么开发票")))
        .hasMessageContaining("middle of a change");

    apply(1, 2, List.of(), SmallShop.COUPON.id());

    assertThat(base.search(query("怎么开发票")).generation()).isEqualTo(new Generation(2));
    assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void nodesThatBuildAtOnceLeaveOneIndex() throws Exception {
    var another = node(encoder);
    IndexedKnowledgeBase.Rebuilt mine = base.build(new Generation(1), SmallShop.ENTRIES, n -> {});
    another.publish(new Generation(1), SmallShop.ENTRIES);
    assertThat(indexes()).hasSize(2);

    base.replace(mine);

    assertThat(indexes()).hasSize(1);
    assertThat(another.search(query("怎么开发票"))).isEqualTo(base.search(query("怎么开发票")));
    assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void anIndexThatWasAbandonedIsDeletedADayLater() {
    base.build(new Generation(1), SmallShop.ENTRIES, n -> {});
    publish(1, SmallShop.ENTRIES);
    assertThat(indexes()).hasSize(2);

    Instant later = Instant.now().plus(Duration.ofHours(25));
    node(prefix, "shop", encoder, Clock.fixed(later, ZoneOffset.UTC))
        .publish(new Generation(1), SmallShop.ENTRIES);

    assertThat(indexes()).hasSize(1);
  }

  @Test
  void indexesOfOthersAreLeftAlone() {
    var neighbour = node(prefix + "-7", "shop", encoder, Clock.systemUTC());
    neighbour.publish(new Generation(5), SmallShop.ENTRIES);

    Instant later = Instant.now().plus(Duration.ofHours(25));
    var ours = node(prefix, "shop", encoder, Clock.fixed(later, ZoneOffset.UTC));
    ours.publish(new Generation(1), List.of(SmallShop.COUPON));
    ours.publish(new Generation(2), List.of(SmallShop.COUPON));

    assertThat(neighbour.generation()).isEqualTo(new Generation(5));
    assertThat(neighbour.search(query("怎么开发票")).hits().getFirst().entry())
        .isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void whatIsWrittenIntoADeletedIndexDoesNotComeBackAsAnother() {
    IndexedKnowledgeBase.Rebuilt built = base.build(new Generation(1), SmallShop.ENTRIES, n -> {});
    String name = indexes().getFirst();
    built.discard();
    assertThat(indexes()).isEmpty();

    assertThatThrownBy(() -> index(name).add(new Generation(1), analysed(SmallShop.COUPON)))
        .hasMessageContaining("index_not_found");
    assertThat(indexes()).isEmpty();
  }

  @Test
  void anIndexOfAnotherDatabaseIsBuiltAnew() {
    publish(3, SmallShop.ENTRIES);
    var other = node(prefix, "another shop", encoder, Clock.systemUTC());

    assertThat(other.generation()).isEqualTo(new Generation(0));
    assertThat(other.search(query("怎么开发票")).hits()).isEmpty();
    other.publish(new Generation(3), List.of(SmallShop.COUPON));

    assertThat(other.search(query("怎么开发票")).hits())
        .extracting(Hit::entry)
        .containsExactly(SmallShop.COUPON);
  }

  @Test
  void anotherEncoderIndexesTheSameGenerationAnew() {
    publish(3, SmallShop.ENTRIES);
    var anotherEncoder = new HashedBigrams("hashed-bigrams:2");
    var upgraded = node(anotherEncoder);

    assertThat(upgraded.generation()).isEqualTo(new Generation(0));
    upgraded.publish(new Generation(3), SmallShop.ENTRIES);

    assertThat(anotherEncoder.takeEncoded()).hasSize(11);
    assertThat(upgraded.search(query("怎么开发票")).hits().getFirst().entry())
        .isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void servicesThatCannotShareAnIndexHaveOtherPrefixes() {
    String one = ElasticKnowledgeBase.prefix("xianda", "shop", encoder);

    assertThat(one)
        .matches("xianda-[0-9a-f]{12}")
        .isEqualTo(ElasticKnowledgeBase.prefix("xianda", "shop", encoder))
        .isNotEqualTo(ElasticKnowledgeBase.prefix("xianda", "another shop", encoder))
        .isNotEqualTo(
            ElasticKnowledgeBase.prefix("xianda", "shop", new HashedBigrams("hashed-bigrams:2")));
  }

  @Test
  void itFindsWhatLuceneFinds() {
    List<Entry> entries = EntryFile.demoAsWritten();
    List<String> messages =
        new ArrayList<>(entries.stream().flatMap(entry -> entry.questions().stream()).toList());
    Collections.shuffle(messages, new Random(7));
    try (var lucene = LuceneKnowledgeBase.inMemory(encoder, RANKER)) {
      publish(1, entries);
      lucene.publish(new Generation(1), entries);

      long same =
          messages.stream()
              .limit(200)
              // Not the question itself, which any search would find.
              .map(message -> message.substring(message.length() / 4))
              .filter(message -> top(base, message).equals(top(lucene, message)))
              .count();

      assertThat(same).isGreaterThanOrEqualTo(196);
    }
  }

  private static String top(KnowledgeBase base, String message) {
    return base.search(query(message)).hits().stream()
        .findFirst()
        .map(hit -> hit.entry().id().value())
        .orElse("");
  }

  private List<Entry> found(String message) {
    return base.search(query(message)).hits().stream().map(Hit::entry).toList();
  }

  private ElasticIndex index() {
    return index(prefix);
  }

  private ElasticIndex index(String name) {
    return new ElasticIndex(
        connection,
        name,
        "1:hashed-bigrams:1@shop",
        "test",
        new ElasticCards(connection, "test", 1 << 20));
  }

  private void write(String index, ElasticDocuments.Write write) {
    connection
        .writes()
        .execute(client -> client.bulk(b -> b.index(index).operations(write.operation())));
    connection.writes().execute(client -> client.indices().refresh(r -> r.index(index)));
  }

  private List<AnalysedEntry> analysed(Entry... entries) {
    return new AnalyseEntries(encoder, new TextAnalysis()).analyse(List.of(entries), id -> null);
  }

  private static Entries.Changes change(
      int from, int to, List<Entry> changed, EntryId... withdrawn) {
    return new Entries.Changes(
        new Generation(from), new Generation(to), changed, List.of(withdrawn));
  }

  private static void atOnce(Runnable... what) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(what.length)) {
      List<Callable<Object>> all = new ArrayList<>();
      for (Runnable one : what) {
        all.add(Executors.callable(one));
      }
      for (Future<Object> done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }
}
