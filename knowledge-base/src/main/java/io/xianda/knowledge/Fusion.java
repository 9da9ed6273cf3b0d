package io.xianda.knowledge;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Makes one ranking of two by reciprocal ranks (Cormack, Clarke, Büttcher, SIGIR 2009), whichever
 * engine they come from. It needs no cards, so that only those of the best are read.
 */
final class Fusion {

  /** The constant of the method. */
  private static final int RANK_CONSTANT = 20;

  private static final double MOST = 2.0 / (RANK_CONSTANT + 1);

  private Fusion() {}

  /**
   * An entry of the fused ranking.
   *
   * @param key what its engine knows it by
   * @param fused its reciprocal ranks in both searches, in (0, 1]; 1 for the first of both
   * @param lexical its score by words over that of the best, in [0, 1]
   */
  record Fused<K>(K key, double fused, double lexical) {}

  /**
   * The best of both.
   *
   * @param byWords scores by words, the best first
   * @param byMeaning scores by meaning, the best first
   * @param most how many at most
   */
  static <K> List<Fused<K>> best(
      SequencedMap<K, Double> byWords, SequencedMap<K, Double> byMeaning, int most) {
    Map<K, Double> fused = new HashMap<>();
    for (SequencedMap<K, Double> ranking : List.of(byWords, byMeaning)) {
      int rank = 0;
      for (K key : ranking.keySet()) {
        fused.merge(key, 1.0 / (RANK_CONSTANT + 1 + rank) / MOST, Double::sum);
        rank++;
      }
    }
    double best = byWords.isEmpty() ? 1 : byWords.firstEntry().getValue();
    return Stream.concat(byWords.keySet().stream(), byMeaning.keySet().stream())
        .distinct()
        .map(key ->
            new Fused<>(key, fused.getOrDefault(key, 0.0), byWords.getOrDefault(key, 0.0) / best))
        .sorted(Comparator.<Fused<K>>comparingDouble(Fused::fused).reversed())
        .limit(most)
        .toList();
  }
}
