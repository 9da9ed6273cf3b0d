package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/**
 * Entries are stored in a real PostgreSQL: an empty base is filled once, and read back as one
 * state.
 */
class EntriesTest {

  private Entries entries;

  @BeforeEach
  void anEmptyDatabase() {
    entries = EntriesDatabase.empty();
  }

  @Test
  void aNewBaseIsEmptyAndOfGenerationZero() {
    Entries.Published published = entries.published();

    assertThat(published.generation()).isEqualTo(new Generation(0));
    assertThat(published.entries()).isEmpty();
  }

  @Test
  void anEmptyBaseIsFilledOnce() {
    assertThat(entries.fillIfEmpty(SmallShop.ENTRIES)).isTrue();
    assertThat(entries.fillIfEmpty(List.of(SmallShop.entry("other", "invoice", "怎么开票", "申请"))))
        .isFalse();

    assertThat(entries.published().entries()).isEqualTo(SmallShop.ENTRIES);
  }

  @Test
  void fillingIsTheFirstGeneration() {
    entries.fillIfEmpty(SmallShop.ENTRIES);

    assertThat(entries.published().generation()).isEqualTo(new Generation(1));
  }

  @Test
  void publishedEntriesAreInTheOrderOfTheirIds() {
    entries.fillIfEmpty(
        List.of(
            SmallShop.REFUND_ARRIVAL,
            SmallShop.COUPON,
            SmallShop.INVOICE,
            SmallShop.DELIVERY_HOURS));

    assertThat(entries.published().entries())
        .extracting(entry -> entry.id().value())
        .containsExactly("coupon-use", "delivery-hours", "invoice-how", "refund-arrival");
  }

  @Test
  void anEntryComesBackAsItWasStored() {
    var entry =
        new Entry(
            new EntryId("Quotes_1.0"),
            "",
            "能说\"坏了\"吗？\\ 😡",
            List.of("引号\"和\\反斜线", "换\n行", "😡"),
            "能。\n'都'能; drop table kb_entry;",
            "/pages/order/list?a=1&b=2");

    entries.fillIfEmpty(List.of(entry, SmallShop.INVOICE));

    assertThat(entries.published().entries()).containsExactly(entry, SmallShop.INVOICE);
  }

  @Test
  void theWholeDemoShopFits() {
    entries.fillIfEmpty(EntryFile.demo());

    assertThat(entries.published().entries()).containsExactlyInAnyOrderElementsOf(EntryFile.demo());
  }

  @Test
  void aFillingThatFailsLeavesTheBaseEmpty() {
    assertThatThrownBy(() -> entries.fillIfEmpty(List.of(SmallShop.COUPON, SmallShop.COUPON)))
        .isInstanceOf(DataAccessException.class);

    assertThat(entries.published()).isEqualTo(new Entries.Published(new Generation(0), List.of()));
    assertThat(entries.fillIfEmpty(SmallShop.ENTRIES)).isTrue();
  }

  @Test
  void ofTwoThatFillAtOnceOneFills() throws Exception {
    var together = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> fillings = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        fillings.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return entries.fillIfEmpty(EntryFile.demo());
            }));
      }

      assertThat(List.of(fillings.get(0).get(), fillings.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(entries.published().generation()).isEqualTo(new Generation(1));
    assertThat(entries.published().entries()).hasSize(178);
  }

  @Test
  void anEntryOfOneCityAndOneWeekComesBackAsItWasStored() {
    var entry =
        new Entry(
            new EntryId("harvest"),
            "promo.activity",
            "丰收节有什么活动",
            List.of(),
            "满 {delivery.free_from} 减 10",
            "/pages/promo/index",
            "harvest.jpg",
            List.of("怎么参加", "什么时候结束"),
            new Reach(
                Set.of("web", "mini_program"),
                Set.of("杭州"),
                Instant.parse("2026-06-01T00:00:00Z"),
                Instant.parse("2026-06-08T00:00:00Z")));

    entries.publish(List.of(entry), List.of());

    assertThat(entries.published().entries()).containsExactly(entry);
  }

  @Test
  void anIndexIsToldWhatIsNewerThanItself() {
    entries.fillIfEmpty(SmallShop.ENTRIES);
    Entry other = SmallShop.entry("invoice-how", "invoice", "怎么开电子发票", "在订单页申请");
    Generation then = entries.publish(List.of(other), List.of(SmallShop.COUPON.id()));

    assertThat(then).isEqualTo(new Generation(2));
    assertThat(entries.since(new Generation(1)))
        .isEqualTo(
            new Entries.Changes(
                new Generation(1), then, List.of(other), List.of(SmallShop.COUPON.id())));
    assertThat(entries.since(then).isEmpty()).isTrue();
    assertThat(entries.published().entries())
        .extracting(Entry::id)
        .doesNotContain(SmallShop.COUPON.id());
  }

  @Test
  void aWithdrawnEntryCanBePublishedAgain() {
    entries.fillIfEmpty(SmallShop.ENTRIES);
    entries.publish(List.of(), List.of(SmallShop.COUPON.id()));
    entries.publish(List.of(SmallShop.COUPON), List.of());

    assertThat(entries.published().entries()).isEqualTo(SmallShop.ENTRIES);
  }
}
