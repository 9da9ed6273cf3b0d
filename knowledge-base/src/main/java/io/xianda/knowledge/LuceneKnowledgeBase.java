package io.xianda.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The knowledge base over Lucene, on disk or in memory. {@link #apply} takes changes into the
 * current index; {@link #build} makes the next one beside it, {@link #replace} swaps. Searches go
 * on meanwhile and see the old or the new, never a mixture.
 */
public final class LuceneKnowledgeBase implements IndexedKnowledgeBase {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneKnowledgeBase.class);

  /** Only what this class has made is ever deleted. */
  private static final Pattern OWN = Pattern.compile("generation-\\d+(?:-\\d+)?");

  /** How many entries are analysed before they are written: what is in memory at once. */
  private static final int BATCH = 1000;

  private static final long CARDS_IN_MEMORY = 64L << 20;

  private final @Nullable Path directory;
  private final String identity;
  private final AnswerRanker ranker;
  private final TextAnalysis analysis = new TextAnalysis();
  private final AnalyseEntries analyse;
  private final PrepareSearch prepare = new PrepareSearch(analysis);

  /** Readers hold it while they search, so that an index is closed only when nobody reads it. */
  private final ReentrantReadWriteLock swap = new ReentrantReadWriteLock();

  private @Nullable Placed current;

  /** An index and the directory that holds it. */
  private final class Placed implements Rebuilt {

    private final LuceneIndex index;
    private final String name;

    Placed(LuceneIndex index, String name) {
      this.index = index;
      this.name = name;
    }

    @Override
    public Generation generation() {
      return index.generation();
    }

    @Override
    public void apply(Entries.Changes changes) {
      if (!generation().equals(changes.from())) {
        throw new IllegalStateException(
            "the index is of generation %d, the changes follow %d"
                .formatted(generation().number(), changes.from().number()));
      }
      index.apply(
          changes.to(), analyse.analyse(changes.changed(), index::card), changes.withdrawn());
    }

    @Override
    public void discard() {
      index.close();
      forget(name);
    }
  }

  private LuceneKnowledgeBase(
      @Nullable Path directory, String origin, PassageEncoder encoder, AnswerRanker ranker) {
    this.directory = directory;
    this.identity = encoder.fingerprint() + "@" + origin;
    this.ranker = ranker;
    this.analyse = new AnalyseEntries(encoder, analysis);
  }

  /**
   * A base whose index lives in {@code directory}, made when missing. What an earlier run left is
   * searched at once, if it was made by the same encoder from the same origin.
   *
   * @param origin names the store of the entries: two of them may both be at generation 7
   */
  public static LuceneKnowledgeBase onDisk(
      Path directory, String origin, PassageEncoder encoder, AnswerRanker ranker) {
    var base = new LuceneKnowledgeBase(directory, origin, encoder, ranker);
    base.takeUp();
    return base;
  }

  /** A base that is gone with the process, for evaluation and tests. */
  public static LuceneKnowledgeBase inMemory(PassageEncoder encoder, AnswerRanker ranker) {
    return new LuceneKnowledgeBase(null, "memory", encoder, ranker);
  }

  /** Words of the same meaning, from the next search on. */
  public void useSynonyms(Synonyms synonyms) {
    prepare.use(synonyms);
  }

  private void takeUp() {
    for (String name : names()) {
      LuceneIndex index = LuceneIndex.open(place(name), identity, new CardCache<>(CARDS_IN_MEMORY));
      if (index != null) {
        current = new Placed(index, name);
        return;
      }
    }
  }

  /** The indexes on disk, the newest first. */
  private List<String> names() {
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .map(path -> Objects.requireNonNull(path.getFileName()).toString())
          .filter(name -> OWN.matcher(name).matches())
          .sorted(Comparator.comparingLong(LuceneKnowledgeBase::ordinal).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read in " + directory, e);
    }
  }

  private static long ordinal(String name) {
    return Long.parseLong(name.replaceFirst("generation-(\\d+).*", "$1"));
  }

  @Override
  public Rebuilt build(Generation generation, Iterable<Entry> entries, IntConsumer progress) {
    String name = freshName(generation);
    var next =
        new Placed(
            LuceneIndex.create(place(name), identity, new CardCache<>(CARDS_IN_MEMORY)), name);
    try {
      int count = 0;
      List<Entry> batch = new ArrayList<>(BATCH);
      for (Entry entry : entries) {
        batch.add(entry);
        if (batch.size() == BATCH) {
          add(next.index, batch);
          progress.accept(batch.size());
          count += batch.size();
          batch.clear();
        }
      }
      add(next.index, batch);
      progress.accept(batch.size());
      next.index.finish(generation);
      LOG.info("indexed {} entries as generation {}", count + batch.size(), generation.number());
      return next;
    } catch (RuntimeException e) {
      next.discard();
      throw e;
    }
  }

  /** What the index that is searched has encoded already is not encoded again. */
  private void add(LuceneIndex next, List<Entry> batch) {
    next.add(analyse.analyse(batch, this::card));
  }

  private @Nullable EntryCard card(EntryId id) {
    swap.readLock().lock();
    try {
      return current == null ? null : current.index.card(id);
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public synchronized void replace(Rebuilt rebuilt) {
    if (!(rebuilt instanceof Placed next)) {
      throw new IllegalArgumentException("an index of another knowledge base");
    }
    Placed before = current;
    swap.writeLock().lock();
    try {
      current = next;
    } finally {
      swap.writeLock().unlock();
    }
    if (before != null) {
      before.discard();
    }
    // What a crash has left behind.
    names().stream().filter(name -> !name.equals(next.name)).forEach(this::forget);
  }

  @Override
  public synchronized void apply(Entries.Changes changes) {
    Placed now = current;
    if (now == null) {
      throw new IllegalStateException("nothing was published yet");
    }
    now.apply(changes);
  }

  /** No other index of this directory has it: a search may still read an older one. */
  private String freshName(Generation generation) {
    String name = "generation-" + generation.number();
    List<String> taken = names();
    for (int n = 1; taken.contains(name); n++) {
      name = "generation-" + generation.number() + "-" + n;
    }
    return name;
  }

  private Directory place(String name) {
    if (directory == null) {
      return new ByteBuffersDirectory();
    }
    try {
      Path path = directory.resolve(name);
      Files.createDirectories(path);
      return FSDirectory.open(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be placed in " + directory, e);
    }
  }

  private void forget(String name) {
    if (directory == null) {
      return;
    }
    try {
      deleteTree(directory.resolve(name));
    } catch (IOException e) {
      // An old index left behind costs disk and nothing else; the next replacement tries again.
      LOG.warn("an old search index in {} could not be deleted: {}", directory, e.getMessage());
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
      return current == null
          ? new SearchResult(new Generation(0), List.of())
          : prepare.search(current.index, query, ranker);
    } finally {
      swap.readLock().unlock();
    }
  }

  /** The entries by BM25 alone, without vectors and ranker: what a search is compared with. */
  public List<EntryId> byWordsAlone(KnowledgeQuery query) {
    swap.readLock().lock();
    try {
      return current == null ? List.of() : ids(current.index.byWords(prepare.wanted(query)), query);
    } finally {
      swap.readLock().unlock();
    }
  }

  /**
   * The entries by the nearest of their passages, as a search takes them to the fusion: what a
   * search is compared with.
   */
  public List<EntryId> byVectorsAlone(KnowledgeQuery query) {
    swap.readLock().lock();
    try {
      return current == null
          ? List.of()
          : ids(current.index.byMeaning(prepare.wanted(query)), query);
    } finally {
      swap.readLock().unlock();
    }
  }

  private static List<EntryId> ids(List<EntryCard> cards, KnowledgeQuery query) {
    return cards.stream().map(card -> card.entry().id()).limit(query.limit()).toList();
  }

  /**
   * This base as it would be if some entries were other than they are, found by the very search
   * that shoppers' messages take. It stays as it is now until it is closed.
   *
   * @param drafts entries that are told in place of, or besides, those of the same id
   * @param hidden entries that are not told
   */
  public TriedKnowledgeBase asIf(List<Entry> drafts, Collection<EntryId> hidden) {
    List<AnalysedEntry> analysed = analyse.analyse(drafts, this::card);
    swap.readLock().lock();
    try {
      if (current == null) {
        throw new IllegalStateException("nothing was published yet");
      }
      return new TriedKnowledgeBase(current.index.asIf(analysed, hidden), prepare, ranker);
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public List<Near> nearest(float[] vector, int limit) {
    swap.readLock().lock();
    try {
      return current == null ? List.of() : prepare.nearest(current.index, vector, limit);
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public Generation generation() {
    swap.readLock().lock();
    try {
      return current == null ? new Generation(0) : current.index.generation();
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public synchronized void close() {
    swap.writeLock().lock();
    try {
      if (current != null) {
        current.index.close();
        current = null;
      }
    } finally {
      swap.writeLock().unlock();
    }
  }
}
