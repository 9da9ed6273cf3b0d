package io.xianda.eval;

import io.xianda.eval.history.CompareRuns.Difference;
import io.xianda.eval.history.HistoryChart;
import io.xianda.eval.history.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a report says of a run among others, as HTML.
 *
 * @param runs the oldest first, this one last
 * @param suites the figures of each suite of this run
 * @param differences to the last run
 */
record RunHistory(
    List<Run> runs, Map<String, Map<String, Object>> suites, List<Difference> differences) {

  /** A run that nothing is known beside. */
  static RunHistory none() {
    return new RunHistory(List.of(), Map.of(), List.of());
  }

  String html() {
    return suiteTables() + charts() + differencesTable();
  }

  private String suiteTables() {
    StringBuilder html = new StringBuilder();
    suites.forEach((name, figures) ->
        html.append("<h2>")
            .append(Report.escaped(name))
            .append("</h2><div class=\"metrics\">")
            .append(Report.numbers(figures))
            .append("</div>"));
    return html.toString();
  }

  private String charts() {
    String charts =
        HistoryChart.svg(runs, "auto_resolution_rate", 1)
            + HistoryChart.svg(runs, "wrong_resolution_rate", 1)
            + HistoryChart.svg(runs, "missed_escalations", 1);
    return charts.isEmpty() ? "" : "<h2>History</h2>" + charts;
  }

  private String differencesTable() {
    List<List<String>> rows =
        new ArrayList<>(
            List.of(List.of("suite", "case", "last run", "this run", "p of the suite")));
    for (Difference difference : differences) {
      TreeSet<String> changed = new TreeSet<>(difference.gained());
      changed.addAll(difference.lost());
      for (String id : changed) {
        boolean gained = difference.gained().contains(id);
        rows.add(
            List.of(
                difference.suite(),
                id,
                gained ? "failed" : "passed",
                gained ? "passed" : "failed",
                String.valueOf(Measurement.rounded(difference.p()))));
      }
    }
    return rows.size() == 1
        ? ""
        : "<h2>Differences to the last run</h2><p>p is how likely changes this one-sided are by "
            + "chance (McNemar's exact test).</p><div class=\"wide\">"
            + Report.table(rows)
            + "</div>";
  }
}
