package io.xianda.knowledge;

import co.elastic.clients.elasticsearch._types.ErrorResponse;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.MsearchResponse;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.ResponseBody;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import io.xianda.knowledge.ElasticCards.Source;
import io.xianda.knowledge.ElasticDocuments.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.NoSuchIndexException;

/**
 * Entries as an index of Elasticsearch, or an alias of one. What changes is written into it in
 * place and becomes visible at the end, at once; where a search sees two states nevertheless,
 * because they came between its parts, it searches again.
 */
final class ElasticIndex implements PassageIndex {

  /** How many entries each of the two searches brings to the fusion. */
  private static final int ENTRIES = 20;

  private static final int ATTEMPTS = 3;

  private static final int BYTES_AT_ONCE = 2 << 20;

  private static final String VERSION_CONFLICT = "version_conflict_engine_exception";

  private final ElasticConnection connection;
  private final String name;
  private final String identity;
  private final String preference;
  private final ElasticCards cards;

  /** An index behind a name, and what it says about itself. */
  record Placed(String index, ElasticState state) {}

  /** One result, as far as it is one. */
  private sealed interface Reading {

    /** The hits of one state. */
    record Settled(Placed placed, List<Hit<Source>> hits) implements Reading {}

    /** There is no such index, or it is of another encoder. */
    record Missing() implements Reading {}

    /** Something was being changed: the next search may see its end. */
    record Unsettled(String why) implements Reading {}
  }

  /**
   * An index that is there already, or not yet.
   *
   * @param name of the index or of an alias
   * @param identity of encoder, origin and format; an index of another is as if it were not there
   * @param preference which of several copies is read: all parts of a search read the same
   */
  ElasticIndex(
      ElasticConnection connection,
      String name,
      String identity,
      String preference,
      ElasticCards cards) {
    this.connection = connection;
    this.name = name;
    this.identity = identity;
    this.preference = preference;
    this.cards = cards;
  }

  /**
   * The alias through which an index is written. Elasticsearch makes an index that it does not know
   * when somebody writes into it, but never an alias: who writes into a deleted index is told so.
   */
  static String writeAlias(String index) {
    return index + "-write";
  }

  @Override
  public Generation generation() {
    return new Generation(placed().map(placed -> placed.state().generation()).orElse(0L));
  }

  /** The index that searches see now, if it is there, alone, and of this identity. */
  Optional<Placed> placed() {
    try {
      SearchResponse<Source> response =
          connection
              .searches()
              .execute(client ->
                  client.search(
                      s ->
                          s.index(name)
                              .preference(preference)
                              .allowPartialSearchResults(false)
                              .query(ElasticQueries.state())
                              .size(2),
                      Source.class));
      // An alias of two indexes is the trace of a failed swap: the next one puts it right.
      return response.hits().hits().size() == 1
          ? state(response.hits().hits().getFirst())
          : Optional.empty();
    } catch (NoSuchIndexException e) {
      return Optional.empty();
    }
  }

  private Optional<Placed> state(Hit<Source> hit) {
    Source source = hit.source();
    return Optional.ofNullable(source == null ? null : source.state())
        .filter(state -> state.identity().equals(identity))
        .map(state -> new Placed(Objects.requireNonNull(hit.index()), state));
  }

  @Override
  public Found find(Wanted wanted) {
    return find(wanted, CANDIDATES);
  }

  private Found find(Wanted wanted, int most) {
    String why = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (search(wanted, most)) {
        case Search.Done done -> {
          return done.found();
        }
        case Search.Again again -> why = again.why();
      }
    }
    throw new IllegalStateException("the index could not be searched: " + why);
  }

  /** One attempt. */
  private sealed interface Search {
    record Done(Found found) implements Search {}

    record Again(String why) implements Search {}
  }

  private Search search(Wanted wanted, int most) {
    List<RequestItem> searches = new ArrayList<>();
    searches.add(
        item(body ->
            body.query(ElasticQueries.state()).knn(ElasticQueries.byMeaning(wanted, ENTRIES))));
    if (wanted.hasTerms()) {
      searches.add(item(body -> body.query(ElasticQueries.byWords(wanted))));
    }
    MsearchResponse<Source> response =
        connection
            .searches()
            .execute(client -> client.msearch(m -> m.searches(searches), Source.class));
    List<Reading.Settled> settled = new ArrayList<>();
    for (MultiSearchResponseItem<Source> item : response.responses()) {
      switch (read(item)) {
        case Reading.Settled one -> settled.add(one);
        case Reading.Missing _ -> {
          return new Search.Done(Found.nothing(new Generation(0)));
        }
        case Reading.Unsettled unsettled -> {
          return new Search.Again(unsettled.why());
        }
      }
    }
    Placed placed = settled.getFirst().placed();
    if (!placed.equals(settled.getLast().placed())) {
      return new Search.Again("a change came between its two searches");
    }
    return withCards(
        placed,
        settled.size() == 1 ? List.of() : settled.getLast().hits(),
        settled.getFirst().hits(),
        most);
  }

  private RequestItem item(Consumer<SearchRequestBody.Builder> what) {
    return RequestItem.of(item ->
        item.header(h -> h.index(name).preference(preference).allowPartialSearchResults(false))
            .body(body -> {
              what.accept(body);
              return body.size(ENTRIES + 1)
                  .version(true)
                  .timeout(connection.searchTimeout())
                  .trackTotalHits(t -> t.enabled(false))
                  .source(s -> s.filter(f -> f.includes(ElasticDocuments.STATE)));
            }));
  }

  private Reading read(MultiSearchResponseItem<Source> item) {
    if (item.isFailure()) {
      return isMissing(item.failure())
          ? new Reading.Missing()
          : new Reading.Unsettled(String.valueOf(item.failure().error().type()));
    }
    ResponseBody<Source> result = item.result();
    if (result.timedOut()) {
      throw new IllegalStateException("the search took longer than " + connection.searchTimeout());
    }
    List<Hit<Source>> hits = result.hits().hits();
    if (hits.isEmpty() || !ElasticState.ID.equals(hits.getFirst().id())) {
      return new Reading.Unsettled("the index does not know its generation");
    }
    Optional<Placed> placed = state(hits.getFirst());
    if (placed.isEmpty()) {
      return new Reading.Missing();
    }
    if (!placed.get().state().isSettled()) {
      return new Reading.Unsettled("the index is in the middle of a change");
    }
    return new Reading.Settled(placed.get(), hits.subList(1, hits.size()));
  }

  /** Not the index behind an alias, which may have been replaced and deleted just now. */
  private boolean isMissing(ErrorResponse failure) {
    return "index_not_found_exception".equals(failure.error().type())
        && "no such index [%s]".formatted(name).equals(failure.error().reason());
  }

  private Search withCards(
      Placed placed, List<Hit<Source>> byWords, List<Hit<Source>> byMeaning, int most) {
    List<Fusion.Fused<ElasticCards.Key>> best =
        Fusion.best(scores(placed, byWords), scores(placed, byMeaning), most);
    List<ElasticCards.Key> keys = best.stream().map(Fusion.Fused::key).toList();
    Map<ElasticCards.Key, EntryCard> known = cards.get(placed.index(), keys);
    if (!known.keySet().containsAll(keys)) {
      return new Search.Again("a change came before its cards were read");
    }
    return new Search.Done(
        new Found(
            new Generation(placed.state().generation()),
            best.stream()
                .map(one ->
                    new Candidate(
                        Objects.requireNonNull(known.get(one.key())), one.fused(), one.lexical()))
                .toList()));
  }

  private static SequencedMap<ElasticCards.Key, Double> scores(
      Placed placed, List<Hit<Source>> hits) {
    SequencedMap<ElasticCards.Key, Double> scores = new LinkedHashMap<>();
    for (Hit<Source> hit : hits) {
      scores.put(
          new ElasticCards.Key(
              placed.index(),
              Objects.requireNonNull(hit.id()),
              Objects.requireNonNull(hit.version())),
          Objects.requireNonNull(hit.score()));
    }
    return scores;
  }

  @Override
  public List<EntryCard> nearest(float[] vector, int passages) {
    return find(Wanted.near(vector), ENTRIES).candidates().stream().map(Candidate::card).toList();
  }

  @Override
  public @Nullable EntryCard card(EntryId id) {
    return cards(List.of(id)).get(id);
  }

  /** The newest cards of those among these entries that it has. */
  Map<EntryId, EntryCard> cards(List<EntryId> ids) {
    return placed().map(placed -> cards.newest(placed.index(), ids)).orElse(Map.of());
  }

  @Override
  public void apply(
      Generation generation, List<AnalysedEntry> changed, Collection<EntryId> withdrawn) {
    Placed placed =
        placed().orElseThrow(() -> new IllegalStateException("there is no index to be changed"));
    ElasticState writing = placed.state().writing(generation);
    // The beginning is noted before the rest: whoever sees a part of it knows that it is one.
    write(
        placed.index(),
        Stream.concat(
            Stream.of(ElasticDocuments.put(writing)),
            Stream.concat(
                changed.stream().map(entry -> ElasticDocuments.put(entry, generation)),
                withdrawn.stream().map(id -> ElasticDocuments.delete(id, generation)))));
    finish(placed.index(), writing.settled());
  }

  /**
   * Adds entries that are not in it yet, while it is being built; nobody sees them before the end.
   */
  void add(Generation generation, List<AnalysedEntry> entries) {
    write(name, entries.stream().map(entry -> ElasticDocuments.put(entry, generation)));
  }

  /** Ends the building. */
  void finish(Generation generation) {
    finish(name, new ElasticState(generation.number(), generation.number(), identity));
  }

  private void finish(String index, ElasticState state) {
    write(index, Stream.of(ElasticDocuments.put(state)));
    connection.writes().execute(client -> client.indices().refresh(r -> r.index(index)));
  }

  private void write(String index, Stream<Write> writes) {
    List<Write> batch = new ArrayList<>();
    int bytes = 0;
    for (Write write : (Iterable<Write>) writes::iterator) {
      if (!batch.isEmpty() && bytes + write.bytes() > BYTES_AT_ONCE) {
        send(index, batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(write);
      bytes += write.bytes();
    }
    if (!batch.isEmpty()) {
      send(index, batch);
    }
  }

  private void send(String index, List<Write> batch) {
    BulkResponse response =
        connection
            .writes()
            .execute(client ->
                client.bulk(b ->
                    b.index(writeAlias(index))
                        .requireAlias(true)
                        .operations(batch.stream().map(Write::operation).toList())));
    response.items().stream()
        .filter(ElasticIndex::isRefused)
        .findFirst()
        .ifPresent(ElasticIndex::fail);
  }

  /** That another node has written a newer version is no failure: it has done what was wanted. */
  private static boolean isRefused(BulkResponseItem item) {
    return item.error() != null && !VERSION_CONFLICT.equals(item.error().type());
  }

  private static void fail(BulkResponseItem item) {
    var error = Objects.requireNonNull(item.error());
    throw new IllegalStateException(
        "Elasticsearch does not take %s: %s, %s"
            .formatted(item.id(), error.type(), error.reason()));
  }

  @Override
  public void close() {
    // It holds nothing: the connection is closed by whoever opened it.
  }
}
