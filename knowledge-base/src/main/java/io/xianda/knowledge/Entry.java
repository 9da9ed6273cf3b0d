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
 * @param answer what the bot says; {@code {delivery.fee}} stands for a fact of the shop
 * @param page path of the mini-program page where the shopper goes on, or {@code null}
 * @param image name of a picture that goes with the answer, or {@code null}
 * @param choices what the shopper may tap next; may be empty
 * @param reach to whom it is told, and when
 */
public record Entry(
    EntryId id,
    String intent,
    String question,
    List<String> similar,
    String answer,
    @Nullable String page,
    @Nullable String image,
    List<String> choices,
    Reach reach) {

  public Entry {
    similar = List.copyOf(similar);
    choices = List.copyOf(choices);
    if (question.isBlank() || answer.isBlank()) {
      throw new IllegalArgumentException("entry " + id + " needs a question and an answer");
    }
  }

  /** An entry of words alone, for everybody. */
  public Entry(
      EntryId id,
      String intent,
      String question,
      List<String> similar,
      String answer,
      @Nullable String page) {
    this(id, intent, question, similar, answer, page, null, List.of(), Reach.everybody());
  }

  /** All ways to ask it, the operators' own question first. */
  public List<String> questions() {
    List<String> questions = new ArrayList<>(similar.size() + 1);
    questions.add(question);
    questions.addAll(similar);
    return questions;
  }

  /** The same entry with other words to say. */
  public Entry withAnswer(String other) {
    return new Entry(id, intent, question, similar, other, page, image, choices, reach);
  }

  /** The same entry with further ways to ask it. */
  public Entry withSimilar(List<String> more) {
    List<String> all = new ArrayList<>(similar);
    all.addAll(more);
    return new Entry(id, intent, question, all, answer, page, image, choices, reach);
  }
}
