package io.xianda.eval;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.LuceneKnowledgeBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @Option(names = "--kb", required = true, description = "JSONL: id, question, similar, answer.")
  private Path kb = Path.of("");

  @Option(names = "--queries", required = true, description = "JSONL: question, id.")
  private Path queries = Path.of("");

  private record Query(String question, String id) {}

  private record Found(String question, String id, List<String> entries, int rank, double ms) {}

  @Override
  Map<String, Object> measure() throws IOException {
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
    try (SentenceEncoder encoder = BgeSmallZh.load();
        var base =
            LuceneKnowledgeBase.inMemory(
                new CountingEncoder(new SharedEncoder(encoder), passages(entries)),
                AnswerRanker.shipped())) {
      long start = System.nanoTime();
      base.publish(new Generation(1), entries);
      double seconds = (System.nanoTime() - start) / 1e9;
      List<Found> found = search(base, encoder, asked, ids);
      writeLines("predictions.jsonl", found);
      return metricsOf(found, seconds);
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

  private static List<Found> search(
      LuceneKnowledgeBase base, SentenceEncoder encoder, List<Query> asked, List<String> ids) {
    List<Found> found = new ArrayList<>();
    try (ProgressBar bar = progress("search", asked.size())) {
      for (Query query : asked) {
        long start = System.nanoTime();
        String text = Normaliser.normalise(query.question()).text();
        List<Hit> hits =
            base.search(new KnowledgeQuery(text, encoder.encode(text), intent -> 0.5, DEPTH))
                .hits();
        double ms = (System.nanoTime() - start) / 1e6;
        List<String> entries =
            hits.stream()
                .map(hit -> ids.get(Integer.parseInt(hit.entry().id().value().substring(1))))
                .toList();
        found.add(
            new Found(query.question(), query.id(), entries, entries.indexOf(query.id()), ms));
        bar.step();
      }
    }
    return found;
  }

  private static Map<String, Object> metricsOf(List<Found> found, double seconds) {
    Map<String, Object> metrics = metrics();
    metrics.put("queries", found.size());
    for (int k : List.of(1, 3, 10)) {
      metrics.put(
          "recall_at_" + k,
          rounded(
              found.stream().filter(f -> f.rank() >= 0 && f.rank() < k).count()
                  / (double) found.size()));
    }
    metrics.put(
        "mrr_at_10",
        rounded(
            found.stream()
                .mapToDouble(f -> f.rank() < 0 ? 0 : 1.0 / (f.rank() + 1))
                .average()
                .orElse(0)));
    metrics.put("index_s", rounded(seconds));
    double[] ms = found.stream().mapToDouble(Found::ms).toArray();
    metrics.put("ms_p50", rounded(quantile(ms, 0.5)));
    metrics.put("ms_p99", rounded(quantile(ms, 0.99)));
    return metrics;
  }

  /** Shows how far the indexing is. */
  private static final class CountingEncoder implements io.xianda.knowledge.PassageEncoder {

    private final SharedEncoder encoder;
    private final int total;
    private int done;
    private @Nullable ProgressBar bar;

    CountingEncoder(SharedEncoder encoder, int total) {
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
