package io.xianda.curating;

import java.util.List;
import java.util.function.UnaryOperator;

/** An answer that only repeats the question. */
final class AnswerIsQuestion implements Guard {

  private final UnaryOperator<String> normalise;

  AnswerIsQuestion(UnaryOperator<String> normalise) {
    this.normalise = normalise;
  }

  @Override
  public List<Finding> check(Draft draft) {
    DraftContent content = draft.content();
    String answer = normalise.apply(content.answer());
    return !answer.isEmpty() && answer.equals(normalise.apply(content.question()))
        ? List.of(Finding.of(FindingCode.ANSWER_IS_QUESTION, "answer"))
        : List.of();
  }
}
