package io.xianda.gaps;

import io.xianda.knowledge.EntryId;

/** How a gap could be closed. */
public sealed interface Suggestion {

  /**
   * By a similar question of the entry that was most often nearest.
   *
   * @param entry the entry
   * @param probability the mean of the probabilities with which it was thought to answer, in [0, 1]
   */
  record AddTo(EntryId entry, double probability) implements Suggestion {}

  /** By a new entry: mostly, none was near. */
  record WriteNew() implements Suggestion {}
}
