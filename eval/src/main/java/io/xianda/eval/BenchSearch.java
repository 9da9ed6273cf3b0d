package io.xianda.eval;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PrecomputedVectors;
import io.xianda.knowledge.Synonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda bench search}: how search and index grow with the number of entries. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Index time, disk, heap and search time at several sizes; encoding aside.")
final class BenchSearch extends Measurement {

  /** As many as a page shows: what recall is asked for. */
  private static final int DEPTH = 10;

  @Option(
      names = "--entries",
      split = ",",
      defaultValue = "1000,10000,100000",
      description = "Sizes of the base (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--queries",
      defaultValue = "2000",
      description = "Searches timed at each size (default: ${DEFAULT-VALUE}).")
  private int queries = 2000;

  @Option(
      names = "--compared",
      defaultValue = "200",
      description = "Searches compared with an exact one (default: ${DEFAULT-VALUE}).")
  private int compared = 200;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Nothing of it stands in any entry. */
  private static final String NO_WORDS = "？";

  /**
   * Milliseconds of searches, one by one.
   *
   * @param passed on the clock, other work on the machine included
   * @param computed by the searching thread itself
   */
  @SuppressWarnings("ArrayRecordComponent") // sorted once and forgotten
  private record Timed(double[] passed, double[] computed) {}

  @Override
  Map<String, Object> measure() throws IOException {
    Map<String, Object> metrics = metrics();
    try (SentenceEncoder encoder = BgeSmallZh.load()) {
      var base = new SyntheticBase(PrecomputedVectors.shipped(new SharedEncoder(encoder)));
      for (int size : sizes) {
        metrics.put(String.valueOf(size), measure(base, size));
      }
    }
    return metrics;
  }

  private Map<String, Object> measure(SyntheticBase synthetic, int size) throws IOException {
    Path directory = Files.createTempDirectory("xianda-bench");
    long heapBefore = heap();
    try (var base =
        LuceneKnowledgeBase.onDisk(directory, "bench", synthetic, AnswerRanker.shipped())) {
      base.useSynonyms(Synonyms.shipped());
      long start = System.nanoTime();
      Duration computed = computed();
      try (ProgressBar bar = progress("index " + size, size)) {
        base.replace(base.build(new Generation(1), synthetic.entries(size), bar::stepBy));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Duration indexing = computed().minus(computed);
      Timed timed = time(base, synthetic, size);
      Map<String, Object> metrics = metrics();
      metrics.put("index_s", rounded(seconds));
      metrics.put("index_cpu_s", indexing.toSeconds());
      metrics.put("disk_mb", bytes(directory) >> 20);
      metrics.put("heap_mb", Math.max(0, heap() - heapBefore) >> 20);
      metrics.put("search_ms_p50", rounded(quantile(timed.passed(), 0.5)));
      metrics.put("search_ms_p99", rounded(quantile(timed.passed(), 0.99)));
      metrics.put("search_cpu_ms_p50", rounded(quantile(timed.computed(), 0.5)));
      metrics.put("search_cpu_ms_p99", rounded(quantile(timed.computed(), 0.99)));
      metrics.putAll(recall(base, synthetic, size));
      return metrics;
    } finally {
      delete(directory);
    }
  }

  private Timed time(LuceneKnowledgeBase base, SyntheticBase synthetic, int size) {
    List<String> texts = synthetic.messages(queries, size);
    var timed = new Timed(new double[texts.size()], new double[texts.size()]);
    long found = 0;
    // Once to warm up: an index that serves has been read before.
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < texts.size(); i++) {
        var query =
            new KnowledgeQuery(texts.get(i), synthetic.encode(texts.get(i)), intent -> 0.5, DEPTH);
        long start = System.nanoTime();
        long computed = THREADS.getCurrentThreadCpuTime();
        found += base.search(query).hits().size();
        timed.computed()[i] = (THREADS.getCurrentThreadCpuTime() - computed) / 1e6;
        timed.passed()[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    if (found == 0) {
      throw new IllegalStateException("nothing was found in " + size + " entries");
    }
    return timed;
  }

  /**
   * Of the ten entries that are really nearest, the share that the vector part of a search brings,
   * and that it would bring if the words had found nothing from where to set out.
   */
  private Map<String, Object> recall(LuceneKnowledgeBase base, SyntheticBase synthetic, int size) {
    List<String> texts = synthetic.messages(compared, size);
    List<float[]> vectors = texts.stream().map(synthetic::encode).toList();
    List<Exact> exact = vectors.stream().map(v -> new Exact()).toList();
    try (ProgressBar bar = progress("compare " + size, size)) {
      IntStream.range(0, (size + 999) / 1000)
          .forEach(thousand -> {
            List<Entry> entries =
                IntStream.range(thousand * 1000, Math.min(size, thousand * 1000 + 1000))
                    .mapToObj(synthetic::entry)
                    .toList();
            List<float[]> passages =
                entries.parallelStream()
                    .flatMap(entry -> Stream.of(entry.question(), entry.answer()))
                    .map(text -> synthetic.encode(synthetic.normalise(text)))
                    .toList();
            IntStream.range(0, exact.size())
                .parallel()
                .forEach(q -> exact.get(q).look(vectors.get(q), entries, passages));
            bar.stepBy(entries.size());
          });
    }
    Map<String, Object> metrics = metrics();
    metrics.put("vector_recall_at_10", rounded(share(base, texts, vectors, exact)));
    List<String> without = Collections.nCopies(texts.size(), NO_WORDS);
    metrics.put("without_words", rounded(share(base, without, vectors, exact)));
    return metrics;
  }

  private static double share(
      LuceneKnowledgeBase base, List<String> texts, List<float[]> vectors, List<Exact> exact) {
    int same = 0;
    int most = 0;
    for (int q = 0; q < exact.size(); q++) {
      Set<String> wanted = exact.get(q).ids();
      most += wanted.size();
      var query = new KnowledgeQuery(texts.get(q), vectors.get(q), intent -> 0.5, DEPTH);
      for (EntryId found : base.byVectorsAlone(query)) {
        same += wanted.contains(found.value()) ? 1 : 0;
      }
    }
    return same / (double) most;
  }

  /** The ten nearest so far; one thread at a time. */
  private static final class Exact {

    private record Met(String id, double cosine) {}

    private final PriorityQueue<Met> best =
        new PriorityQueue<>(Comparator.comparingDouble(Met::cosine));

    /**
     * @param passages of each entry two, question and answer
     */
    void look(float[] vector, List<Entry> entries, List<float[]> passages) {
      for (int i = 0; i < entries.size(); i++) {
        double cosine =
            Math.max(cosine(vector, passages.get(2 * i)), cosine(vector, passages.get(2 * i + 1)));
        if (best.size() < DEPTH || cosine > best.element().cosine()) {
          best.add(new Met(entries.get(i).id().value(), cosine));
          if (best.size() > DEPTH) {
            best.remove();
          }
        }
      }
    }

    Set<String> ids() {
      Set<String> ids = new HashSet<>();
      best.forEach(met -> ids.add(met.id()));
      return ids;
    }
  }

  private static double cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** What all threads of this process have computed so far; other work does not count. */
  private static Duration computed() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the index of the measurement cannot be deleted", e);
    }
  }
}
