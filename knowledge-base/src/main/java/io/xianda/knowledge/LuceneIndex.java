package io.xianda.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
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

  /**
   * In a large index the nearest are found more surely by looking for more of them (Malkov and
   * Yashunin, 2018: ef), at a price that a small one, searched nearly as a whole, need not pay.
   */
  private static final int LARGE = 20_000;

  private static final int PASSAGES_OF_LARGE = 80;

  private static final String ID = "id";
  private static final String CARD = "card";
  private static final String CARD_KEY = "card_key";
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

  private static final String GENERATION = "generation";
  private static final String ENCODER = "encoder";
  private static final String FORMAT = "format";
  private static final String NEXT_KEY = "next";
  private static final String ENTRIES = "entries";

  /** Counts up when documents are written otherwise than before. */
  private static final String VERSION = "2";

  private final Directory directory;
  private final IndexWriter writer;
  private final CardCache<Long> cards;
  private final String encoder;
  private final boolean drafts;

  /** Drafts get keys below zero, which no published card has. */
  private static final AtomicLong NEXT_DRAFT = new AtomicLong(Long.MIN_VALUE);

  /** Every card that is ever written gets a new key, so that a cached one is never out of date. */
  private final AtomicLong nextKey;

  /** Entries of an index that is being built. */
  private int added;

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

  private LuceneIndex(
      Directory directory,
      IndexWriter writer,
      State state,
      AtomicLong nextKey,
      CardCache<Long> cards,
      String encoder,
      boolean drafts) {
    this.drafts = drafts;
    this.directory = directory;
    this.writer = writer;
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
      var writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.CREATE));
      var state = State.of(DirectoryReader.open(writer), new Generation(0), 0);
      return new LuceneIndex(directory, writer, state, nextKey, cards, encoder, drafts);
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
      writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.APPEND));
      var state =
          State.of(
              DirectoryReader.open(writer),
              new Generation(number(about, GENERATION)),
              (int) number(about, ENTRIES));
      return new LuceneIndex(
          directory, writer, state, new AtomicLong(number(about, NEXT_KEY)), cards, encoder, false);
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

  private static IndexWriterConfig config(IndexWriterConfig.OpenMode mode) {
    var config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setOpenMode(mode);
    config.setRAMBufferSizeMB(256);
    // What is not committed on purpose is given up: a change is taken in as a whole or not at all.
    config.setCommitOnClose(false);
    KnnVectorsFormat vectors = VectorFormat.chosen();
    config.setCodec(
        new Lucene104Codec() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return vectors;
          }
        });
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
      for (AnalysedEntry entry : entries) {
        writer.addDocuments(documents(entry));
      }
      added += entries.size();
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be written", e);
    }
  }

  /** Ends the building. */
  void finish(Generation generation) {
    try {
      // One segment is searched faster than ten, and nobody waits for this one yet.
      writer.forceMerge(1);
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
    List<Document> documents = new ArrayList<>();
    for (AnalysedEntry.Passage passage : entry.passages()) {
      var document = new Document();
      document.add(new StringField(ID, id, Field.Store.NO));
      document.add(new NumericDocValuesField(ENTRY, key));
      document.add(new TextField(WORDS, passage.words(), Field.Store.NO));
      document.add(new TextField(BIGRAMS, passage.bigrams(), Field.Store.NO));
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
    card.add(new StringField(CARD_KEY, String.valueOf(key), Field.Store.NO));
    card.add(new StoredField(CARD, entry.card().write()));
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
      return find(seen, wanted, null, this::load);
    } finally {
      release(seen);
    }
  }

  @Override
  public List<EntryCard> nearest(float[] vector, int passages) {
    State seen = acquire();
    try {
      return nearest(seen, vector, passages, null, this::load);
    } finally {
      release(seen);
    }
  }

  /** Brings the card of a key. */
  private interface Cards {

    EntryCard of(State seen, long key) throws IOException;
  }

  private static Found find(State seen, Wanted wanted, @Nullable Query shown, Cards cards) {
    if (seen.entries() == 0) {
      return Found.nothing(seen.generation());
    }
    Query filter =
        both(shown, seen.restricted() && wanted.asker() != null ? reach(wanted.asker()) : null);
    var nearest =
        new KnnFloatVectorQuery(
            VECTOR, wanted.vector(), seen.isLarge() ? PASSAGES_OF_LARGE : PASSAGES, filter);
    try {
      return new Found(
          seen.generation(),
          wanted.hasTerms()
              ? search(seen, filtered(terms(wanted), filter), PASSAGES, cards)
              : List.of(),
          search(seen, nearest, PASSAGES, cards));
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read", e);
    }
  }

  private static List<EntryCard> nearest(
      State seen, float[] vector, int passages, @Nullable Query shown, Cards cards) {
    if (seen.entries() == 0) {
      return List.of();
    }
    var query =
        new KnnFloatVectorQuery(VECTOR, vector, Math.max(passages, PASSAGES_OF_LARGE), shown);
    try {
      return search(seen, query, passages, cards).stream().map(Scored::card).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read", e);
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
      return LuceneIndex.find(seen, wanted, shown, LuceneIndex.this::load);
    }

    @Override
    public List<EntryCard> nearest(float[] vector, int passages) {
      return LuceneIndex.nearest(seen, vector, passages, shown, LuceneIndex.this::load);
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

  private static List<Scored> search(State seen, Query query, int passages, Cards cards)
      throws IOException {
    // Nobody asks how many there are: those that cannot come in need not be counted.
    var best = new TopScoreDocCollectorManager(passages, passages);
    Set<Long> met = new HashSet<>();
    List<Scored> found = new ArrayList<>();
    for (ScoreDoc scored : seen.searcher().search(query, best).scoreDocs) {
      long key = entryOf(seen, scored.doc);
      if (met.add(key)) {
        found.add(new Scored(cards.of(seen, key), scored.score));
      }
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

  private EntryCard load(State seen, long key) throws IOException {
    EntryCard cached = cards.get(key);
    if (cached != null) {
      return cached;
    }
    TopDocs found =
        seen.searcher().search(new TermQuery(new Term(CARD_KEY, String.valueOf(key))), 1);
    if (found.scoreDocs.length == 0) {
      throw new IOException("the index lacks the card " + key);
    }
    EntryCard card = stored(seen, found.scoreDocs[0].doc);
    cards.put(key, card);
    return card;
  }

  private static EntryCard stored(State seen, int doc) throws IOException {
    BytesRef bytes =
        seen.searcher().storedFields().document(doc, Set.of(CARD)).getBinaryValue(CARD);
    return EntryCard.read(bytes.bytes, bytes.offset, bytes.length);
  }

  private static Query terms(Wanted wanted) {
    var query = new BooleanQuery.Builder();
    for (String bigram : wanted.bigrams()) {
      query.add(new TermQuery(new Term(BIGRAMS, bigram)), BooleanClause.Occur.SHOULD);
    }
    for (String word : wanted.words()) {
      query.add(new TermQuery(new Term(WORDS, word)), BooleanClause.Occur.SHOULD);
    }
    for (String term : wanted.related()) {
      query.add(
          new BoostQuery(new TermQuery(new Term(BIGRAMS, term)), 0.5f), BooleanClause.Occur.SHOULD);
    }
    return query.build();
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
