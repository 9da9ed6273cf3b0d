package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of 7,000 entries not every one is looked at; what is looked for is found all the same. */
class LargeLuceneKnowledgeBaseTest {

  private static final int SIZE = 7_000;

  private static final LuceneKnowledgeBase BASE =
      LuceneKnowledgeBase.inMemory(new HashedBigrams("hashed"), AnswerRanker.untrained());

  private static final Asker ASKER = new Asker("web", "杭州", Instant.EPOCH);

  @BeforeAll
  static void build() {
    BASE.publish(
        new Generation(1),
        IntStream.range(0, SIZE)
            .mapToObj(i -> entry("e" + i, question(i), Reach.everybody()))
            .toList());
  }

  @AfterAll
  static void close() {
    BASE.close();
  }

  @Test
  void anEntryIsFoundByItsQuestion() {
    for (int number = 0; number < SIZE; number += 100) {
      assertThat(first(BASE, question(number), HashedBigrams.vector(question(number))))
          .isEqualTo("e" + number);
    }
  }

  @Test
  void anEntryIsFoundByMeaningWhereNoWordIs() {
    int found = 0;
    for (int number = 0; number < SIZE; number += 100) {
      String first = first(BASE, "zzz", HashedBigrams.vector(question(number)));
      found += first.equals("e" + number) ? 1 : 0;
    }
    assertThat(found).isGreaterThan(65);
  }

  @Test
  void anEntryIsFoundByWordsWhereNoMeaningIs() {
    assertThat(first(BASE, question(4711), HashedBigrams.nowhere())).isEqualTo("e4711");
  }

  @Test
  void theNearestAreAmongThoseThatMeaningFinds() {
    List<float[]> questions = vectors(SIZE, number -> question(number));
    List<float[]> answers = vectors(SIZE, number -> answer("e" + number));
    int found = 0;
    int most = 0;
    for (int number = 0; number < SIZE; number += 200) {
      String text = question(number).substring(3) + question(-number).substring(9);
      float[] vector = HashedBigrams.vector(text);
      double[] cosines =
          IntStream.range(0, SIZE)
              .mapToDouble(i ->
                  Math.max(
                      VectorUtil.dotProduct(vector, questions.get(i)),
                      VectorUtil.dotProduct(vector, answers.get(i))))
              .toArray();
      double tenth = Arrays.stream(cosines).sorted().skip(SIZE - 10).findFirst().orElseThrow();
      most += 10;
      for (EntryId id : BASE.byVectorsAlone(query(text, vector))) {
        found += cosines[Integer.parseInt(id.value().substring(1))] >= tenth - 1e-6 ? 1 : 0;
      }
    }
    assertThat(found / (double) most).isGreaterThan(0.9);
  }

  private static List<float[]> vectors(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).map(HashedBigrams::vector).toList();
  }

  @Test
  void aDraftIsTriedOut() {
    Entry draft = entry("e5", "zzz yyy xxx", Reach.everybody());
    try (TriedKnowledgeBase asIf = BASE.asIf(List.of(draft), List.of(new EntryId("e6")))) {
      assertThat(first(asIf, "zzz yyy xxx", HashedBigrams.vector("zzz yyy xxx"))).isEqualTo("e5");
      assertThat(first(asIf, question(7), HashedBigrams.vector(question(7)))).isEqualTo("e7");
      assertThat(first(asIf, question(6), HashedBigrams.vector(question(6)))).isNotEqualTo("e6");
    }
  }

  @Test
  void whatIsTakenInLaterIsFoundByThoseWhomItIsFor() {
    Entry here = entry("here", "vvv uuu ttt", of("杭州"));
    Entry there = entry("there", "vvv uuu ttt", of("上海"));
    BASE.apply(
        new Entries.Changes(new Generation(1), new Generation(2), List.of(here, there), List.of()));

    var query = query("vvv uuu ttt", HashedBigrams.vector("vvv uuu ttt"));
    assertThat(BASE.search(query).hits())
        .extracting(hit -> hit.entry().id().value())
        .contains("here")
        .doesNotContain("there");
    assertThat(first(BASE, question(8), HashedBigrams.vector(question(8)))).isEqualTo("e8");
  }

  private static Reach of(String city) {
    return new Reach(Set.of(), Set.of(city), null, null);
  }

  private static Entry entry(String id, String question, Reach reach) {
    return new Entry(
        new EntryId(id), "", question, List.of(), answer(id), null, null, List.of(), reach);
  }

  /** Twelve characters that the number decides, the more usual ones more often. */
  private static String question(int number) {
    return text(number, 12);
  }

  private static String answer(String id) {
    return text(~id.hashCode(), 30);
  }

  private static String text(int seed, int length) {
    var random = new SplittableRandom(seed);
    return IntStream.range(0, length)
        .mapToObj(i -> Character.toString('一' + random.nextInt(1 + random.nextInt(60))))
        .collect(Collectors.joining());
  }

  private static KnowledgeQuery query(String text, float[] vector) {
    return new KnowledgeQuery(text, vector, intent -> 0.5, 10, ASKER, null);
  }

  private static String first(KnowledgeBase base, String text, float[] vector) {
    return base.search(query(text, vector)).hits().getFirst().entry().id().value();
  }
}
