package io.xianda.knowledge;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries and the state as documents. An entry is one document with its passages nested in it: it
 * is replaced or deleted as a whole, and its version is the generation that wrote it, so that of
 * two nodes the one that knows more wins, in whatever order they come.
 */
final class ElasticDocuments {

  static final String KIND = "kind";
  static final String STATE = "state";
  static final String ENTRY = "entry";
  static final String CARD = "card";
  static final String RESTRICTED = "restricted";
  static final String CHANNEL = "channel";
  static final String CITY = "city";
  static final String FROM = "from";
  static final String UNTIL = "until";
  static final String PASSAGES = "passages";
  static final String WORDS = "words";
  static final String BIGRAMS = "bigrams";
  static final String VECTOR = "vector";
  static final String ANY = "*";

  private static final JsonMapper JSON = JsonMapper.shared();

  private ElasticDocuments() {}

  /**
   * Something to be written.
   *
   * @param bytes that it takes in a request, roughly
   */
  record Write(BulkOperation operation, int bytes) {}

  static Write put(AnalysedEntry entry, Generation generation) {
    return put(
        entry.card().entry().id().value(),
        generation.number(),
        json -> {
          json.writeStringProperty(KIND, ENTRY);
          writeReach(json, entry.card().entry().reach());
          json.writeBinaryProperty(CARD, entry.card().write());
          json.writeArrayPropertyStart(PASSAGES);
          entry.passages().forEach(passage -> writePassage(json, passage));
          json.writeEndArray();
        });
  }

  static Write put(ElasticState state) {
    return put(
        ElasticState.ID,
        state.version(),
        json -> {
          json.writeStringProperty(KIND, STATE);
          json.writePOJOProperty(STATE, state);
        });
  }

  static Write delete(EntryId id, Generation generation) {
    var operation =
        BulkOperation.of(o ->
            o.delete(d ->
                d.id(id.value())
                    .version(generation.number())
                    .versionType(VersionType.ExternalGte)));
    return new Write(operation, 200);
  }

  private static Write put(String id, long version, Consumer<JsonGenerator> fields) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    BinaryData document = BinaryData.of(bytes.toByteArray(), ContentType.APPLICATION_JSON);
    var operation =
        BulkOperation.of(o ->
            o.index(i ->
                i.id(id).version(version).versionType(VersionType.ExternalGte).document(document)));
    return new Write(operation, bytes.size() + 200);
  }

  private static void writePassage(JsonGenerator json, AnalysedEntry.Passage passage) {
    json.writeStartObject();
    json.writeStringProperty(WORDS, passage.words());
    json.writeStringProperty(BIGRAMS, passage.bigrams());
    json.writeArrayPropertyStart(VECTOR);
    for (float x : ElasticQueries.ofLengthOne(passage.vector())) {
      json.writeNumber(x);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeReach(JsonGenerator json, Reach reach) {
    json.writeBooleanProperty(RESTRICTED, !reach.isEverybody());
    if (reach.isEverybody()) {
      return;
    }
    writeAll(json, CHANNEL, reach.channels());
    writeAll(json, CITY, reach.cities());
    var from = reach.from();
    var until = reach.until();
    json.writeNumberProperty(FROM, from == null ? Long.MIN_VALUE : from.toEpochMilli());
    json.writeNumberProperty(UNTIL, until == null ? Long.MAX_VALUE : until.toEpochMilli());
  }

  private static void writeAll(JsonGenerator json, String field, Set<String> values) {
    json.writeArrayPropertyStart(field);
    (values.isEmpty() ? Set.of(ANY) : values).forEach(json::writeString);
    json.writeEndArray();
  }
}
