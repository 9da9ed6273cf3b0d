package io.xianda.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One generation of the entries as a Lucene index: a document for each passage (question, similar
 * question, answer) with words, bigrams and vector. Immutable once built; closed by whoever opened
 * it when no search reads it any more.
 */
final class LuceneIndex implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  /** How many passages each of the two searches brings to the fusion. */
  private static final int PASSAGES = 20;

  /** Constant of reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009). */
  private static final int RANK_CONSTANT = 20;

  /** How many fused entries the ranker looks at. */
  private static final int CANDIDATES = 10;

  /** From this cosine on, two questions of an entry say nearly the same. */
  private static final double REPEATED = 0.5;

  private static final String PASSAGE = "passage";
  private static final String UNSEARCHED = "unsearched";
  private static final String WORDS = "words";
  private static final String BIGRAMS = "bigrams";
  private static final String VECTOR = "vector";
  private static final String GENERATION = "generation";
  private static final String ENCODER = "encoder";
  private static final String CONTENT = "content";

  private final Generation generation;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final TextAnalysis analysis;
  private final PassageTable passages;
  private final int[] passageOfDocument;

  private LuceneIndex(
      Generation generation,
      DirectoryReader reader,
      TextAnalysis analysis,
      PassageTable passages,
      int[] passageOfDocument) {
    this.generation = generation;
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    this.analysis = analysis;
    this.passages = passages;
    this.passageOfDocument = passageOfDocument;
  }

  /**
   * Builds an index in an empty directory.
   *
   * @param known vectors of texts that an earlier generation had already encoded
   */
  static LuceneIndex build(
      Directory directory,
      Generation generation,
      List<Entry> entries,
      PassageEncoder encoder,
      TextAnalysis analysis,
      Map<String, float[]> known) {
    var config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    List<String> normalisedTexts = normalised(entries, encoder);
    // Encoding is nearly all of the work: as many texts at once as there are cores, in their order
    // all the same.
    List<float[]> vectors =
        normalisedTexts.parallelStream().map(text -> vector(text, known, encoder)).toList();
    BitSet repeats = repeats(entries, vectors);
    clear(directory);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int number = 0; number < vectors.size(); number++) {
        String normalised = normalisedTexts.get(number);
        float[] vector = vectors.get(number);
        var document = new Document();
        document.add(new StoredField(PASSAGE, number));
        if (repeats.get(number)) {
          document.add(new StoredField(UNSEARCHED, bytes(vector)));
          writer.addDocument(document);
          continue;
        }
        document.add(
            new TextField(WORDS, String.join(" ", analysis.words(normalised)), Field.Store.NO));
        document.add(
            new TextField(
                BIGRAMS, String.join(" ", TextAnalysis.bigrams(normalised)), Field.Store.NO));
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.setLiveCommitData(
          Map.of(
                  GENERATION, String.valueOf(generation.number()),
                  ENCODER, encoder.fingerprint(),
                  CONTENT, fingerprint(normalisedTexts))
              .entrySet());
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be written", e);
    }
    return Objects.requireNonNull(open(directory, generation, entries, encoder, analysis));
  }

  /**
   * The passages that nearly say what another question of their entry has said: they are compared
   * with a message once their entry has been found, but they do not take part in finding it.
   */
  private static BitSet repeats(List<Entry> entries, List<float[]> vectors) {
    var repeats = new BitSet(vectors.size());
    int first = 0;
    for (Entry entry : entries) {
      int answer = first + PassageTable.texts(entry).size() - 1;
      for (int passage = first + 1; passage < answer; passage++) {
        float[] vector = vectors.get(passage);
        repeats.set(
            passage,
            IntStream.range(first, passage)
                .filter(before -> !repeats.get(before))
                .anyMatch(
                    before -> VectorUtil.dotProduct(vector, vectors.get(before)) >= REPEATED));
      }
      first = answer + 1;
    }
    return repeats;
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static float[] floats(BytesRef bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length).asFloatBuffer().get(vector);
    return vector;
  }

  /** Whatever a damaged or older index has left would only be in the way. */
  private static void clear(Directory directory) {
    try {
      for (String file : directory.listAll()) {
        directory.deleteFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be cleared", e);
    }
  }

  private static float[] vector(String text, Map<String, float[]> known, PassageEncoder encoder) {
    float[] vector = known.get(text);
    return vector == null ? encoder.encode(text) : vector;
  }

  /**
   * Opens what an earlier run built, or gives {@code null} when it is of another generation or
   * encoder, or damaged.
   */
  static @Nullable LuceneIndex open(
      Directory directory,
      Generation generation,
      List<Entry> entries,
      PassageEncoder encoder,
      TextAnalysis analysis) {
    DirectoryReader reader = null;
    try {
      if (!DirectoryReader.indexExists(directory)) {
        return null;
      }
      reader = DirectoryReader.open(directory);
      Map<String, String> about = reader.getIndexCommit().getUserData();
      List<String> texts = normalised(entries, encoder);
      if (!String.valueOf(generation.number()).equals(about.get(GENERATION))
          || !encoder.fingerprint().equals(about.get(ENCODER))
          || !fingerprint(texts).equals(about.get(CONTENT))
          || reader.numDocs() != texts.size()) {
        reader.close();
        return null;
      }
      int[] passageOfDocument = new int[reader.maxDoc()];
      float[][] vectors = vectors(reader, passageOfDocument);
      return new LuceneIndex(
          generation,
          reader,
          analysis,
          new PassageTable(entries, texts, vectors),
          passageOfDocument);
    } catch (IOException | IllegalArgumentException e) {
      // An index is only a projection: a damaged one is made anew.
      LOG.warn("the search index is damaged and will be built anew: {}", e.getMessage());
      closeQuietly(reader);
      return null;
    }
  }

  private static void closeQuietly(@Nullable DirectoryReader reader) {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      LOG.debug("a damaged index does not even close: {}", e.getMessage());
    }
  }

  private static List<String> normalised(List<Entry> entries, PassageEncoder encoder) {
    return entries.stream()
        .flatMap(entry -> PassageTable.texts(entry).stream())
        .map(encoder::normalise)
        .toList();
  }

  /** Two databases may both be at generation 7 and hold different words. */
  private static String fingerprint(List<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The stored vector of each passage; notes on the way which document is which passage. */
  private static float[][] vectors(DirectoryReader reader, int[] passageOfDocument)
      throws IOException {
    float[][] vectors = new float[reader.numDocs()][];
    for (LeafReaderContext leaf : reader.leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(VECTOR);
      KnnVectorValues.@Nullable DocIndexIterator searched =
          values == null ? null : values.iterator();
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        Document document = leaf.reader().storedFields().document(doc);
        int number = Objects.requireNonNull(document.getField(PASSAGE).numericValue()).intValue();
        passageOfDocument[leaf.docBase + doc] = number;
        BytesRef unsearched = document.getBinaryValue(UNSEARCHED);
        if (unsearched != null) {
          vectors[number] = floats(unsearched);
        } else if (values != null && searched != null && searched.advance(doc) == doc) {
          vectors[number] = values.vectorValue(searched.index()).clone();
        } else {
          throw new IOException("passage " + number + " has no vector");
        }
      }
    }
    return vectors;
  }

  Generation generation() {
    return generation;
  }

  /**
   * The vectors of this generation by normalised text, so that the next one need not encode what
   * did not change.
   */
  Map<String, float[]> vectors(PassageEncoder encoder) {
    try {
      float[][] stored = vectors(reader, new int[reader.maxDoc()]);
      Map<String, float[]> vectors = new HashMap<>();
      int passage = 0;
      for (int entry = 0; entry < passages.entries(); entry++) {
        for (String text : PassageTable.texts(passages.entry(entry))) {
          vectors.put(encoder.normalise(text), stored[passage++]);
        }
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read", e);
    }
  }

  /** Both searches, fused, with the evidence of each candidate; the order is that of the fusion. */
  List<Hit> search(KnowledgeQuery query, AnswerRanker ranker) {
    if (query.text().isBlank()) {
      return List.of();
    }
    Set<String> bigrams = TextAnalysis.distinctBigrams(query.text());
    try {
      Map<Integer, Ranked> lexical = ranks(lexicalQuery(query.text(), bigrams));
      Map<Integer, Ranked> dense = ranks(new KnnFloatVectorQuery(VECTOR, query.vector(), PASSAGES));
      Map<Integer, Double> fused = fuse(lexical, dense);
      List<Integer> candidates =
          fused.entrySet().stream()
              .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
              .limit(CANDIDATES)
              .map(Map.Entry::getKey)
              .toList();
      return judged(query, bigrams, ranker, candidates, fused, lexical);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read", e);
    }
  }

  /** An entry's place in one of the two searches, by the best of its passages. */
  private record Ranked(int rank, double score) {}

  /** By number of the entry, best first. */
  private Map<Integer, Ranked> ranks(@Nullable Query query) throws IOException {
    Map<Integer, Ranked> ranks = new LinkedHashMap<>();
    if (query != null && passages.entries() > 0) {
      // Nobody asks how many there are: those that cannot come in need not be counted.
      var best = new TopScoreDocCollectorManager(PASSAGES, PASSAGES);
      for (ScoreDoc scored : searcher.search(query, best).scoreDocs) {
        int entry = passages.entryOf(passageOfDocument[scored.doc]);
        ranks.putIfAbsent(entry, new Ranked(ranks.size(), scored.score));
      }
    }
    return ranks;
  }

  private @Nullable Query lexicalQuery(String text, Set<String> bigrams) {
    var query = new BooleanQuery.Builder();
    int clauses = 0;
    // Bounded, because a long complaint would otherwise ask for hundreds of terms.
    for (String bigram : bigrams.stream().limit(128).toList()) {
      query.add(new TermQuery(new Term(BIGRAMS, bigram)), BooleanClause.Occur.SHOULD);
      clauses++;
    }
    for (String word : new LinkedHashSet<>(analysis.words(text)).stream().limit(64).toList()) {
      // A word of two characters has just been asked for.
      if (!bigrams.contains(word)) {
        query.add(new TermQuery(new Term(WORDS, word)), BooleanClause.Occur.SHOULD);
        clauses++;
      }
    }
    return clauses == 0 ? null : query.build();
  }

  private static Map<Integer, Double> fuse(
      Map<Integer, Ranked> lexical, Map<Integer, Ranked> dense) {
    Map<Integer, Double> fused = new LinkedHashMap<>();
    double most = 2.0 / (RANK_CONSTANT + 1);
    for (Map<Integer, Ranked> one : List.of(lexical, dense)) {
      one.forEach((entry, ranked) ->
          fused.merge(entry, 1.0 / (RANK_CONSTANT + 1 + ranked.rank()) / most, Double::sum));
    }
    return fused;
  }

  private List<Hit> judged(
      KnowledgeQuery query,
      Set<String> bigrams,
      AnswerRanker ranker,
      List<Integer> candidates,
      Map<Integer, Double> fused,
      Map<Integer, Ranked> lexical) {
    // Best first, so the first has the highest score.
    double bestLexical = lexical.isEmpty() ? 1 : lexical.values().iterator().next().score();
    PassageTable.Probe probe = passages.new Probe(query.vector(), bigrams);
    List<PassageTable.Nearness> near = candidates.stream().map(probe::to).toList();
    List<Hit> hits = new ArrayList<>(near.size());
    for (int i = 0; i < near.size(); i++) {
      double bestOther = 0;
      for (int j = 0; j < near.size(); j++) {
        bestOther = i == j ? bestOther : Math.max(bestOther, near.get(j).dense());
      }
      Entry entry = passages.entry(candidates.get(i));
      Ranked byWords = lexical.get(candidates.get(i));
      var evidence =
          new Evidence(
              near.get(i).dense(),
              near.get(i).support(),
              near.get(i).denseAnswer(),
              near.get(i).dense() - bestOther,
              byWords == null ? 0 : byWords.score() / bestLexical,
              near.get(i).coverage(),
              fused.getOrDefault(candidates.get(i), 0.0),
              Math.clamp(query.intents().applyAsDouble(entry.intent()), 0, 1));
      hits.add(new Hit(entry, ranker.probability(evidence), evidence));
    }
    return hits;
  }

  @Override
  public void close() {
    try {
      reader.close();
      reader.directory().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
