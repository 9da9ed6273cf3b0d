package io.xianda.knowledge;

import io.xianda.knowledge.PassageSearch.Found;
import io.xianda.knowledge.PassageSearch.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What follows both searches, whichever engine made them: the two rankings are fused, and of the
 * best candidates the {@link Evidence} is taken from their cards and turned into a probability.
 */
final class JudgeCandidates {

  /** Constant of reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009). */
  private static final int RANK_CONSTANT = 20;

  /** How many fused entries the ranker looks at. */
  static final int CANDIDATES = 10;

  private static final double UNKNOWN_INTENT = 0.5;

  private JudgeCandidates() {}

  /** An entry among the candidates: its place in the fusion, and its score by words. */
  private static final class Candidate {

    private final EntryCard card;
    private double fused;
    private double lexical;

    private Candidate(EntryCard card) {
      this.card = card;
    }
  }

  /** The candidates, the most probable first. */
  static List<Hit> judge(
      KnowledgeQuery query, Set<String> bigrams, Found found, AnswerRanker ranker) {
    List<Candidate> candidates = fused(found);
    var probe = new EntryCard.Probe(query.vector(), bigrams);
    List<EntryCard.Nearness> near = candidates.stream().map(c -> probe.to(c.card)).toList();
    GoodsNamed goods = GoodsNamed.in(List.of(query.text()));
    Set<String> numbers = TextAnalysis.numbers(List.of(query.text()));
    List<Hit> hits = new ArrayList<>(candidates.size());
    for (int i = 0; i < near.size(); i++) {
      Candidate candidate = candidates.get(i);
      Entry entry = candidate.card.entry();
      boolean intentKnown = !entry.intent().isEmpty();
      var evidence =
          new Evidence(
              near.get(i).dense(),
              near.get(i).support(),
              near.get(i).denseAnswer(),
              near.get(i).dense() - bestOther(near, i),
              candidate.lexical,
              near.get(i).coverage(),
              candidate.fused,
              intentKnown
                  ? Math.clamp(query.intents().applyAsDouble(entry.intent()), 0, 1)
                  : UNKNOWN_INTENT,
              shareOfNumbers(numbers, candidate.card),
              goods.agreesWith(candidate.card.goods()),
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

  private static List<Candidate> fused(Found found) {
    Map<EntryId, Candidate> candidates = new LinkedHashMap<>();
    double most = 2.0 / (RANK_CONSTANT + 1);
    for (List<Scored> ranking : List.of(found.byWords(), found.byMeaning())) {
      for (int rank = 0; rank < ranking.size(); rank++) {
        EntryCard card = ranking.get(rank).card();
        candidates.computeIfAbsent(card.entry().id(), id -> new Candidate(card)).fused +=
            1.0 / (RANK_CONSTANT + 1 + rank) / most;
      }
    }
    for (Scored scored : found.byWords()) {
      Objects.requireNonNull(candidates.get(scored.card().entry().id())).lexical =
          scored.score() / found.byWords().getFirst().score();
    }
    return candidates.values().stream()
        .sorted(Comparator.<Candidate>comparingDouble(c -> c.fused).reversed())
        .limit(CANDIDATES)
        .collect(Collectors.toList());
  }

  private static double shareOfNumbers(Set<String> wanted, EntryCard card) {
    if (wanted.isEmpty()) {
      return 1;
    }
    return wanted.stream().filter(card.numbers()::contains).count() / (double) wanted.size();
  }
}
