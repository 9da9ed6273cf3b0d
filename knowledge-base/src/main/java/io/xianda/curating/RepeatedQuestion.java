package io.xianda.curating;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One way to ask, written twice in one draft. */
final class RepeatedQuestion implements Guard {

  private static final int MOST = 20;

  private final UnaryOperator<String> normalise;

  RepeatedQuestion(UnaryOperator<String> normalise) {
    this.normalise = normalise;
  }

  @Override
  public List<Finding> check(Draft draft) {
    Set<String> seen = new HashSet<>();
    return draft.content().questions().stream()
        .filter(question -> !seen.add(normalise.apply(question)))
        .map(question -> Finding.of(FindingCode.REPEATED_QUESTION, "similar", Shown.of(question)))
        .distinct()
        .limit(MOST)
        .toList();
  }
}
