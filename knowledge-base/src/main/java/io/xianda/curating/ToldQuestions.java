package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;

/** Finds what is told to a question, word for word. Thread-safe. */
public interface ToldQuestions {

  /**
   * An entry that is told.
   *
   * @param entry which one
   * @param form the question that was looked for
   * @param content what it says
   */
  record Told(EntryId entry, String form, DraftContent content) {}

  /**
   * The entries that are asked in one of these forms, at most {@code limit}.
   *
   * @param forms normalised questions
   * @param except the entry that is being written
   */
  List<Told> told(List<String> forms, EntryId except, int limit);
}
