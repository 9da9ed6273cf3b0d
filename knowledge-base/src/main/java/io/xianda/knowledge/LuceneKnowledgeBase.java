package io.xianda.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The knowledge base over Lucene, on disk or in memory. {@link #publish} builds the next generation
 * beside the current one and swaps; searches go on meanwhile and see the old or the new, never a
 * mixture.
 */
public final class LuceneKnowledgeBase implements KnowledgeBase, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneKnowledgeBase.class);

  /** Only what this class has made is ever deleted. */
  private static final Pattern OWN = Pattern.compile("generation-\\d+");

  private final @Nullable Path directory;
  private final PassageEncoder encoder;
  private final AnswerRanker ranker;
  private final TextAnalysis analysis = new TextAnalysis();

  /** Readers hold it while they search, so that an index is closed only when nobody reads it. */
  private final ReentrantReadWriteLock swap = new ReentrantReadWriteLock();

  private @Nullable LuceneIndex current;

  private LuceneKnowledgeBase(
      @Nullable Path directory, PassageEncoder encoder, AnswerRanker ranker) {
    this.directory = directory;
    this.encoder = encoder;
    this.ranker = ranker;
  }

  /** A base whose index lives in {@code directory}, made when missing; nothing is published yet. */
  public static LuceneKnowledgeBase onDisk(
      Path directory, PassageEncoder encoder, AnswerRanker ranker) {
    return new LuceneKnowledgeBase(directory, encoder, ranker);
  }

  /** A base that is gone with the process, for evaluation and tests. */
  public static LuceneKnowledgeBase inMemory(PassageEncoder encoder, AnswerRanker ranker) {
    return new LuceneKnowledgeBase(null, encoder, ranker);
  }

  /**
   * Makes these entries the ones that are found. What an earlier run indexed is taken as it is when
   * generation and encoder agree. Called by one thread at a time.
   */
  public synchronized void publish(Generation generation, List<Entry> entries) {
    LuceneIndex before = current;
    Map<String, float[]> known = before == null ? Map.of() : before.vectors(encoder);
    LuceneIndex next = null;
    Directory place = place(generation);
    if (before == null) {
      next = LuceneIndex.open(place, generation, entries, encoder, analysis);
    }
    if (next == null) {
      next = LuceneIndex.build(place, generation, entries, encoder, analysis, known);
      LOG.info("indexed {} entries as generation {}", entries.size(), generation.number());
    }
    swap.writeLock().lock();
    try {
      current = next;
    } finally {
      swap.writeLock().unlock();
    }
    if (before != null) {
      before.close();
    }
    forgetAllBut(generation);
  }

  private Directory place(Generation generation) {
    if (directory == null) {
      return new ByteBuffersDirectory();
    }
    try {
      Path path = directory.resolve("generation-" + generation.number());
      Files.createDirectories(path);
      return FSDirectory.open(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be placed in " + directory, e);
    }
  }

  private void forgetAllBut(Generation generation) {
    if (directory == null) {
      return;
    }
    try (Stream<Path> found = Files.list(directory)) {
      for (Path old : found.toList()) {
        String name = old.getFileName().toString();
        if (OWN.matcher(name).matches() && !name.equals("generation-" + generation.number())) {
          deleteTree(old);
        }
      }
    } catch (IOException e) {
      // An old index left behind costs disk and nothing else; the next publication tries again.
      LOG.warn("old search indexes in {} could not be deleted: {}", directory, e.getMessage());
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public SearchResult search(KnowledgeQuery query) {
    swap.readLock().lock();
    try {
      LuceneIndex index = current;
      if (index == null) {
        return new SearchResult(new Generation(0), List.of());
      }
      List<Hit> hits =
          index.search(query, ranker).stream()
              .sorted(Comparator.comparingDouble(Hit::probability).reversed())
              .limit(query.limit())
              .toList();
      return new SearchResult(index.generation(), hits);
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public Generation generation() {
    swap.readLock().lock();
    try {
      return current == null ? new Generation(0) : current.generation();
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public synchronized void close() {
    swap.writeLock().lock();
    try {
      if (current != null) {
        current.close();
        current = null;
      }
    } finally {
      swap.writeLock().unlock();
    }
  }
}
