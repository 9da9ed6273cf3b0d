package io.xianda.eval.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryChartTest {

  private static Run run(String day, double passed) {
    return new Run("<abc>", day + "T10:00:00Z", "m", "k", "d", Map.of("passed", passed));
  }

  @Test
  void everyRunIsAPointAndAllOfItIsEscaped() {
    String svg =
        HistoryChart.svg(List.of(run("2026-01-01", 0.5), run("2026-01-02", 1)), "passed", 1);

    assertThat(svg)
        .contains("points=\"44.0,79.0 480.0,24.0\"")
        .contains("passed: 1<", "2026-01-02", "&lt;abc&gt;")
        .doesNotContain("<abc>");
  }

  @Test
  void aFigureThatOneRunOnlyHasIsNotDrawn() {
    assertThat(HistoryChart.svg(List.of(run("2026-01-01", 0.5)), "passed", 1)).isEmpty();
    assertThat(HistoryChart.svg(List.of(run("2026-01-01", 1), run("2026-01-02", 1)), "other", 1))
        .isEmpty();
  }
}
