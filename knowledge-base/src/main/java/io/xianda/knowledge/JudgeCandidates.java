package io.xianda.knowledge;

import io.xianda.knowledge.PassageSearch.Candidate;
import io.xianda.knowledge.PassageSearch.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What follows both searches, whichever engine made them: the {@link Evidence} is taken from the
 * candidates' cards and turned into a probability.
 */
final class JudgeCandidates {

  private static final double UNKNOWN_INTENT = 0.5;

  private JudgeCandidates() {}

  /** The candidates, the most probable first. */
  static List<Hit> judge(
      KnowledgeQuery query, Set<String> bigrams, Found found, AnswerRanker ranker) {
    List<Candidate> candidates = found.candidates();
    var probe = new EntryCard.Probe(query.vector(), bigrams);
    List<EntryCard.Nearness> near = candidates.stream().map(c -> probe.to(c.card())).toList();
    GoodsNamed goods = GoodsNamed.in(List.of(query.text()));
    Set<String> numbers = TextAnalysis.numbers(List.of(query.text()));
    List<Hit> hits = new ArrayList<>(candidates.size());
    for (int i = 0; i < near.size(); i++) {
      Candidate candidate = candidates.get(i);
      Entry entry = candidate.card().entry();
      boolean intentKnown = !entry.intent().isEmpty();
      var evidence =
          new Evidence(
              near.get(i).dense(),
              near.get(i).support(),
              near.get(i).denseAnswer(),
              near.get(i).dense() - bestOther(near, i),
              candidate.lexical(),
              near.get(i).coverage(),
              candidate.fused(),
              intentKnown
                  ? Math.clamp(query.intents().applyAsDouble(entry.intent()), 0, 1)
                  : UNKNOWN_INTENT,
              shareOfNumbers(numbers, candidate.card()),
              goods.agreesWith(candidate.card().goods()),
              query.text().length());
      hits.add(new Hit(entry, ranker.probability(evidence, intentKnown), evidence));
    }
    hits.sort(Comparator.comparingDouble(Hit::probability).reversed());
    return hits;
  }

  private static double bestOther(List<EntryCard.Nearness> near, int self) {
    double best = 0;
    for (int i = 0; i < near.size(); i++) {
      best = i == self ? best : Math.max(best, near.get(i).dense());
    }
    return best;
  }

  private static double shareOfNumbers(Set<String> wanted, EntryCard card) {
    if (wanted.isEmpty()) {
      return 1;
    }
    return wanted.stream().filter(card.numbers()::contains).count() / (double) wanted.size();
  }
}
