package io.xianda.knowledge;

/**
 * What speaks for an entry, the features of the reranker; the same whichever engine found it.
 *
 * @param dense cosine of the message and the nearest of question and similar questions, in [-1, 1]
 * @param support mean cosine of the three nearest of them: one lucky neighbour is less than three
 * @param denseAnswer cosine of the message and the answer
 * @param denseLead {@code dense} minus the same of the best other entry
 * @param lexical BM25 of the best passage over that of the best entry, in [0, 1]
 * @param coverage share of the message's bigrams that stand in the best passage, in [0, 1]
 * @param fused reciprocal ranks of both searches, in [0, 1]
 * @param intent probability of the entry's intent, in [0, 1]
 * @param numbers share of the message's numbers that stand in the entry, in [0, 1]; 1 when it has
 *     none
 * @param goods 1 when message and entry name the same goods, -1 when each names others, else 0
 * @param length characters of the message
 */
public record Evidence(
    double dense,
    double support,
    double denseAnswer,
    double denseLead,
    double lexical,
    double coverage,
    double fused,
    double intent,
    double numbers,
    double goods,
    double length) {

  /** The number of features. */
  static final int SIZE = 15;

  /** As it is where nobody knows what messages mean. */
  Evidence withoutIntent() {
    return new Evidence(
        dense,
        support,
        denseAnswer,
        denseLead,
        lexical,
        coverage,
        fused,
        0.5,
        numbers,
        goods,
        length);
  }

  /** The features in the order of the ranker's weights. */
  double[] features() {
    double shortness = 1 / (1 + length / 8);
    return new double[] {
      dense,
      denseAnswer,
      Math.clamp(denseLead, -0.3, 0.3),
      lexical,
      coverage,
      fused,
      Math.log(Math.max(intent, 1e-4)),
      intent,
      dense * dense,
      support,
      Math.clamp(denseLead, -0.3, 0.3) * intent,
      numbers,
      goods,
      shortness,
      shortness * dense
    };
  }
}
