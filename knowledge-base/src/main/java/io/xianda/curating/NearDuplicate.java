package io.xianda.curating;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Questions of other entries that mean nearly the same: the operator sees how near, and decides.
 * The draft's own question and the first of its similar ones are looked up, since each look-up
 * takes milliseconds.
 */
final class NearDuplicate implements Guard {

  private static final int QUESTIONS = 20;
  private static final int EACH = 3;
  private static final int MOST = 10;

  /** Below, two questions of one topic are ordinary neighbours. */
  private static final double NEAR = 0.9;

  private final UnaryOperator<String> normalise;
  private final NearQuestions questions;

  NearDuplicate(UnaryOperator<String> normalise, NearQuestions questions) {
    this.normalise = normalise;
    this.questions = questions;
  }

  @Override
  public List<Finding> check(Draft draft) {
    String own = draft.content().question();
    return draft.content().questions().stream()
        .limit(QUESTIONS)
        .flatMap(question ->
            questions.near(question, draft.id(), EACH).stream()
                .filter(near -> near.probability() >= NEAR)
                // Those that are the same are another guard's.
                .filter(near -> !normalise.apply(near.question()).equals(normalise.apply(question)))
                .map(
                    near -> finding(question.equals(own) ? "question" : "similar", question, near)))
        .limit(MOST)
        .toList();
  }

  private static Finding finding(String field, String question, NearQuestions.Near near) {
    return new Finding(
        FindingCode.NEAR_DUPLICATE,
        field,
        List.of(
            Shown.of(question),
            near.entry().value(),
            Shown.of(near.question()),
            String.format(Locale.ROOT, "%.2f", near.probability())),
        near.entry(),
        Math.clamp(near.probability(), 0.0, 1.0));
  }
}
