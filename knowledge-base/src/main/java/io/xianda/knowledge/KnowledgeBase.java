package io.xianda.knowledge;

import java.util.List;

/**
 * Finds the entries that may answer a message. Thread-safe; a search reads one generation from
 * start to end.
 */
public interface KnowledgeBase {

  /** The entries most likely to answer, the best first. */
  SearchResult search(KnowledgeQuery query);

  /**
   * The entries with a question nearest to a vector, whatever their words and intent; for operators
   * who ask whether something is said already.
   *
   * @param vector of length 1
   * @param limit how many at most, in [1, 100]
   */
  List<Near> nearest(float[] vector, int limit);

  /**
   * An entry near a vector.
   *
   * @param cosine with the nearest of its questions, in [-1, 1]
   */
  record Near(Entry entry, double cosine) {}

  /** The generation that the next search reads. */
  Generation generation();
}
