package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index follows what is published in a real PostgreSQL. */
class FollowPublicationsTest {

  private static final int MANY = 3000;

  private final HashedBigrams encoder = new HashedBigrams("hashed-bigrams:1");
  private final LuceneKnowledgeBase base =
      LuceneKnowledgeBase.inMemory(encoder, AnswerRanker.untrained());
  private Entries entries;
  private FollowPublications follow;

  @BeforeEach
  void anEmptyDatabase() {
    entries = EntriesDatabase.empty();
    follow = new FollowPublications(entries, base);
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void theFirstTimeEverythingIsIndexed() {
    entries.fillIfEmpty(SmallShop.ENTRIES);

    assertThat(follow.catchUp()).isEqualTo(new Generation(1));
    assertThat(found("怎么开发票")).isEqualTo(SmallShop.INVOICE);
  }

  @Test
  void afterwardsOnlyWhatChanged() {
    entries.fillIfEmpty(SmallShop.ENTRIES);
    follow.catchUp();
    encoder.takeEncoded();
    Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票");

    entries.publish(List.of(changed), List.of(SmallShop.COUPON.id()));

    assertThat(follow.catchUp()).isEqualTo(new Generation(2));
    assertThat(found("怎么开发票")).isEqualTo(changed);
    assertThat(encoder.takeEncoded()).containsExactly("联系客服开票");
    assertThat(follow.catchUp()).isEqualTo(new Generation(2));
  }

  @Test
  void whatIsPublishedDuringARebuildIsThereAfterIt() throws Exception {
    entries.publish(many(), List.of());
    follow.catchUp();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Generation> rebuild = other.submit(follow::rebuild);
      for (int i = 0; !rebuild.isDone() || i == 0; i++) {
        entries.publish(
            List.of(SmallShop.entry("extra-" + i, "account", "怎么注销账号" + i, "第" + i)), List.of());
        follow.catchUp();
      }
      rebuild.get();
    }

    assertThat(follow.catchUp()).isEqualTo(entries.generation());
    assertThat(base.search(KnowledgeBaseContract.query("怎么注销账号0")).hits())
        .extracting(hit -> hit.entry().id().value())
        .contains("extra-0");
    assertThat(follow.progress()).isEqualTo(new FollowPublications.Progress.Idle());
  }

  @Test
  void aRebuildOfSeveralPagesLosesNoEntry() {
    entries.publish(many(), List.of());

    follow.rebuild();

    for (int i = 0; i < MANY; i += 499) {
      assertThat(found("第" + i + "号商品怎么放").id().value()).isEqualTo("many-" + i);
    }
  }

  private Entry found(String text) {
    return base.search(KnowledgeBaseContract.query(text)).hits().getFirst().entry();
  }

  private static List<Entry> many() {
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      many.add(SmallShop.entry("many-" + i, "product.storage", "第" + i + "号商品怎么放", "冷藏" + i));
    }
    return many;
  }
}
