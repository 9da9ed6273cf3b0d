package io.xianda.knowledge;

import java.util.List;

/**
 * A knowledge base as it would be after a change that nobody has published; see {@link
 * LuceneKnowledgeBase#asIf}. Thread-safe until it is closed.
 */
public final class TriedKnowledgeBase implements KnowledgeBase, AutoCloseable {

  private final PassageSearch index;
  private final PrepareSearch prepare;
  private final AnswerRanker ranker;

  TriedKnowledgeBase(PassageSearch index, PrepareSearch prepare, AnswerRanker ranker) {
    this.index = index;
    this.prepare = prepare;
    this.ranker = ranker;
  }

  @Override
  public SearchResult search(KnowledgeQuery query) {
    return prepare.search(index, query, ranker);
  }

  @Override
  public List<Near> nearest(float[] vector, int limit) {
    return prepare.nearest(index, vector, limit);
  }

  /** Of the base that it was derived from. */
  @Override
  public Generation generation() {
    return index.generation();
  }

  @Override
  public void close() {
    index.close();
  }
}
