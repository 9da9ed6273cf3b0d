package io.xianda.knowledge;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a message into what an engine looks for, and what it found into hits. Thread-safe. */
final class PrepareSearch {

  /** Bounded, because a long complaint would otherwise ask for hundreds of terms. */
  private static final int MOST_BIGRAMS = 128;

  private static final int MOST_WORDS = 64;

  /** Whoever says something this clear leans on nothing. */
  private static final double CLEAR = 0.95;

  private final TextAnalysis analysis;
  private volatile Synonyms synonyms = Synonyms.none();

  PrepareSearch(TextAnalysis analysis) {
    this.analysis = analysis;
  }

  void use(Synonyms next) {
    synonyms = next;
  }

  SearchResult search(PassageSearch index, KnowledgeQuery query, AnswerRanker ranker) {
    if (query.text().isBlank()) {
      return new SearchResult(index.generation(), List.of());
    }
    Set<String> bigrams = TextAnalysis.distinctBigrams(query.text());
    PassageSearch.Found found = index.find(wanted(query, bigrams));
    List<Hit> hits = JudgeCandidates.judge(query, bigrams, found, ranker);
    EntryCard last = lastLeanedOn(index, query, hits);
    if (last != null) {
      hits = followUp(index, query, last, hits, ranker);
    }
    List<Hit> told =
        hits.stream()
            // Whatever an engine's filter let through: what is not for this shopper is not said.
            .filter(hit -> hit.entry().reach().covers(query.asker()))
            .limit(query.limit())
            .toList();
    return new SearchResult(found.generation(), told);
  }

  /** What was answered last, where the message leans on it and is not clear by itself. */
  private static @Nullable EntryCard lastLeanedOn(
      PassageSearch index, KnowledgeQuery query, List<Hit> hits) {
    EntryId last = query.last();
    boolean clear = !hits.isEmpty() && hits.getFirst().probability() >= CLEAR;
    return last == null || clear || !FollowUp.leans(query.text()) ? null : index.card(last);
  }

  /** What the message asks together with the last question; after it what it asks alone. */
  private List<Hit> followUp(
      PassageSearch index,
      KnowledgeQuery query,
      EntryCard last,
      List<Hit> alone,
      AnswerRanker ranker) {
    // What was just said is not said again to whoever asks on.
    List<Hit> together =
        search(index, FollowUp.blended(query, last), ranker).hits().stream()
            .filter(hit -> !hit.entry().id().equals(last.entry().id()))
            .toList();
    Set<EntryId> found = together.stream().map(hit -> hit.entry().id()).collect(Collectors.toSet());
    // What it says alone is no likelier than what it says together.
    double least = together.isEmpty() ? 1 : together.getLast().probability();
    return Stream.concat(
            together.stream(),
            alone.stream()
                .filter(hit -> !found.contains(hit.entry().id()))
                .map(hit ->
                    new Hit(hit.entry(), Math.min(least, hit.probability()), hit.evidence())))
        .sorted(Comparator.comparingDouble(Hit::probability).reversed())
        .toList();
  }

  List<KnowledgeBase.Near> nearest(PassageSearch index, float[] vector, int limit) {
    if (limit < 1 || limit > 100) {
      throw new IllegalArgumentException("limit lies in [1, 100]: " + limit);
    }
    var probe = new EntryCard.Probe(vector, List.of());
    // An entry may have many passages near, and its answer does not count.
    return index.nearest(vector, 4 * limit).stream()
        .map(card -> new KnowledgeBase.Near(card.entry(), probe.to(card).dense()))
        .sorted(Comparator.comparingDouble(KnowledgeBase.Near::cosine).reversed())
        .limit(limit)
        .toList();
  }

  Wanted wanted(KnowledgeQuery query) {
    return wanted(query, TextAnalysis.distinctBigrams(query.text()));
  }

  private Wanted wanted(KnowledgeQuery query, Set<String> bigrams) {
    List<String> words =
        new LinkedHashSet<>(analysis.words(query.text()))
            .stream()
                .limit(MOST_WORDS)
                // A word of two characters has just been asked for.
                .filter(word -> !bigrams.contains(word))
                .toList();
    return new Wanted(
        bigrams.stream().limit(MOST_BIGRAMS).toList(),
        words,
        synonyms.related(query.text(), bigrams),
        query.vector(),
        query.asker());
  }
}
