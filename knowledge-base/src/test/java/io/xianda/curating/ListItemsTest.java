package io.xianda.curating;

import static io.xianda.curating.Operators.LI;
import static io.xianda.curating.Operators.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items are found by what their working version says, page by page. */
class ListItemsTest {

  private static CuratingDatabase database;
  private static ListItems list;

  private Operators operators;

  @BeforeAll
  static void start() throws IOException {
    database = new CuratingDatabase();
    list = database.get(ListItems.class);
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void fourItems() throws IOException {
    database.empty();
    operators = new Operators(database.curating(new CuratingSettings(true)));
    Instant now = database.clock.instant();
    operators.draft("a-fee", content("配送费多少", "Free 满39元", "delivery.fee", "li", null));
    database.clock.pass(Duration.ofMinutes(1));
    operators.published("b-invoice", content("怎么开票", "申请", "invoice", "wang", null));
    database.clock.pass(Duration.ofMinutes(1));
    operators.draft("c-harvest", content("丰收节", "满减", "promo.activity", "li", now));
    database.clock.pass(Duration.ofMinutes(1));
    done(
        operators.does(
            LI,
            operators.draft("d-gone", content("旧的", "答", "invoice", "", null)),
            new Action.Discard()));
  }

  private static DraftContent content(
      String question, String answer, String intent, String owner, @Nullable Instant until) {
    boolean harvest = intent.equals("promo.activity");
    return new DraftContent(
        question,
        List.of(question + "呀"),
        answer,
        null,
        null,
        List.of(),
        intent,
        harvest ? Set.of("秋天") : Set.of(),
        harvest ? Set.of("web") : Set.of(),
        harvest ? Set.of("杭州") : Set.of(),
        null,
        until,
        owner);
  }

  private static List<String> found(ItemQuery query) {
    return list.page(query, ItemCursor.firstById(), 100).items().stream()
        .map(listed -> listed.item().id().value())
        .toList();
  }

  private static ItemQuery text(String text) {
    return new ItemQuery(Set.of(), null, null, null, null, null, text, null);
  }

  @Test
  void discardedItemsAreListedOnlyIfAskedFor() {
    assertThat(found(ItemQuery.all())).containsExactly("a-fee", "b-invoice", "c-harvest");
    assertThat(found(states(LifeState.DISCARDED))).containsExactly("d-gone");
  }

  private static ItemQuery states(LifeState state) {
    return new ItemQuery(Set.of(state), null, null, null, null, null, null, null);
  }

  @Test
  void everyFilterNarrowsTheList() {
    assertThat(found(states(LifeState.DRAFT))).containsExactly("a-fee", "c-harvest");
    assertThat(found(new ItemQuery(Set.of(), "invoice", null, null, null, null, null, null)))
        .containsExactly("b-invoice");
    assertThat(found(new ItemQuery(Set.of(), null, "秋天", null, null, null, null, null)))
        .containsExactly("c-harvest");
    assertThat(found(new ItemQuery(Set.of(), null, null, null, null, "li", null, null)))
        .containsExactly("a-fee", "c-harvest");
    assertThat(found(new ItemQuery(Set.of(), null, null, null, null, null, null, true)))
        .containsExactly("c-harvest");
    assertThat(found(new ItemQuery(Set.of(), null, null, null, null, null, null, false)))
        .containsExactly("a-fee", "b-invoice");
  }

  @Test
  void whatIsToldEverywhereIsToldInEveryCityAndOnEveryChannel() {
    assertThat(found(new ItemQuery(Set.of(), null, null, null, "上海", null, null, null)))
        .containsExactly("a-fee", "b-invoice");
    assertThat(found(new ItemQuery(Set.of(), null, null, "web", "杭州", null, null, null)))
        .containsExactly("a-fee", "b-invoice", "c-harvest");
  }

  @Test
  void aTextIsFoundInQuestionSimilarAnswerAndId() {
    assertThat(found(text("配送费"))).containsExactly("a-fee");
    assertThat(found(text("开票呀"))).containsExactly("b-invoice");
    assertThat(found(text("free 满"))).containsExactly("a-fee");
    assertThat(found(text("C-HARVEST"))).containsExactly("c-harvest");
    assertThat(found(text("100%"))).isEmpty();
    assertThat(found(text("_"))).isEmpty();
  }

  @Test
  void theNewestChangeComesFirstIfAskedSo() {
    assertThat(list.page(ItemQuery.all(), ItemCursor.newest(), 100).items())
        .extracting(listed -> listed.item().id().value())
        .containsExactly("c-harvest", "b-invoice", "a-fee");
  }

  @Test
  void pagesOfOneShowEveryItemOnce() {
    assertThat(walked(ItemCursor.firstById())).containsExactly("a-fee", "b-invoice", "c-harvest");
    assertThat(walked(ItemCursor.newest())).containsExactly("c-harvest", "b-invoice", "a-fee");
  }

  private static List<String> walked(ItemCursor start) {
    List<String> seen = new ArrayList<>();
    Optional<ItemCursor> place = Optional.of(start);
    while (place.isPresent()) {
      ItemPage page = list.page(ItemQuery.all(), place.get(), 1);
      page.items().forEach(listed -> seen.add(listed.item().id().value()));
      place = page.next().map(next -> ItemCursor.read(next.text()));
    }
    return seen;
  }

  @Test
  void aCursorThatNobodyWroteIsRefused() {
    assertThatThrownBy(() -> ItemCursor.read("yesterday~a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ItemCursor.read("'; drop table"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allStatesAreCounted() {
    assertThat(list.counts(ItemQuery.all()))
        .containsEntry(LifeState.DRAFT, 2L)
        .containsEntry(LifeState.IN_REVIEW, 0L)
        .containsEntry(LifeState.PUBLISHED, 1L)
        .containsEntry(LifeState.ARCHIVED, 0L)
        .containsEntry(LifeState.DISCARDED, 1L);
    assertThat(list.counts(text("配送费"))).containsEntry(LifeState.DRAFT, 1L);
  }

  @Test
  void aLineTellsWhatTheWorkingVersionSays() {
    ListedItem line = list.page(text("丰收节"), ItemCursor.firstById(), 10).items().getFirst();

    assertThat(line.question()).isEqualTo("丰收节");
    assertThat(line.intent()).isEqualTo("promo.activity");
    assertThat(line.tags()).containsExactly("秋天");
    assertThat(line.owner()).isEqualTo("li");
    assertThat(line.from()).isNull();
    assertThat(line.until()).isNotNull();
    assertThat(line.similar()).isEqualTo(1);
  }
}
