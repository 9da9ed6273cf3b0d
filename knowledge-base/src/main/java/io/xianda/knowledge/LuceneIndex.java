package io.xianda.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
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
  private static final int PASSAGES = 60;

  /** Constant of reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009). */
  private static final int RANK_CONSTANT = 20;

  /** How many fused entries the ranker looks at. */
  private static final int CANDIDATES = 16;

  private static final String PASSAGE = "passage";
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
  private final List<Passage> passages;
  private final Map<EntryId, List<Passage>> byEntry;
  private final int[] passageOfDocument;

  /** What the ranker compares a message with. */
  @SuppressWarnings("ArrayRecordComponent") // private to the index
  private record Passage(Entry entry, boolean isAnswer, float[] vector, Set<String> bigrams) {}

  private LuceneIndex(
      Generation generation,
      DirectoryReader reader,
      TextAnalysis analysis,
      List<Passage> passages,
      int[] passageOfDocument) {
    this.generation = generation;
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    this.analysis = analysis;
    this.passages = List.copyOf(passages);
    this.passageOfDocument = passageOfDocument;
    this.byEntry = new HashMap<>();
    for (Passage passage : passages) {
      byEntry.computeIfAbsent(passage.entry().id(), id -> new ArrayList<>()).add(passage);
    }
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
    clear(directory);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int number = 0; number < vectors.size(); number++) {
        String normalised = normalisedTexts.get(number);
        float[] vector = vectors.get(number);
        var document = new Document();
        document.add(new StoredField(PASSAGE, number));
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
      List<Passage> bare = passages(entries, encoder);
      if (!String.valueOf(generation.number()).equals(about.get(GENERATION))
          || !encoder.fingerprint().equals(about.get(ENCODER))
          || !fingerprint(normalised(entries, encoder)).equals(about.get(CONTENT))
          || reader.numDocs() != bare.size()) {
        reader.close();
        return null;
      }
      int[] passageOfDocument = new int[reader.maxDoc()];
      return new LuceneIndex(
          generation,
          reader,
          analysis,
          withVectors(bare, reader, passageOfDocument),
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
        .flatMap(entry -> texts(entry).stream())
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

  private static List<String> texts(Entry entry) {
    List<String> texts = new ArrayList<>();
    texts.add(entry.question());
    texts.addAll(entry.similar());
    texts.add(entry.answer());
    return texts;
  }

  private static List<Passage> passages(List<Entry> entries, PassageEncoder encoder) {
    List<Passage> passages = new ArrayList<>();
    for (Entry entry : entries) {
      List<String> texts = texts(entry);
      for (int i = 0; i < texts.size(); i++) {
        passages.add(
            new Passage(
                entry,
                i == texts.size() - 1,
                new float[0],
                TextAnalysis.distinctBigrams(encoder.normalise(texts.get(i)))));
      }
    }
    return passages;
  }

  /** The passages with their stored vectors; notes on the way which document is which passage. */
  private static List<Passage> withVectors(
      List<Passage> bare, DirectoryReader reader, int[] passageOfDocument) throws IOException {
    List<Passage> complete = new ArrayList<>(bare);
    for (LeafReaderContext leaf : reader.leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(VECTOR);
      if (values == null) {
        continue;
      }
      KnnVectorValues.DocIndexIterator documents = values.iterator();
      for (int doc = documents.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = documents.nextDoc()) {
        Document document = leaf.reader().storedFields().document(doc);
        int number = Objects.requireNonNull(document.getField(PASSAGE).numericValue()).intValue();
        passageOfDocument[leaf.docBase + doc] = number;
        Passage passage = bare.get(number);
        complete.set(
            number,
            new Passage(
                passage.entry(),
                passage.isAnswer(),
                values.vectorValue(documents.index()).clone(),
                passage.bigrams()));
      }
    }
    return complete;
  }

  Generation generation() {
    return generation;
  }

  /**
   * The vectors of this generation by normalised text, so that the next one need not encode what
   * did not change.
   */
  Map<String, float[]> vectors(PassageEncoder encoder) {
    Map<String, float[]> vectors = new HashMap<>();
    byEntry.forEach((id, of) -> {
      List<String> texts = texts(of.getFirst().entry());
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(encoder.normalise(texts.get(i)), of.get(i).vector());
      }
    });
    return vectors;
  }

  /** Both searches, fused, with the evidence of each candidate; the order is that of the fusion. */
  List<Hit> search(KnowledgeQuery query, AnswerRanker ranker) {
    if (query.text().isBlank()) {
      return List.of();
    }
    try {
      Ranks lexical = ranks(lexicalQuery(query.text()));
      Ranks dense = ranks(new KnnFloatVectorQuery(VECTOR, query.vector(), PASSAGES));
      Map<EntryId, Double> fused = fuse(lexical, dense);
      List<EntryId> candidates =
          fused.entrySet().stream()
              .sorted(Map.Entry.<EntryId, Double>comparingByValue(Comparator.reverseOrder()))
              .limit(CANDIDATES)
              .map(Map.Entry::getKey)
              .toList();
      return judged(query, ranker, candidates, fused, lexical);
    } catch (IOException e) {
      throw new UncheckedIOException("the search index cannot be read", e);
    }
  }

  /** Per entry, the best score of its passages and the rank of that among the entries. */
  private record Ranks(Map<EntryId, Double> scores, Map<EntryId, Integer> ranks) {}

  private Ranks ranks(@Nullable Query query) throws IOException {
    Map<EntryId, Double> scores = new LinkedHashMap<>();
    Map<EntryId, Integer> ranks = new HashMap<>();
    if (query != null && !passages.isEmpty()) {
      for (ScoreDoc scored : searcher.search(query, PASSAGES).scoreDocs) {
        EntryId entry = passages.get(passageOfDocument[scored.doc]).entry().id();
        if (scores.putIfAbsent(entry, (double) scored.score) == null) {
          ranks.put(entry, ranks.size());
        }
      }
    }
    return new Ranks(scores, ranks);
  }

  private @Nullable Query lexicalQuery(String text) {
    var query = new BooleanQuery.Builder();
    int clauses = 0;
    // Bounded, because a long complaint would otherwise ask for hundreds of terms.
    for (String word : new LinkedHashSet<>(analysis.words(text)).stream().limit(64).toList()) {
      query.add(new TermQuery(new Term(WORDS, word)), BooleanClause.Occur.SHOULD);
      clauses++;
    }
    for (String bigram : TextAnalysis.distinctBigrams(text).stream().limit(128).toList()) {
      query.add(
          new BoostQuery(new TermQuery(new Term(BIGRAMS, bigram)), 0.7f),
          BooleanClause.Occur.SHOULD);
      clauses++;
    }
    return clauses == 0 ? null : query.build();
  }

  private static Map<EntryId, Double> fuse(Ranks lexical, Ranks dense) {
    Map<EntryId, Double> fused = new HashMap<>();
    double most = 2.0 / (RANK_CONSTANT + 1);
    for (Ranks one : List.of(lexical, dense)) {
      one.ranks()
          .forEach((entry, rank) ->
              fused.merge(entry, 1.0 / (RANK_CONSTANT + 1 + rank) / most, Double::sum));
    }
    return fused;
  }

  private List<Hit> judged(
      KnowledgeQuery query,
      AnswerRanker ranker,
      List<EntryId> candidates,
      Map<EntryId, Double> fused,
      Ranks lexical) {
    Set<String> bigrams = TextAnalysis.distinctBigrams(query.text());
    double bestLexical =
        lexical.scores().values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double[] dense = new double[candidates.size()];
    double[] support = new double[candidates.size()];
    double[] answers = new double[candidates.size()];
    double[] coverage = new double[candidates.size()];
    for (int i = 0; i < dense.length; i++) {
      Nearest nearest = new Nearest();
      for (Passage passage : byEntry.getOrDefault(candidates.get(i), List.of())) {
        double cosine = VectorUtil.dotProduct(query.vector(), passage.vector());
        if (passage.isAnswer()) {
          answers[i] = cosine;
        } else {
          nearest.add(cosine);
          coverage[i] = Math.max(coverage[i], TextAnalysis.coverage(bigrams, passage.bigrams()));
        }
      }
      dense[i] = nearest.first;
      support[i] = nearest.mean();
    }
    List<Hit> hits = new ArrayList<>(dense.length);
    for (int i = 0; i < dense.length; i++) {
      double bestOther = 0;
      for (int j = 0; j < dense.length; j++) {
        bestOther = i == j ? bestOther : Math.max(bestOther, dense[j]);
      }
      EntryId id = candidates.get(i);
      Entry entry = Objects.requireNonNull(byEntry.get(id)).getFirst().entry();
      var evidence =
          new Evidence(
              dense[i],
              support[i],
              answers[i],
              dense[i] - bestOther,
              lexical.scores().getOrDefault(id, 0.0) / bestLexical,
              coverage[i],
              fused.getOrDefault(id, 0.0),
              Math.clamp(query.intents().applyAsDouble(entry.intent()), 0, 1));
      hits.add(new Hit(entry, ranker.probability(evidence), evidence));
    }
    return hits;
  }

  /** The three highest cosines of an entry's questions. */
  private static final class Nearest {

    private double first = -1;
    private double second = -1;
    private double third = -1;
    private int count;

    void add(double cosine) {
      count++;
      if (cosine > first) {
        third = second;
        second = first;
        first = cosine;
      } else if (cosine > second) {
        third = second;
        second = cosine;
      } else if (cosine > third) {
        third = cosine;
      }
    }

    double mean() {
      return switch (count) {
        case 0 -> -1;
        case 1 -> first;
        case 2 -> (first + second) / 2;
        default -> (first + second + third) / 3;
      };
    }
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
