package io.xianda.knowledge;

import co.elastic.clients.elasticsearch._types.KnnSearch;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.ChildScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wanted, in Elasticsearch's language; the same that {@link LuceneIndex} asks for. */
final class ElasticQueries {

  /** More than any entry can score, so that the state is the first of every result. */
  private static final float FIRST = 1e6f;

  /** How many candidates are looked at for one that is taken: more are found more surely. */
  private static final int LOOKED_AT = 5;

  private ElasticQueries() {}

  /** The document of the state. */
  static Query state() {
    return Query.of(q ->
        q.constantScore(
            c -> c.filter(term(ElasticDocuments.KIND, ElasticDocuments.STATE)).boost(FIRST)));
  }

  /** The state, and entries by their best passage's words. */
  static Query byWords(Wanted wanted) {
    var terms = new BoolQuery.Builder();
    wanted.bigrams().forEach(term -> terms.should(passageTerm(ElasticDocuments.BIGRAMS, term, 1)));
    wanted.words().forEach(term -> terms.should(passageTerm(ElasticDocuments.WORDS, term, 1)));
    wanted
        .related()
        .forEach(term -> terms.should(passageTerm(ElasticDocuments.BIGRAMS, term, 0.5f)));
    Query passages =
        Query.of(q ->
            q.nested(n ->
                n.path(ElasticDocuments.PASSAGES)
                    .scoreMode(ChildScoreMode.Max)
                    .query(terms.build())));
    List<Query> reach = reached(wanted);
    Query within = Query.of(q -> q.bool(b -> b.must(passages).filter(reach)));
    return Query.of(q -> q.bool(b -> b.should(state(), within)));
  }

  /** Entries by their best passage's vector. */
  static KnnSearch byMeaning(Wanted wanted, int entries) {
    List<Query> reach = reached(wanted);
    return KnnSearch.of(k ->
        k.field(ElasticDocuments.PASSAGES + "." + ElasticDocuments.VECTOR)
            .queryVector(boxed(ofLengthOne(wanted.vector())))
            .k(entries)
            .numCandidates(LOOKED_AT * entries)
            .filter(reach));
  }

  private static List<Query> reached(Wanted wanted) {
    Asker asker = wanted.asker();
    return asker == null ? List.of() : List.of(reach(asker));
  }

  /** {@link Reach#covers}, as a query. */
  private static Query reach(Asker asker) {
    JsonData now = JsonData.of(asker.now().toEpochMilli());
    Query covered =
        Query.of(q ->
            q.bool(b ->
                b.filter(
                    oneOf(ElasticDocuments.CHANNEL, asker.channel()),
                    oneOf(ElasticDocuments.CITY, asker.city()),
                    Query.of(
                        f -> f.range(r -> r.untyped(u -> u.field(ElasticDocuments.FROM).lte(now)))),
                    Query.of(f ->
                        f.range(r -> r.untyped(u -> u.field(ElasticDocuments.UNTIL).gt(now)))))));
    Query unrestricted =
        Query.of(q -> q.term(t -> t.field(ElasticDocuments.RESTRICTED).value(false)));
    return Query.of(q -> q.bool(b -> b.should(unrestricted, covered)));
  }

  private static Query oneOf(String field, @Nullable String value) {
    var either = new BoolQuery.Builder().should(term(field, ElasticDocuments.ANY));
    if (value != null) {
      either.should(term(field, value));
    }
    return Query.of(q -> q.bool(either.build()));
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static Query passageTerm(String field, String value, float boost) {
    return Query.of(q ->
        q.term(t -> t.field(ElasticDocuments.PASSAGES + "." + field).value(value).boost(boost)));
  }

  /** Elasticsearch refuses what is off by a thousandth, as the sum of many roundings may be. */
  static float[] ofLengthOne(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  private static List<Float> boxed(float[] vector) {
    List<Float> boxed = new ArrayList<>(vector.length);
    for (float x : vector) {
      boxed.add(x);
    }
    return boxed;
  }
}
