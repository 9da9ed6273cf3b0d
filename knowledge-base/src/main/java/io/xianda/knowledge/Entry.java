package io.xianda.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published piece of knowledge.
 *
 * @param id its identifier
 * @param intent the intent whose messages it answers, as in {@code intents.yml}; empty when unknown
 * @param question the question in the operators' words
 * @param similar other ways to ask it
 * @param answer what the bot says, word for word
 * @param page path of the mini-program page where the shopper goes on, or {@code null}
 */
public record Entry(
    EntryId id,
    String intent,
    String question,
    List<String> similar,
    String answer,
    @Nullable String page) {

  public Entry {
    similar = List.copyOf(similar);
    if (question.isBlank() || answer.isBlank()) {
      throw new IllegalArgumentException("entry " + id + " needs a question and an answer");
    }
  }

  /** The same entry with further ways to ask it. */
  public Entry withSimilar(List<String> more) {
    List<String> all = new ArrayList<>(similar);
    all.addAll(more);
    return new Entry(id, intent, question, all, answer, page);
  }
}
