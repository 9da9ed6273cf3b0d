package io.xianda.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries as a Lucene index: a document for each passage that is searched (words, bigrams, vector)
 * and one for the card. What changes is written into it in place and seen by the next search; a
 * search that is under way goes on in the state in which it began.
 */
final class LuceneIndex implements PassageIndex {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  /** How many passages each of the two searches brings to the fusion. */
  private static final int PASSAGES = 20;

  /** From so many documents on a walk through the graph no longer sees nearly all of them. */
  private static final int LARGE = 20_000;

  /**
   * In a large index the nearest are found more surely by looking for more of them (Malkov and
   * Yashunin, 2018: ef), at a price that a small one need not pay.
   */
  private static final int PASSAGES_OF_LARGE = 160;

  /** Of 45 terms: 0.997 of the best ten passages, in less than half the time. */
  private static final int DECISIVE_TERMS = 8;

  /** How many passages that the words have found a walk through the graph sets out from. */
  private static final int SEEDS = 60;

  /** How many the graph's own way in adds to those that the words have found. */
  private static final int GATE = 4;

  private static final String ID = "id";
  private static final String CARD = "card";
  private static final String ENTRY = "entry";
  private static final String WORDS = "words";
  private static final String BIGRAMS = "bigrams";
  private static final String VECTOR = "vector";
  private static final String RESTRICTED = "restricted";
  private static final String DRAFT = "draft";
  private static final String CHANNEL = "channel";
  private static final String CITY = "city";
  private static final String FROM = "from";
  private static final String UNTIL = "until";
  private static final String ANY = "*";

  private static final String KIND = "kind";

  /** Nobody asks where in a passage a term stands. */
  private static final FieldType TERMS = terms();

  private static final String GENERATION = "generation";
  private static final String ENCODER = "encoder";
  private static final String FORMAT = "format";
  private static final String NEXT_KEY = "next";
  private static final String ENTRIES = "entries";

  /** Counts up when documents are written otherwise than before. */
  private static final String VERSION = "3";

  private final Directory directory;
  private final IndexWriter writer;
  private final VectorCodec codec;
  private final CardCache<Long> cards;
  private final String encoder;
  private final boolean drafts;

  /** Drafts get keys below zero, which no published card has. */
  private static final AtomicLong NEXT_DRAFT = new AtomicLong(Long.MIN_VALUE);

  /** Every card that is ever written gets a new key, so that a cached one is never out of date. */
  private final AtomicLong nextKey;

  /** Entries of an index that is being built, and their passages. */
  private int added;

  private int passages;

  private volatile State state;
  private volatile boolean closed;

  /** What a search sees. */
  private record State(
      IndexReader reader,
      IndexSearcher searcher,
      Generation generation,
      int entries,
      boolean restricted) {

    static State of(IndexReader reader, Generation generation, int entries) throws IOException {
      var searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      boolean restricted = reader.docFreq(new Term(RESTRICTED, ANY)) > 0;
      return new State(reader, searcher, generation, entries, restricted);
    }

    boolean isLarge() {
      return reader.numDocs() >= LARGE;
    }
  }

  private static FieldType terms() {
    var type = new FieldType(TextField.TYPE_NOT_STORED);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  private LuceneIndex(
      Directory directory,
      IndexWriter writer,
      VectorCodec codec,
      State state,
      AtomicLong nextKey,
      CardCache<Long> cards,
      String encoder,
      boolean drafts) {
    this.drafts = drafts;
    this.directory = directory;
    this.writer = writer;
    this.codec = codec;
    this.state = state;
    this.nextKey = nextKey;
    this.cards = cards;
    this.encoder = encoder;
  }

  /**
   * An empty index of generation 0; whatever was in the directory is gone.
   *
   * @param encoder what makes vectors comparable, see {@link PassageEncoder#fingerprint}
   */
  static LuceneIndex create(Directory directory, String encoder, CardCache<Long> cards) {
    return create(directory, encoder, cards, new AtomicLong(), false);
  }

  private static LuceneIndex create(
      Directory directory,
      String encoder,
      CardCache<Long> cards,
      AtomicLong nextKey,
      boolean drafts) {
    try {
      for (String file : directory.listAll()) {
        directory.deleteFile(file);
      }
      var codec = new VectorCodec();
      var writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.CREATE, codec));
      var state = State.of(DirectoryReader.open(writer), new Generation(0), 0);
      return new LuceneIndex(directory, writer, codec, state, nextKey, cards, encoder, drafts);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be written", e);
    }
  }

  /**
   * Opens what an earlier run left, or gives {@code null} when there is nothing, or it is of
   * another encoder or shape, or damaged.
   */
  static @Nullable LuceneIndex open(Directory directory, String encoder, CardCache<Long> cards) {
    IndexWriter writer = null;
    try {
      if (!DirectoryReader.indexExists(directory)) {
        return null;
      }
      Map<String, String> about;
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        about = reader.getIndexCommit().getUserData();
        // What is only damaged where nobody has looked yet would fail in the middle of a search.
        for (LeafReaderContext leaf : reader.leaves()) {
          leaf.reader().checkIntegrity();
        }
      }
      if (!encoder.equals(about.get(ENCODER)) || !VERSION.equals(about.get(FORMAT))) {
        return null;
      }
      var codec = new VectorCodec();
      writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.APPEND, codec));
      var state =
          State.of(
              DirectoryReader.open(writer),
              new Generation(number(about, GENERATION)),
              (int) number(about, ENTRIES));
      return new LuceneIndex(
          directory,
          writer,
          codec,
          state,
          new AtomicLong(number(about, NEXT_KEY)),
          cards,
          encoder,
          false);
    } catch (IOException | IllegalArgumentException e) {
      // An index is only a projection: a damaged one is made anew.
      LOG.warn("the search index is damaged and will be built anew: {}", e.getMessage());
      closeQuietly(writer);
      return null;
    }
  }

  private static long number(Map<String, String> about, String name) {
    return Long.parseLong(about.getOrDefault(name, ""));
  }

  private static void closeQuietly(@Nullable IndexWriter writer) {
    try {
      if (writer != null) {
        writer.rollback();
      }
    } catch (IOException e) {
      LOG.debug("a damaged index does not even close: {}", e.getMessage());
    }
  }

  private static IndexWriterConfig config(IndexWriterConfig.OpenMode mode, VectorCodec codec) {
    var config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setOpenMode(mode);
    config.setRAMBufferSizeMB(256);
    // What is not committed on purpose is given up: a change is taken in as a whole or not at all.
    config.setCommitOnClose(false);
    config.setCodec(codec);
    return config;
  }

  @Override
  public Generation generation() {
    return state.generation();
  }

  @Override
  public void apply(
      Generation generation, List<AnalysedEntry> changed, Collection<EntryId> withdrawn) {
    State before = state;
    try {
      int entries = before.entries();
      for (EntryId id : withdrawn) {
        entries -= holds(before, id) ? 1 : 0;
        writer.deleteDocuments(new Term(ID, id.value()));
      }
      for (AnalysedEntry entry : changed) {
        EntryId id = entry.card().entry().id();
        entries += holds(before, id) ? 0 : 1;
        writer.updateDocuments(new Term(ID, id.value()), documents(entry));
      }
      show(generation, entries);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be written", e);
    }
  }

  /**
   * Adds entries that are not in it yet, while it is being built; nobody sees them before the end.
   */
  void add(List<AnalysedEntry> entries) {
    try {
      if (added == 0) {
        codec.leaveOutGraphs();
        writer.getConfig().setMergePolicy(NoMergePolicy.INSTANCE);
      }
      for (AnalysedEntry entry : entries) {
        writer.addDocuments(documents(entry));
        boolean few = passages < VectorCodec.COMPARED_ONE_BY_ONE;
        passages += entry.passages().size();
        if (few && passages >= VectorCodec.COMPARED_ONE_BY_ONE) {
          // Whatever comes after is another segment, and the graph is made when they are merged.
          writer.flush();
        }
      }
      added += entries.size();
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be written", e);
    }
  }

  /** Ends the building. */
  void finish(Generation generation) {
    // Several threads make a slightly different graph each time. Where that is not worth the time
    // it saves, the same entries are found the same way in every run.
    int threads = passages < LARGE ? 1 : Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      if (threads > 1) {
        codec.makeGraphs(pool, threads);
      } else {
        codec.makeGraphs();
      }
      writer.getConfig().setMergePolicy(new TieredMergePolicy());
      // One segment is searched faster than ten, and nobody waits for this one yet.
      writer.forceMerge(1);
      codec.makeGraphs();
      show(generation, added);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be written", e);
    }
  }

  /** Makes everything written durable, and then seen. */
  private void show(Generation generation, int entries) throws IOException {
    State before = state;
    writer.setLiveCommitData(
        Map.of(
                GENERATION, String.valueOf(generation.number()),
                ENCODER, encoder,
                FORMAT, VERSION,
                NEXT_KEY, String.valueOf(nextKey.get()),
                ENTRIES, String.valueOf(entries))
            .entrySet());
    writer.commit();
    DirectoryReader next = DirectoryReader.openIfChanged((DirectoryReader) before.reader(), writer);
    if (next == null) {
      // Nothing that is searched has changed, yet the generation has.
      before.reader().incRef();
      next = (DirectoryReader) before.reader();
    }
    state = State.of(next, generation, entries);
    before.reader().decRef();
  }

  private static boolean holds(State state, EntryId id) throws IOException {
    return state.reader().docFreq(new Term(ID, id.value())) > 0;
  }

  private List<Document> documents(AnalysedEntry entry) {
    long key = nextKey.getAndIncrement();
    String id = entry.card().entry().id().value();
    // One block that no merge takes apart, the card at its end: see {@link #stored}.
    List<Document> documents = new ArrayList<>();
    for (AnalysedEntry.Passage passage : entry.passages()) {
      var document = new Document();
      document.add(new StringField(ID, id, Field.Store.NO));
      document.add(new NumericDocValuesField(ENTRY, key));
      document.add(new Field(WORDS, passage.words(), TERMS));
      document.add(new Field(BIGRAMS, passage.bigrams(), TERMS));
      document.add(
          new KnnFloatVectorField(VECTOR, passage.vector(), VectorSimilarityFunction.DOT_PRODUCT));
      addReach(document, entry.card().entry().reach());
      if (drafts) {
        document.add(new StringField(DRAFT, ANY, Field.Store.NO));
      }
      documents.add(document);
    }
    var card = new Document();
    card.add(new StringField(ID, id, Field.Store.NO));
    card.add(new StringField(KIND, CARD, Field.Store.NO));
    // Not a stored field: those lie in compressed blocks, of which a search would open dozens.
    card.add(new BinaryDocValuesField(CARD, new BytesRef(entry.card().write())));
    if (drafts) {
      card.add(new StringField(DRAFT, ANY, Field.Store.NO));
    }
    documents.add(card);
    return documents;
  }

  private static void addReach(Document document, Reach reach) {
    if (reach.isEverybody()) {
      return;
    }
    document.add(new StringField(RESTRICTED, ANY, Field.Store.NO));
    for (String channel : reach.channels().isEmpty() ? Set.of(ANY) : reach.channels()) {
      document.add(new StringField(CHANNEL, channel, Field.Store.NO));
    }
    for (String city : reach.cities().isEmpty() ? Set.of(ANY) : reach.cities()) {
      document.add(new StringField(CITY, city, Field.Store.NO));
    }
    var from = reach.from();
    var until = reach.until();
    document.add(new LongPoint(FROM, from == null ? Long.MIN_VALUE : from.toEpochMilli()));
    document.add(new LongPoint(UNTIL, until == null ? Long.MAX_VALUE : until.toEpochMilli()));
  }

  @Override
  public Found find(Wanted wanted) {
    State seen = acquire();
    try {
      return find(seen, wanted, null);
    } finally {
      release(seen);
    }
  }

  @Override
  public List<EntryCard> nearest(float[] vector, int passages) {
    State seen = acquire();
    try {
      return nearest(seen, vector, passages, null);
    } finally {
      release(seen);
    }
  }

  /** What the search by words brings to the fusion, the best first. */
  List<EntryCard> byWords(Wanted wanted) {
    return ranked(wanted, Rankings::byWords);
  }

  /** What the search by meaning brings to the fusion, the best first. */
  List<EntryCard> byMeaning(Wanted wanted) {
    return ranked(wanted, Rankings::byMeaning);
  }

  private List<EntryCard> ranked(
      Wanted wanted, Function<Rankings, SequencedMap<Long, ScoreDoc>> which) {
    State seen = acquire();
    try {
      return cards(seen, which.apply(rank(seen, wanted, null)));
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      release(seen);
    }
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("the search index cannot be read", e);
  }

  /** Both searches: the keys of entries, each with its best passage, the best first. */
  private record Rankings(
      SequencedMap<Long, ScoreDoc> byWords, SequencedMap<Long, ScoreDoc> byMeaning) {}

  private Found find(State seen, Wanted wanted, @Nullable Query shown) {
    try {
      Rankings rankings = rank(seen, wanted, shown);
      List<Candidate> candidates = new ArrayList<>();
      for (Fusion.Fused<Long> best :
          Fusion.best(scores(rankings.byWords()), scores(rankings.byMeaning()), CANDIDATES)) {
        ScoreDoc passage =
            rankings.byWords().getOrDefault(best.key(), rankings.byMeaning().get(best.key()));
        candidates.add(
            new Candidate(
                load(seen, best.key(), Objects.requireNonNull(passage).doc),
                best.fused(),
                best.lexical()));
      }
      return new Found(seen.generation(), candidates);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static SequencedMap<Long, Double> scores(SequencedMap<Long, ScoreDoc> ranking) {
    SequencedMap<Long, Double> scores = new LinkedHashMap<>();
    ranking.forEach((key, passage) -> scores.put(key, (double) passage.score));
    return scores;
  }

  private static Rankings rank(State seen, Wanted wanted, @Nullable Query shown)
      throws IOException {
    if (seen.entries() == 0) {
      return new Rankings(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
    Query filter =
        both(shown, seen.restricted() && wanted.asker() != null ? reach(wanted.asker()) : null);
    int most = seen.isLarge() ? SEEDS : PASSAGES;
    ScoreDoc[] byWords =
        wanted.hasTerms()
            ? search(seen, filtered(terms(seen, wanted), filter), most)
            : new ScoreDoc[0];
    Query nearest = nearest(seen, wanted.vector(), byWords, filter);
    return new Rankings(
        entries(seen, Arrays.copyOf(byWords, Math.min(byWords.length, PASSAGES))),
        entries(seen, search(seen, nearest, PASSAGES)));
  }

  /**
   * In a large index the walk through the graph sets out from what the words have found, too: it
   * ends nearer after fewer steps (Kulkarni et al., Lexically-accelerated dense retrieval, SIGIR
   * 2023).
   */
  private static Query nearest(
      State seen, float[] vector, ScoreDoc[] byWords, @Nullable Query filter) throws IOException {
    if (!seen.isLarge()) {
      return new KnnFloatVectorQuery(VECTOR, vector, PASSAGES, filter);
    }
    ScoreDoc[] gate = search(seen, new KnnFloatVectorQuery(VECTOR, vector, GATE, filter), GATE);
    var seeds =
        new SeedPassages(
            Stream.of(byWords, gate)
                .flatMap(Arrays::stream)
                .mapToInt(passage -> passage.doc)
                .distinct()
                .toArray());
    var walk = new KnnFloatVectorQuery(VECTOR, vector, PASSAGES_OF_LARGE, filter);
    return RescoreTopNQuery.createFullPrecisionRescorerQuery(
        SeededKnnVectorQuery.fromFloatQuery(walk, seeds), vector, VECTOR, PASSAGES);
  }

  private List<EntryCard> nearest(State seen, float[] vector, int passages, @Nullable Query shown) {
    if (seen.entries() == 0) {
      return List.of();
    }
    var query =
        new KnnFloatVectorQuery(VECTOR, vector, Math.max(passages, PASSAGES_OF_LARGE), shown);
    try {
      return cards(seen, entries(seen, search(seen, query, passages)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * This index as it would be if some entries were other than they are: the same search over this
   * one and a small one beside it.
   *
   * @param drafts entries that are told in place of, or besides, those of the same id
   * @param hidden entries that are not told
   */
  PassageSearch asIf(List<AnalysedEntry> drafts, Collection<EntryId> hidden) {
    LuceneIndex beside = create(new ByteBuffersDirectory(), encoder, cards, NEXT_DRAFT, true);
    beside.add(drafts);
    beside.finish(generation());
    return new AsIf(acquire(), beside, drafts, hidden);
  }

  /** See {@link #asIf}; what it reads stays as it was until it is closed. */
  private final class AsIf implements PassageSearch {

    private final State now;
    private final LuceneIndex beside;
    private final State seen;
    private final Query shown;

    AsIf(State now, LuceneIndex beside, List<AnalysedEntry> drafts, Collection<EntryId> hidden) {
      this.now = now;
      this.beside = beside;
      List<BytesRef> covered = new ArrayList<>();
      hidden.forEach(id -> covered.add(new BytesRef(id.value())));
      drafts.forEach(draft -> covered.add(new BytesRef(draft.card().entry().id().value())));
      this.shown =
          new BooleanQuery.Builder()
              .add(
                  new BooleanQuery.Builder()
                      .add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER)
                      .add(new TermInSetQuery(ID, covered), BooleanClause.Occur.MUST_NOT)
                      .build(),
                  BooleanClause.Occur.SHOULD)
              .add(new TermQuery(new Term(DRAFT, ANY)), BooleanClause.Occur.SHOULD)
              .build();
      try {
        this.seen =
            State.of(
                new MultiReader(new IndexReader[] {now.reader(), beside.state.reader()}, false),
                now.generation(),
                now.entries() + drafts.size());
      } catch (IOException e) {
        throw new UncheckedIOException("the search index cannot be read", e);
      }
    }

    @Override
    public Generation generation() {
      return now.generation();
    }

    @Override
    public Found find(Wanted wanted) {
      return LuceneIndex.this.find(seen, wanted, shown);
    }

    @Override
    public List<EntryCard> nearest(float[] vector, int passages) {
      return LuceneIndex.this.nearest(seen, vector, passages, shown);
    }

    @Override
    public @Nullable EntryCard card(EntryId id) {
      return LuceneIndex.card(seen, id, shown);
    }

    @Override
    public void close() {
      beside.close();
      release(now);
    }
  }

  @Override
  public @Nullable EntryCard card(EntryId id) {
    State seen = acquire();
    try {
      return card(seen, id, null);
    } finally {
      release(seen);
    }
  }

  private static @Nullable EntryCard card(State seen, EntryId id, @Nullable Query shown) {
    var query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(ID, id.value())), BooleanClause.Occur.FILTER)
            .add(new TermQuery(new Term(KIND, CARD)), BooleanClause.Occur.FILTER)
            .build();
    try {
      TopDocs found = seen.searcher().search(filtered(query, shown), 1);
      return found.scoreDocs.length == 0 ? null : stored(seen, found.scoreDocs[0].doc);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read", e);
    }
  }

  /** A state that stays readable until it is released. */
  private State acquire() {
    while (!closed) {
      State seen = state;
      // It fails only when the state was replaced and closed just now: then there is a newer one.
      if (seen.reader().tryIncRef()) {
        return seen;
      }
    }
    throw new IllegalStateException("the search index is closed");
  }

  private static void release(State seen) {
    try {
      seen.reader().decRef();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScoreDoc[] search(State seen, Query query, int passages) throws IOException {
    // Nobody asks how many there are: those that cannot come in need not be counted.
    var best = new TopScoreDocCollectorManager(passages, passages);
    return seen.searcher().search(query, best).scoreDocs;
  }

  /** The entries of these passages, each with the first of its own. */
  private static SequencedMap<Long, ScoreDoc> entries(State seen, ScoreDoc[] found)
      throws IOException {
    SequencedMap<Long, ScoreDoc> entries = new LinkedHashMap<>();
    for (ScoreDoc passage : found) {
      entries.putIfAbsent(entryOf(seen, passage.doc), passage);
    }
    return entries;
  }

  private List<EntryCard> cards(State seen, SequencedMap<Long, ScoreDoc> entries)
      throws IOException {
    List<EntryCard> found = new ArrayList<>();
    for (Map.Entry<Long, ScoreDoc> entry : entries.entrySet()) {
      found.add(load(seen, entry.getKey(), entry.getValue().doc));
    }
    return found;
  }

  private static long entryOf(State seen, int doc) throws IOException {
    List<LeafReaderContext> leaves = seen.reader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    NumericDocValues entry = DocValues.getNumeric(leaf.reader(), ENTRY);
    if (!entry.advanceExact(doc - leaf.docBase)) {
      throw new IOException("passage " + doc + " belongs to no entry");
    }
    return entry.longValue();
  }

  private EntryCard load(State seen, long key, int passage) throws IOException {
    EntryCard cached = cards.get(key);
    if (cached != null) {
      return cached;
    }
    EntryCard card = stored(seen, passage);
    cards.put(key, card);
    return card;
  }

  /** The first card from a document on: its own, or that at the end of its block. */
  private static EntryCard stored(State seen, int doc) throws IOException {
    List<LeafReaderContext> leaves = seen.reader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    BinaryDocValues cards = DocValues.getBinary(leaf.reader(), CARD);
    if (cards.advance(doc - leaf.docBase) == DocIdSetIterator.NO_MORE_DOCS) {
      throw new IOException("the index lacks the card of passage " + doc);
    }
    BytesRef bytes = cards.binaryValue();
    return EntryCard.read(bytes.bytes, bytes.offset, bytes.length);
  }

  /** A term that is looked for, and in how many passages it stands. */
  private record Sought(Query query, int passages) {}

  /**
   * Passages by their terms. In a large index one of the rarest must be among them: what has none
   * of these seldom comes among the best, and the others need not be walked through.
   */
  private static Query terms(State seen, Wanted wanted) throws IOException {
    List<Sought> sought = new ArrayList<>();
    for (String bigram : wanted.bigrams()) {
      sought.add(sought(seen, BIGRAMS, bigram));
    }
    for (String word : wanted.words()) {
      sought.add(sought(seen, WORDS, word));
    }
    for (String term : wanted.related()) {
      Sought related = sought(seen, BIGRAMS, term);
      sought.add(new Sought(new BoostQuery(related.query(), 0.5f), related.passages()));
    }
    if (!seen.isLarge()) {
      return anyOf(sought).build();
    }
    List<Sought> rarest =
        sought.stream()
            .filter(term -> term.passages() > 0)
            .sorted(Comparator.comparingInt(Sought::passages))
            .toList();
    int decisive = Math.min(DECISIVE_TERMS, rarest.size());
    return anyOf(rarest.subList(decisive, rarest.size()))
        .add(anyOf(rarest.subList(0, decisive)).build(), BooleanClause.Occur.MUST)
        .build();
  }

  private static Sought sought(State seen, String field, String text) throws IOException {
    var term = new Term(field, text);
    return new Sought(new TermQuery(term), seen.isLarge() ? seen.reader().docFreq(term) : 1);
  }

  private static BooleanQuery.Builder anyOf(List<Sought> terms) {
    var query = new BooleanQuery.Builder();
    terms.forEach(term -> query.add(term.query(), BooleanClause.Occur.SHOULD));
    return query;
  }

  private static Query filtered(Query query, @Nullable Query filter) {
    return filter == null
        ? query
        : new BooleanQuery.Builder()
            .add(query, BooleanClause.Occur.MUST)
            .add(filter, BooleanClause.Occur.FILTER)
            .build();
  }

  private static @Nullable Query both(@Nullable Query one, @Nullable Query other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new BooleanQuery.Builder()
        .add(one, BooleanClause.Occur.FILTER)
        .add(other, BooleanClause.Occur.FILTER)
        .build();
  }

  /** {@link Reach#covers}, as a query. */
  private static Query reach(Asker asker) {
    long now = asker.now().toEpochMilli();
    var covered =
        new BooleanQuery.Builder()
            .add(oneOf(CHANNEL, asker.channel()), BooleanClause.Occur.FILTER)
            .add(oneOf(CITY, asker.city()), BooleanClause.Occur.FILTER)
            .add(LongPoint.newRangeQuery(FROM, Long.MIN_VALUE, now), BooleanClause.Occur.FILTER)
            .add(
                LongPoint.newRangeQuery(UNTIL, now + 1, Long.MAX_VALUE), BooleanClause.Occur.FILTER)
            .build();
    return new BooleanQuery.Builder()
        .add(covered, BooleanClause.Occur.SHOULD)
        .add(
            new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER)
                .add(new TermQuery(new Term(RESTRICTED, ANY)), BooleanClause.Occur.MUST_NOT)
                .build(),
            BooleanClause.Occur.SHOULD)
        .build();
  }

  private static Query oneOf(String field, @Nullable String value) {
    var query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(field, ANY)), BooleanClause.Occur.SHOULD);
    if (value != null) {
      query.add(new TermQuery(new Term(field, value)), BooleanClause.Occur.SHOULD);
    }
    return query.build();
  }

  @Override
  public void close() {
    closed = true;
    try {
      state.reader().decRef();
      writer.rollback();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
