package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.Understand;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.Asker;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PrecomputedVectors;
import io.xianda.knowledge.Synonyms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Messages that lean on the answer before them, and messages that do not: {@code follow-ups.tsv}
 * holds the entry just answered, the message, the entries that answer it, and its kind.
 */
class FollowUpTest {

  private static SentenceEncoder encoder;
  private static Understand understand;
  private static LuceneKnowledgeBase base;
  private static List<Case> cases;

  private record Case(EntryId last, String message, List<String> right, String kind) {}

  @BeforeAll
  static void load() throws IOException {
    encoder = BgeSmallZh.load();
    understand = new Understand(encoder, IntentModel.shipped(encoder));
    base =
        LuceneKnowledgeBase.inMemory(
            PrecomputedVectors.shipped(new SharedEncoder(encoder)), AnswerRanker.shipped());
    base.useSynonyms(Synonyms.shipped());
    base.publish(new Generation(1), EntryFile.demo());
    try (InputStream in =
        Objects.requireNonNull(FollowUpTest.class.getResourceAsStream("follow-ups.tsv"))) {
      cases =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split("\t", -1))
              .map(c -> new Case(new EntryId(c[0]), c[1], List.of(c[2].split(",", -1)), c[3]))
              .toList();
    }
  }

  @AfterAll
  static void close() {
    base.close();
    encoder.close();
  }

  @Test
  void whoLeansOnTheLastAnswerIsUnderstoodWithIt() {
    double alone = firstIsRight("ellipsis", false);
    double together = firstIsRight("ellipsis", true);

    assertThat(together).as("recall at 1, alone it is %.3f", alone).isGreaterThan(alone + 0.1);
  }

  @Test
  void whoChangesTheSubjectIsNotDraggedBack() {
    double alone = firstIsRight("complete", false);
    double together = firstIsRight("complete", true);

    assertThat(together).as("recall at 1, alone it is %.3f", alone).isGreaterThan(alone - 0.05);
  }

  @Test
  void whoOnlySaysThanksIsToldNothing() {
    long told =
        cases.stream()
            .filter(c -> c.kind().equals("close"))
            .filter(c -> {
              Hit first = first(c, true);
              return first != null && first.probability() >= 0.5;
            })
            .count();

    assertThat(told).isLessThanOrEqualTo(1);
  }

  private static double firstIsRight(String kind, boolean withLast) {
    List<Case> asked =
        cases.stream().filter(c -> c.kind().equals(kind) && !c.right().contains("-")).toList();
    long right =
        asked.stream()
            .filter(c -> {
              Hit first = first(c, withLast);
              return first != null && c.right().contains(first.entry().id().value());
            })
            .count();
    double share = right / (double) asked.size();
    System.out.printf(
        Locale.ROOT,
        "follow-ups, %s, %s the last entry: recall at 1 %.3f of %d%n",
        kind,
        withLast ? "with" : "without",
        share,
        asked.size());
    return share;
  }

  private static @Nullable Hit first(Case c, boolean withLast) {
    Understanding understanding = understand.understand(c.message());
    List<Hit> hits =
        base.search(
                new KnowledgeQuery(
                    understanding.utterance().text(),
                    understanding.vector(),
                    intent -> understanding.intents().of(intent),
                    3,
                    new Asker("web", null, Instant.EPOCH),
                    withLast ? c.last() : null))
            .hits();
    return hits.isEmpty() ? null : hits.getFirst();
  }
}
