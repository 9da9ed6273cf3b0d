package io.xianda.knowledge;

/**
 * Finds the entries that may answer a message. Thread-safe; a search reads one generation from
 * start to end.
 */
public interface KnowledgeBase {

  /** The entries most likely to answer, the best first. */
  SearchResult search(KnowledgeQuery query);

  /** The generation that the next search reads. */
  Generation generation();
}
