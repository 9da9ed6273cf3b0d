package io.xianda.eval.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompareRunsTest {

  private static CaseResult passed(String suite, String id) {
    return new CaseResult(suite, id, true);
  }

  private static CaseResult failed(String suite, String id) {
    return new CaseResult(suite, id, false);
  }

  @Test
  void onlyCasesOfBothRunsAreCompared() {
    List<CompareRuns.Difference> differences =
        CompareRuns.of(
            List.of(passed("a", "1"), failed("a", "2"), passed("a", "3"), passed("a", "gone")),
            List.of(failed("a", "1"), passed("a", "2"), passed("a", "3"), failed("a", "new")));

    assertThat(differences)
        .containsExactly(new CompareRuns.Difference("a", 3, List.of("2"), List.of("1")));
  }

  @Test
  void theSameIdInAnotherSuiteIsAnotherCase() {
    assertThat(
            CompareRuns.of(
                List.of(passed("a", "1"), failed("b", "1")),
                List.of(passed("a", "1"), failed("b", "1"))))
        .hasSize(2)
        .noneMatch(CompareRuns.Difference::isAny);
  }

  @Test
  void theFirstRunHasNothingToBeComparedWith() {
    assertThat(CompareRuns.of(List.of(), List.of(passed("a", "1")))).isEmpty();
  }
}
