package io.xianda.knowledge;

import co.elastic.clients.elasticsearch.core.MgetResponse;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cards of entries, from memory where they were read before and else in one request for all. A
 * card is known by its index and version, so nothing in memory is ever out of date. Thread-safe.
 */
final class ElasticCards {

  /** A card takes some ten kilobytes; a request for a thousand would take as many megabytes. */
  private static final int MOST_AT_ONCE = 100;

  private final ElasticConnection connection;
  private final String preference;
  private final CardCache<Key> cards;

  /** One version of an entry in one index. */
  record Key(String index, String id, long version) {}

  /** What is asked back of a document. */
  record Source(@Nullable ElasticState state, @Nullable String card) {}

  /**
   * Cards of this Elasticsearch.
   *
   * @param preference which of several copies is read
   * @param bytes what they may take in memory
   */
  ElasticCards(ElasticConnection connection, String preference, long bytes) {
    this.connection = connection;
    this.preference = preference;
    this.cards = new CardCache<>(bytes);
  }

  /** The cards of one index as searches see it; those that are not there in this version lack. */
  Map<Key, EntryCard> get(String index, Collection<Key> keys) {
    Map<Key, EntryCard> known = new HashMap<>(cards.get(keys));
    List<String> missing =
        keys.stream().filter(key -> !known.containsKey(key)).map(Key::id).distinct().toList();
    if (!missing.isEmpty()) {
      MgetResponse<Source> response =
          connection
              .searches()
              .execute(client ->
                  client.mget(
                      m ->
                          m.index(index)
                              .ids(missing)
                              // What is written but not yet searched is not asked for.
                              .realtime(false)
                              .preference(preference)
                              .sourceIncludes(ElasticDocuments.CARD),
                      Source.class));
      response.docs().stream()
          .flatMap(ElasticCards::found)
          .forEach(result -> keep(index, result, known));
    }
    return known;
  }

  private void keep(String index, GetResult<Source> result, Map<Key, EntryCard> known) {
    Long version = result.version();
    Source source = result.source();
    if (version != null && source != null) {
      var key = new Key(index, result.id(), version);
      EntryCard card = read(source);
      cards.put(key, card);
      known.put(key, card);
    }
  }

  /** The newest cards of these entries, whatever their version; of many, without keeping them. */
  Map<EntryId, EntryCard> newest(String index, List<EntryId> ids) {
    Map<EntryId, EntryCard> newest = new HashMap<>();
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      List<String> some =
          ids.subList(from, Math.min(from + MOST_AT_ONCE, ids.size())).stream()
              .map(EntryId::value)
              .toList();
      MgetResponse<Source> response =
          connection
              .writes()
              .execute(client ->
                  client.mget(
                      m -> m.index(index).ids(some).sourceIncludes(ElasticDocuments.CARD),
                      Source.class));
      for (GetResult<Source> result :
          response.docs().stream().flatMap(ElasticCards::found).toList()) {
        Source source = result.source();
        if (source != null) {
          newest.put(new EntryId(result.id()), read(source));
        }
      }
    }
    return newest;
  }

  private static Stream<GetResult<Source>> found(MultiGetResponseItem<Source> item) {
    return item.isResult() && item.result().found() ? Stream.of(item.result()) : Stream.empty();
  }

  private static EntryCard read(Source source) {
    String card = source.card();
    if (card == null) {
      throw new IllegalStateException("the index holds an entry without its card");
    }
    byte[] bytes = Base64.getDecoder().decode(card);
    try {
      return EntryCard.read(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException("the index holds a damaged card", e);
    }
  }
}
