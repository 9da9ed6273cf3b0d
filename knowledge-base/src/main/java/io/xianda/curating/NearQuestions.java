package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;

/** Finds published questions that mean nearly the same. Thread-safe; answers within a second. */
@FunctionalInterface
public interface NearQuestions {

  /**
   * A published question.
   *
   * @param entry whose question it is
   * @param question as the operators wrote it
   * @param probability in [0, 1] that both mean the same, or their cosine when nothing better is
   *     known
   */
  record Near(EntryId entry, String question, double probability) {}

  /**
   * The nearest first.
   *
   * @param question as the operator wrote it
   * @param except the entry that is being written
   * @param limit most of them
   */
  List<Near> near(String question, EntryId except, int limit);
}
