package io.xianda.eval;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.PrecomputedVectors;
import io.xianda.knowledge.Synonyms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda eval retrieval}: the project's search on any knowledge base. */
@Command(
    name = "retrieval",
    mixinStandardHelpOptions = true,
    description = "Indexes any knowledge base and searches it.")
final class EvalRetrieval extends Measurement {

  private static final int DEPTH = 10;

  /** A shipped question in so many is left out at a time. */
  private static final int FOLDS = 5;

  @Option(
      names = "--kb",
      description = "JSONL: id, question, similar, answer (default: the shipped base).")
  private @Nullable Path kb;

  @Option(
      names = "--queries",
      description =
          "JSONL: question, id (default: the similar questions of the shipped base, left out in turn).")
  private @Nullable Path queries;

  private record Query(String question, String id) {}

  /**
   * A query, what was found, and where what was wanted stands: by the project's search, by words
   * alone, by vectors alone; -1 when it was not found.
   */
  private record Found(
      String question,
      String id,
      List<String> entries,
      int rank,
      int rankByWords,
      int rankByVectors,
      double ms) {}

  @Override
  Map<String, Object> measure() throws IOException {
    if ((kb == null) != (queries == null)) {
      throw new UnusableInput("--kb and --queries go together");
    }
    try (SentenceEncoder encoder = BgeSmallZh.load()) {
      List<Found> found = new ArrayList<>();
      double seconds =
          kb == null || queries == null
              ? leftOutInTurn(encoder, found)
              : given(encoder, kb, queries, found);
      writeLines("predictions.jsonl", found);
      return metricsOf(found, seconds);
    }
  }

  private static double given(SentenceEncoder encoder, Path kb, Path queries, List<Found> found) {
    List<String> ids = new ArrayList<>();
    List<Entry> entries =
        read(
            kb,
            line -> {
              ids.add(idOf(line));
              return new Entry(
                  new EntryId("e" + (ids.size() - 1)),
                  "",
                  line.text("question"),
                  line.texts("similar"),
                  line.text("answer"),
                  null);
            });
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (known.put(ids.get(i), i) != null) {
        throw new UnusableInput(
            kb + " line " + (i + 1) + ": the id " + ids.get(i) + " stands twice");
      }
    }
    List<Query> asked =
        read(
            queries,
            line -> {
              String id = idOf(line);
              if (!known.containsKey(id)) {
                throw new UnusableInput(line.where() + ": no entry has the id " + id);
              }
              return new Query(line.text("question"), id);
            });
    return search(
        encoder,
        new SharedEncoder(encoder),
        entries,
        asked,
        id -> ids.get(Integer.parseInt(id.value().substring(1))),
        found);
  }

  /** The shipped base, of whose similar questions a part is taken away and looked for. */
  private static double leftOutInTurn(SentenceEncoder encoder, List<Found> found) {
    PassageEncoder known = PrecomputedVectors.shipped(new SharedEncoder(encoder));
    double seconds = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Entry> entries = new ArrayList<>();
      List<Query> asked = new ArrayList<>();
      for (Entry entry : EntryFile.demo()) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < entry.similar().size(); i++) {
          if (i % FOLDS == fold) {
            asked.add(new Query(entry.similar().get(i), entry.id().value()));
          } else {
            kept.add(entry.similar().get(i));
          }
        }
        // Without its intent: the model has learned from these very questions.
        entries.add(
            new Entry(entry.id(), "", entry.question(), kept, entry.answer(), entry.page()));
      }
      seconds += search(encoder, known, entries, asked, EntryId::value, found);
    }
    return seconds;
  }

  private static double search(
      SentenceEncoder encoder,
      PassageEncoder passages,
      List<Entry> entries,
      List<Query> asked,
      Function<EntryId, String> idOf,
      List<Found> found) {
    try (var base =
        LuceneKnowledgeBase.inMemory(
            new CountingEncoder(passages, passages(entries)), AnswerRanker.shipped())) {
      base.useSynonyms(Synonyms.shipped());
      long start = System.nanoTime();
      base.publish(new Generation(1), entries);
      double seconds = (System.nanoTime() - start) / 1e9;
      search(base, encoder, asked, idOf, found);
      return seconds;
    }
  }

  private static int passages(List<Entry> entries) {
    return entries.stream().mapToInt(entry -> 2 + entry.similar().size()).sum();
  }

  /** Ids may be numbers or texts. */
  private static String idOf(Line line) {
    var id = line.json().get("id");
    return id != null && id.isNumber() ? id.asString() : line.text("id");
  }

  private static void search(
      LuceneKnowledgeBase base,
      SentenceEncoder encoder,
      List<Query> asked,
      Function<EntryId, String> idOf,
      List<Found> found) {
    try (ProgressBar bar = progress("search", asked.size())) {
      for (Query query : asked) {
        long start = System.nanoTime();
        String text = Normaliser.normalise(query.question()).text();
        var wanted = new KnowledgeQuery(text, encoder.encode(text), intent -> 0.5, DEPTH);
        List<Hit> hits = base.search(wanted).hits();
        double ms = (System.nanoTime() - start) / 1e6;
        List<String> entries = hits.stream().map(hit -> idOf.apply(hit.entry().id())).toList();
        List<String> byWords = base.byWordsAlone(wanted).stream().map(idOf).toList();
        List<String> byVectors = base.byVectorsAlone(wanted).stream().map(idOf).toList();
        found.add(
            new Found(
                query.question(),
                query.id(),
                entries,
                entries.indexOf(query.id()),
                byWords.indexOf(query.id()),
                byVectors.indexOf(query.id()),
                ms));
        bar.step();
      }
    }
  }

  private static Map<String, Object> metricsOf(List<Found> found, double seconds) {
    Map<String, Object> metrics = metrics();
    metrics.put("queries", found.size());
    ranks(metrics, "", found.stream().mapToInt(Found::rank).toArray());
    ranks(metrics, "bm25_", found.stream().mapToInt(Found::rankByWords).toArray());
    ranks(metrics, "vector_", found.stream().mapToInt(Found::rankByVectors).toArray());
    metrics.put("index_s", rounded(seconds));
    double[] ms = found.stream().mapToDouble(Found::ms).toArray();
    metrics.put("ms_p50", rounded(quantile(ms, 0.5)));
    metrics.put("ms_p99", rounded(quantile(ms, 0.99)));
    return metrics;
  }

  private static void ranks(Map<String, Object> metrics, String prefix, int[] ranks) {
    for (int k : List.of(1, 3, 10)) {
      long within = Arrays.stream(ranks).filter(rank -> rank >= 0 && rank < k).count();
      metrics.put(prefix + "recall_at_" + k, rounded(within / (double) ranks.length));
    }
    metrics.put(
        prefix + "mrr_at_10",
        rounded(
            Arrays.stream(ranks)
                .mapToDouble(rank -> rank < 0 ? 0 : 1.0 / (rank + 1))
                .average()
                .orElse(0)));
  }

  /** Shows how far the indexing is. */
  private static final class CountingEncoder implements PassageEncoder {

    private final PassageEncoder encoder;
    private final int total;
    private int done;
    private @Nullable ProgressBar bar;

    CountingEncoder(PassageEncoder encoder, int total) {
      this.encoder = encoder;
      this.total = total;
    }

    @Override
    public String normalise(String raw) {
      return encoder.normalise(raw);
    }

    @Override
    public synchronized float[] encode(String normalised) {
      ProgressBar shown = bar;
      if (shown == null) {
        shown = progress("index", total);
        bar = shown;
      }
      shown.step();
      if (++done == total) {
        shown.close();
      }
      return encoder.encode(normalised);
    }

    @Override
    public String fingerprint() {
      return encoder.fingerprint();
    }
  }
}
