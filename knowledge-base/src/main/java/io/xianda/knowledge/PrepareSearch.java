package io.xianda.knowledge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns a message into what an engine looks for, and what it found into hits. Thread-safe. */
final class PrepareSearch {

  /** Bounded, because a long complaint would otherwise ask for hundreds of terms. */
  private static final int MOST_BIGRAMS = 128;

  private static final int MOST_WORDS = 64;

  private final TextAnalysis analysis;
  private volatile Synonyms synonyms = Synonyms.none();

  PrepareSearch(TextAnalysis analysis) {
    this.analysis = analysis;
  }

  void use(Synonyms next) {
    synonyms = next;
  }

  SearchResult search(PassageIndex index, KnowledgeQuery query, AnswerRanker ranker) {
    Set<String> bigrams = TextAnalysis.distinctBigrams(query.text());
    PassageIndex.Found found = index.find(wanted(query, bigrams));
    List<Hit> hits =
        JudgeCandidates.judge(query, bigrams, found, ranker).stream()
            // Whatever an engine's filter let through: what is not for this shopper is not said.
            .filter(hit -> hit.entry().reach().covers(query.asker()))
            .limit(query.limit())
            .toList();
    return new SearchResult(found.generation(), hits);
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
