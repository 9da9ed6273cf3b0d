package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucene keeps the contract in memory and on disk; on disk it also remembers. */
class LuceneKnowledgeBaseTest {

  private static final AnswerRanker RANKER = AnswerRanker.untrained();

  @Nested
  class InMemory extends KnowledgeBaseContract {

    private final LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(encoder, RANKER);

    @Override
    IndexedKnowledgeBase base() {
      return base;
    }

    @AfterEach
    void close() {
      base.close();
    }

    @Test
    void aDraftIsTriedOutByTheSearchThatItWouldBeFoundBy() {
      base.publish(new Generation(1), SmallShop.ENTRIES);
      Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "在订单详情页申请电子票据", "报销凭证");
      Entry added = SmallShop.entry("account-delete", "account", "怎么注销账号", "在设置里注销");

      List<Hit> tried;
      try (TriedKnowledgeBase asIf =
          base.asIf(List.of(changed, added), List.of(SmallShop.COUPON.id()))) {
        assertThat(first(asIf, "报销凭证")).isEqualTo(changed);
        assertThat(first(asIf, "怎么注销账号")).isEqualTo(added);
        assertThat(first(asIf, "退款多久到账")).isEqualTo(SmallShop.REFUND_ARRIVAL);
        assertThat(asIf.search(query("满减券用不了")).hits())
            .extracting(Hit::entry)
            .doesNotContain(SmallShop.COUPON);
        assertThat(asIf.nearest(HashedBigrams.vector("报销凭证"), 3).getFirst().entry())
            .isEqualTo(changed);
        tried = asIf.search(query("报销凭证")).hits();
      }
      assertThat(best(query("满减券用不了"))).isEqualTo(SmallShop.COUPON);
      assertThat(base.search(query("怎么注销账号")).hits()).extracting(Hit::entry).doesNotContain(added);

      apply(1, 2, List.of(changed, added), SmallShop.COUPON.id());

      assertThat(best(query("报销凭证"))).isEqualTo(tried.getFirst().entry());
      assertThat(base.search(query("报销凭证")).hits().getFirst().probability())
          .isCloseTo(tried.getFirst().probability(), within(0.02));
    }

    @Test
    void whatIsTriedOutStaysAsItIsWhateverIsPublishedMeanwhile() {
      base.publish(new Generation(1), SmallShop.ENTRIES);
      try (TriedKnowledgeBase asIf = base.asIf(List.of(), List.of())) {
        base.publish(new Generation(2), List.of(SmallShop.COUPON));

        assertThat(first(asIf, "怎么开发票")).isEqualTo(SmallShop.INVOICE);
        assertThat(asIf.generation()).isEqualTo(new Generation(1));
      }
    }

    private static Entry first(KnowledgeBase base, String text) {
      return base.search(query(text)).hits().getFirst().entry();
    }

    @Test
    void aClosedBaseFindsNothing() {
      base.publish(new Generation(1), SmallShop.ENTRIES);
      base.close();

      assertThat(base.search(query("怎么开发票")).hits()).isEmpty();
      assertThat(base.generation()).isEqualTo(new Generation(0));
    }
  }

  @Nested
  class OnDisk extends KnowledgeBaseContract {

    @TempDir private Path directory;
    private LuceneKnowledgeBase base;

    @BeforeEach
    void open() {
      base = LuceneKnowledgeBase.onDisk(directory.resolve("index"), "shop", encoder, RANKER);
    }

    @AfterEach
    void close() {
      base.close();
    }

    @Override
    IndexedKnowledgeBase base() {
      return base;
    }

    /** The process ends and starts again; what it encodes from now on is counted. */
    private void restart() {
      close();
      encoder.takeEncoded();
      open();
    }

    @Test
    void whatAnEarlierRunIndexedIsSearchedAtOnce() {
      publish(3, SmallShop.ENTRIES);
      List<Hit> before = base().search(query("退款多久到账")).hits();
      restart();

      assertThat(base().generation()).isEqualTo(new Generation(3));
      assertThat(base().search(query("退款多久到账")).hits()).isEqualTo(before);
      assertThat(encoder.takeEncoded()).isEmpty();
    }

    @Test
    void whatWasTakenInPieceByPieceIsThereAfterAReopening() {
      publish(3, SmallShop.ENTRIES);
      Entry changed = SmallShop.entry("invoice-how", "invoice", "怎么开发票", "联系客服开票");
      apply(3, 4, List.of(changed), SmallShop.COUPON.id());
      restart();

      assertThat(base().generation()).isEqualTo(new Generation(4));
      assertThat(best(query("怎么开发票"))).isEqualTo(changed);
      assertThat(base().search(query("满减券用不了")).hits())
          .extracting(Hit::entry)
          .doesNotContain(SmallShop.COUPON);

      apply(4, 5, List.of(SmallShop.COUPON));
      assertThat(best(query("满减券用不了"))).isEqualTo(SmallShop.COUPON);
    }

    @Test
    void anotherGenerationEncodesOnlyWhatIsNewAfterAReopening() {
      publish(3, SmallShop.ENTRIES);
      restart();

      publish(4, SmallShop.ENTRIES);

      assertThat(encoder.takeEncoded()).isEmpty();
      assertThat(base().search(query("怎么开发票")).generation()).isEqualTo(new Generation(4));
      assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
    }

    @Test
    void anIndexOfAnotherDatabaseIsNotTakenUp() {
      publish(3, SmallShop.ENTRIES);
      close();

      try (var other =
          LuceneKnowledgeBase.onDisk(directory.resolve("index"), "another shop", encoder, RANKER)) {
        assertThat(other.generation()).isEqualTo(new Generation(0));
        other.publish(new Generation(3), List.of(SmallShop.COUPON));
        assertThat(other.search(query("怎么开发票")).hits())
            .extracting(Hit::entry)
            .doesNotContain(SmallShop.INVOICE);
      }
    }

    @Test
    void anotherEncoderIndexesTheSameGenerationAnew() {
      publish(3, SmallShop.ENTRIES);
      close();
      var another = new HashedBigrams("hashed-bigrams:2");
      try (var reopened =
          LuceneKnowledgeBase.onDisk(directory.resolve("index"), "shop", another, RANKER)) {
        reopened.publish(new Generation(3), SmallShop.ENTRIES);

        assertThat(another.takeEncoded()).hasSize(11);
        assertThat(reopened.search(query("怎么开发票")).hits().getFirst().entry())
            .isEqualTo(SmallShop.INVOICE);
      }
    }

    @Test
    void anIndexThatWasLeftUnfinishedIsIndexedAnew() {
      Entry poisoned = SmallShop.entry("poisoned", "invoice", "怎么开发票", HashedBigrams.POISON);
      assertThatThrownBy(() -> publish(3, List.of(SmallShop.COUPON, poisoned)))
          .hasMessageContaining(HashedBigrams.POISON);
      restart();

      publish(3, SmallShop.ENTRIES);

      assertThat(base().generation()).isEqualTo(new Generation(3));
      assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments_.*", ".*\\.cfs", ".*\\.cfe", ".*\\.si"})
    void aDamagedIndexIsIndexedAnew(String pattern) throws IOException {
      publish(3, SmallShop.ENTRIES);
      close();
      for (Path file : filesOf("generation-3", pattern)) {
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.TRUNCATE_EXISTING);
      }
      restart();

      assertThat(base().generation()).isEqualTo(new Generation(0));
      publish(3, SmallShop.ENTRIES);

      assertThat(encoder.takeEncoded()).hasSize(11);
      assertThat(best(query("怎么开发票"))).isEqualTo(SmallShop.INVOICE);
    }

    private List<Path> filesOf(String index, String pattern) throws IOException {
      try (Stream<Path> found = Files.list(directory.resolve("index").resolve(index))) {
        List<Path> files =
            found.filter(file -> file.getFileName().toString().matches(pattern)).toList();
        assertThat(files).isNotEmpty();
        return files;
      }
    }

    @Test
    void filesOfOthersInTheDirectoryAreLeftAlone() throws IOException {
      Path other = Files.createDirectories(directory.resolve("index").resolve("photos"));
      Path photo = Files.writeString(other.resolve("strawberry.jpg"), "photo");

      publish(1, SmallShop.ENTRIES);

      assertThat(photo).hasContent("photo");
    }

    @Test
    void oldGenerationsAreDeleted() throws IOException {
      publish(1, SmallShop.ENTRIES);
      assertThat(indexes()).containsExactly("generation-1");

      publish(2, SmallShop.ENTRIES);
      assertThat(indexes()).containsExactly("generation-2");
      restart();

      publish(5, SmallShop.ENTRIES);
      assertThat(indexes()).containsExactly("generation-5");
    }

    private List<String> indexes() throws IOException {
      try (Stream<Path> found = Files.list(directory.resolve("index"))) {
        return found.map(path -> path.getFileName().toString()).sorted().toList();
      }
    }
  }
}
