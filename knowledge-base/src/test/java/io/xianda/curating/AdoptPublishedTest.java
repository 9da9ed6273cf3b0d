package io.xianda.curating;

import static io.xianda.curating.Operators.LI;
import static io.xianda.curating.Operators.SEEN;
import static io.xianda.curating.Operators.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was published before there were items becomes items, once. */
class AdoptPublishedTest {

  private static CuratingDatabase database;
  private static Entries entries;
  private static Items items;

  @BeforeAll
  static void start() throws IOException {
    database = new CuratingDatabase();
    entries = database.get(Entries.class);
    items = database.get(Items.class);
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void nothing() throws IOException {
    database.empty();
  }

  private static Entry entry(String id, String question, String answer) {
    return new Entry(new EntryId(id), "invoice", question, List.of(), answer, "/pages/a");
  }

  private static int rows(String table) {
    return database.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Test
  void theDemoShopShowsAsPublishedItems() {
    entries.fillIfEmpty(EntryFile.demo());

    assertThat(database.adopt().run()).isEqualTo(178);

    assertThat(database.get(ListItems.class).counts(ItemQuery.all()))
        .containsEntry(LifeState.PUBLISHED, 178L);
    for (Entry entry : EntryFile.demo()) {
      Version version = items.version(entry.id(), 1).orElseThrow();
      assertThat(version.content().toEntry(entry.id())).isEqualTo(entry);
      assertThat(version.head().author()).isEqualTo(Operator.SYSTEM);
    }
  }

  @Test
  void adoptingTwiceIsAsGoodAsOnce() {
    entries.fillIfEmpty(List.of(entry("a", "甲", "一"), entry("b", "乙", "二")));

    assertThat(database.adopt().run()).isEqualTo(2);
    assertThat(database.adopt().run()).isZero();
    assertThat(rows("kb_audit")).isEqualTo(2);
    assertThat(rows("kb_question")).isEqualTo(2);
  }

  @Test
  void ofFourThatAdoptAtOnceEachItemIsAdoptedByOne() throws Exception {
    entries.fillIfEmpty(EntryFile.demo());

    List<Integer> adopted = AtOnce.threads(4, i -> database.adopt().run());

    assertThat(adopted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(178);
    assertThat(rows("kb_version")).isEqualTo(178);
  }

  @Test
  void whatWasPublishedBesideCuratingIsAdoptedTheNextTime() {
    entries.fillIfEmpty(List.of(entry("a", "甲", "一")));
    database.adopt().run();
    entries.publish(List.of(entry("b", "乙", "二")), List.of());

    assertThat(database.adopt().run()).isEqualTo(1);
  }

  @Test
  void whatCuratingPublishedIsLeftAsItIs() {
    entries.fillIfEmpty(List.of(entry("a", "甲", "一")));
    database.adopt().run();
    var operators = new Operators(database.curating(new CuratingSettings(false)));
    Item adopted = items.find(new EntryId("a")).orElseThrow();
    Item edited = operators.edited(adopted, DraftContent.of("甲", "新"));
    Item told = done(operators.does(LI, edited, new Action.PublishDirectly(SEEN)));

    assertThat(database.adopt().run()).isZero();
    assertThat(items.find(new EntryId("a"))).contains(told);
  }

  @Test
  void anAdoptedQuestionIsNotAnsweredOtherwise() {
    entries.fillIfEmpty(List.of(entry("a", "怎么开票？", "在订单页")));
    database.adopt().run();
    Curating curating = database.curating(new CuratingSettings(false));

    assertThat(curating.check(new EntryId("b"), DraftContent.of("怎么开票", "不开")))
        .extracting(Finding::code)
        .contains(FindingCode.CONTRADICTION);
  }

  @Test
  void anotherNormaliserComparesInItsOwnForms() {
    entries.fillIfEmpty(List.of(entry("a", "怎么开票？", "在订单页")));
    database.adopt().run();
    assertThat(database.adopt(new Lowercase("lowercase-2")).run()).isZero();

    assertThat(rows("kb_question")).isEqualTo(1);
    assertThat(database.get(StoreAdopted.class).normaliser()).isEqualTo("lowercase-2");
  }

  @Test
  void twentyThousandAreAdoptedInSeconds() {
    List<Entry> many =
        IntStream.range(0, 20_000)
            .mapToObj(i ->
                new Entry(
                    new EntryId("entry-" + i),
                    "invoice",
                    "问题" + i,
                    List.of("相似" + i, "另一种问法" + i),
                    "答案".repeat(40) + i,
                    "/pages/order/list"))
            .toList();
    for (int from = 0; from < many.size(); from += 10_000) {
      entries.publish(many.subList(from, from + 10_000), List.of());
    }

    long start = System.nanoTime();
    assertThat(database.adopt().run()).isEqualTo(20_000);
    Duration first = Duration.ofNanos(System.nanoTime() - start);
    start = System.nanoTime();
    assertThat(database.adopt().run()).isZero();
    Duration again = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("20,000 adopted in %s, again in %s%n", first, again);
    // Builders share slow machines: what is ruled out is a plan that grows with the square.
    assertThat(first).isLessThan(Duration.ofMinutes(3));
    assertThat(again).isLessThan(Duration.ofSeconds(5));

    var list = database.get(ListItems.class);
    start = System.nanoTime();
    assertThat(list.page(ItemQuery.all(), ItemCursor.newest(), 50).items()).hasSize(50);
    long page = System.nanoTime() - start;
    start = System.nanoTime();
    ItemQuery rare = new ItemQuery(Set.of(), null, null, null, null, null, "另一种问法19999", null);
    assertThat(list.page(rare, ItemCursor.firstById(), 50).items()).hasSize(1);
    long text = System.nanoTime() - start;
    start = System.nanoTime();
    list.counts(ItemQuery.all());
    System.out.printf(
        "of 20,000: a page %d ms, a rare text %d ms, counts %d ms%n",
        page / 1_000_000, text / 1_000_000, (System.nanoTime() - start) / 1_000_000);
  }
}
