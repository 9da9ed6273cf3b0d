package io.xianda.knowledge;

import co.elastic.clients.elasticsearch.indices.IndexState;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The knowledge base over Elasticsearch 9, shared by all nodes of a service. {@link #apply} takes
 * changes into the index behind the alias; {@link #build} makes the next one beside it, {@link
 * #replace} lets the alias point to that one. Searches go on meanwhile and see the old or the new,
 * never a mixture. Nodes that publish the same at once do no harm to each other.
 *
 * <p>Every method but {@link #close} throws a RuntimeException when Elasticsearch does not answer
 * in time; none waits longer than a second and a half for a search, or 30 seconds for a request of
 * another kind.
 */
public final class ElasticKnowledgeBase implements IndexedKnowledgeBase {

  private static final Logger LOG = LoggerFactory.getLogger(ElasticKnowledgeBase.class);

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  /** Counts up when documents are written otherwise than before. */
  private static final String FORMAT = "1";

  /** How many entries are analysed before they are written: what is in memory at once. */
  private static final int BATCH = 500;

  private static final long CARDS_IN_MEMORY = 64L << 20;

  /** Nobody builds for so long: an unused index that is older was left by a crash. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final ElasticConnection connection;
  private final String prefix;
  private final String identity;
  private final String preference = random();
  private final AnswerRanker ranker;
  private final Clock clock;
  private final ElasticCards cards;
  private final ElasticIndex current;
  private final AnalyseEntries analyse;
  private final PrepareSearch prepare;

  /** An index of its own, not behind the alias yet. */
  private final class Beside implements Rebuilt {

    private final String name;
    private final ElasticIndex index;

    Beside(String name) {
      this.name = name;
      this.index = index(name);
    }

    @Override
    public Generation generation() {
      return index.generation();
    }

    @Override
    public void apply(Entries.Changes changes) {
      takeIn(index, changes);
    }

    @Override
    public void discard() {
      try {
        delete(List.of(name));
      } catch (RuntimeException e) {
        // The replacement after next deletes it.
        LOG.warn("the index {} could not be deleted", name);
      }
    }
  }

  ElasticKnowledgeBase(
      ElasticConnection connection,
      String prefix,
      String origin,
      PassageEncoder encoder,
      AnswerRanker ranker,
      Clock clock) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("not a prefix of an index: " + prefix);
    }
    this.connection = connection;
    this.prefix = prefix;
    this.identity = identity(origin, encoder);
    this.ranker = ranker;
    this.clock = clock;
    this.cards = new ElasticCards(connection, preference, CARDS_IN_MEMORY);
    this.current = index(prefix);
    var analysis = new TextAnalysis();
    this.analyse = new AnalyseEntries(encoder, analysis);
    this.prepare = new PrepareSearch(analysis);
  }

  /**
   * A base in the Elasticsearch at {@code url}; nothing is asked of it yet.
   *
   * @param prefix names the alias that is searched, and begins the names of the indexes behind it;
   *     up to 100 lower-case letters, digits, dots, dashes and underscores. Services with another
   *     store or another encoder need another one.
   * @param origin names the store of the entries: two of them may both be at generation 7
   * @param clock tells which indexes are old enough to have been abandoned
   */
  public static ElasticKnowledgeBase at(
      ElasticsearchUrl url,
      String prefix,
      String origin,
      PassageEncoder encoder,
      AnswerRanker ranker,
      Clock clock) {
    return new ElasticKnowledgeBase(
        new ElasticConnection(url, ElasticConnection.Patience.USUAL),
        prefix,
        origin,
        encoder,
        ranker,
        clock);
  }

  /**
   * A prefix that no service with another store or another encoder has: while nodes are replaced by
   * newer ones, each finds the index that it can use.
   *
   * @param name that people recognise it by
   */
  public static String prefix(String name, String origin, PassageEncoder encoder) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(identity(origin, encoder).getBytes(StandardCharsets.UTF_8));
      return name + "-" + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String identity(String origin, PassageEncoder encoder) {
    return FORMAT + ":" + encoder.fingerprint() + "@" + origin;
  }

  /** Words of the same meaning, from the next search on. */
  public void useSynonyms(Synonyms synonyms) {
    prepare.use(synonyms);
  }

  private ElasticIndex index(String name) {
    return new ElasticIndex(connection, name, identity, preference, cards);
  }

  private static String random() {
    byte[] bytes = new byte[4];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public Rebuilt build(Generation generation, Iterable<Entry> entries, IntConsumer progress) {
    String name = "%s-%d-%s".formatted(prefix, generation.number(), random());
    create(name);
    var next = new Beside(name);
    try {
      int count = 0;
      List<Entry> batch = new ArrayList<>(BATCH);
      for (Entry entry : entries) {
        batch.add(entry);
        if (batch.size() == BATCH) {
          next.index.add(generation, analysed(current, batch));
          progress.accept(batch.size());
          count += batch.size();
          batch.clear();
        }
      }
      next.index.add(generation, analysed(current, batch));
      progress.accept(batch.size());
      next.index.finish(generation);
      LOG.info("indexed {} entries as {}", count + batch.size(), name);
      return next;
    } catch (RuntimeException e) {
      next.discard();
      throw e;
    }
  }

  private void create(String name) {
    try (InputStream definition =
        Objects.requireNonNull(
            ElasticKnowledgeBase.class.getResourceAsStream("elastic-index.json"),
            "elastic-index.json is missing")) {
      connection
          .writes()
          .execute(client ->
              client
                  .indices()
                  .create(c ->
                      c.withJson(definition)
                          .index(name)
                          .aliases(ElasticIndex.writeAlias(name), a -> a)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the index has encoded already is not encoded again. */
  private List<AnalysedEntry> analysed(ElasticIndex before, List<Entry> entries) {
    Map<EntryId, EntryCard> known = before.cards(entries.stream().map(Entry::id).toList());
    return analyse.analyse(entries, known::get);
  }

  @Override
  public synchronized void replace(Rebuilt rebuilt) {
    if (!(rebuilt instanceof Beside next)) {
      throw new IllegalArgumentException("an index of another knowledge base");
    }
    List<String> before = searched();
    Action elsewhere =
        Action.of(a -> a.remove(r -> r.index(prefix + "-*").alias(prefix).mustExist(false)));
    Action here = Action.of(a -> a.add(d -> d.index(next.name).alias(prefix)));
    connection
        .writes()
        .execute(client -> client.indices().updateAliases(u -> u.actions(elsewhere, here)));
    List<String> old = new ArrayList<>(before);
    old.addAll(abandoned());
    old.remove(next.name);
    try {
      delete(old);
    } catch (RuntimeException e) {
      // An old index left behind costs disk and nothing else; a later replacement tries again.
      LOG.warn("old indexes could not be deleted: {}", old);
    }
  }

  /** The indexes behind the alias: one, or none. */
  private List<String> searched() {
    return own().entrySet().stream()
        .filter(index -> index.getValue().aliases().containsKey(prefix))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What crashes have left behind. What another node is building now is younger. */
  private List<String> abandoned() {
    long before = clock.instant().minus(ABANDONED).toEpochMilli();
    return own().entrySet().stream()
        .filter(index -> !index.getValue().aliases().containsKey(prefix))
        .filter(index -> createdAt(index.getValue()) < before)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static long createdAt(IndexState index) {
    var settings = index.settings();
    var nested = settings == null || settings.index() == null ? settings : settings.index();
    Long created = nested == null ? null : nested.creationDate();
    return created == null ? Long.MAX_VALUE : created;
  }

  /** Only what this class has made under this prefix is ever touched. */
  private Map<String, IndexState> own() {
    var shape = Pattern.compile(Pattern.quote(prefix) + "-\\d+-[0-9a-f]{8}");
    Map<String, IndexState> found =
        new TreeMap<>(
            connection
                .writes()
                .execute(client -> client.indices().get(g -> g.index(prefix + "-*")))
                .indices());
    found.keySet().removeIf(name -> !shape.matcher(name).matches());
    return found;
  }

  private void delete(List<String> names) {
    if (!names.isEmpty()) {
      connection
          .writes()
          .execute(client -> client.indices().delete(d -> d.index(names).ignoreUnavailable(true)));
    }
  }

  @Override
  public synchronized void apply(Entries.Changes changes) {
    takeIn(current, changes);
  }

  private void takeIn(ElasticIndex index, Entries.Changes changes) {
    Generation now = index.generation();
    if (now.number() < changes.from().number()) {
      throw new IllegalStateException(
          "the index is of generation %d, the changes follow %d"
              .formatted(now.number(), changes.from().number()));
    }
    // Another node may have been faster. What it has not taken in is among these changes.
    if (now.number() < changes.to().number()) {
      index.apply(changes.to(), analysed(index, changes.changed()), changes.withdrawn());
    }
  }

  @Override
  public SearchResult search(KnowledgeQuery query) {
    if (query.text().isBlank()) {
      return new SearchResult(generation(), List.of());
    }
    return prepare.search(current, query, ranker);
  }

  @Override
  public List<Near> nearest(float[] vector, int limit) {
    return prepare.nearest(current, vector, limit);
  }

  @Override
  public Generation generation() {
    return current.generation();
  }

  @Override
  public void close() {
    connection.close();
  }
}
