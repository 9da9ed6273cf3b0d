package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.eval.history.CaseResult;
import io.xianda.eval.history.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepHistoryTest {

  private static final Run ONE =
      new Run("abc", "2026-01-01T00:00:00Z", "m", "k", "d", Map.of("passed", 0.5));
  private static final Run OTHER =
      new Run("def", "2026-01-02T00:00:00Z", "m", "k", "d", Map.of("passed", 0.75));

  @TempDir private Path place;

  @Test
  void runsAreAddedAndTheCasesAreThoseOfTheLast() throws IOException {
    var keep = new KeepHistory(place.resolve("history.jsonl"));
    assertThat(keep.runs()).isEmpty();
    assertThat(keep.lastCases()).isEmpty();

    keep.add(ONE, List.of(new CaseResult("a", "1", true), new CaseResult("a", "2", true)));
    keep.add(OTHER, List.of(new CaseResult("a", "1", false)));

    assertThat(keep.runs()).containsExactly(ONE, OTHER);
    assertThat(keep.lastCases()).containsExactly(new CaseResult("a", "1", false));
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = place.resolve("history.jsonl");
    Files.writeString(file, "{\"commit\": \"abc\"}\n");
    assertThatThrownBy(() -> new KeepHistory(file).runs())
        .isInstanceOf(UnusableInput.class)
        .hasMessageContainingAll(file + " line 1", "date");
  }

  @Test
  void theFiguresOfASuiteHaveItsNameBeforeThem() {
    assertThat(
            EvalAll.numbers(
                Map.of("passed", 1, "commit", "x", "suites", Map.of("a", Map.of("passed", 0.5)))))
        .isEqualTo(Map.of("passed", 1.0, "a.passed", 0.5));
  }
}
