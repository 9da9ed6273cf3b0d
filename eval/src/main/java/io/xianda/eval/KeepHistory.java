package io.xianda.eval;

import io.xianda.eval.history.CaseResult;
import io.xianda.eval.history.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The runs so far in a file, a line each, and the cases of the last one in another beside it. */
final class KeepHistory {

  private final Path history;
  private final Path lastRun;

  KeepHistory(Path history) {
    this.history = history;
    this.lastRun = history.resolveSibling("last-run.jsonl");
  }

  /** The oldest first; none when there is no file yet. */
  List<Run> runs() throws IOException {
    return isEmpty(history) ? List.of() : Measurement.read(history, KeepHistory::run);
  }

  List<CaseResult> lastCases() throws IOException {
    return isEmpty(lastRun) ? List.of() : Measurement.read(lastRun, KeepHistory::caseResult);
  }

  private static boolean isEmpty(Path file) throws IOException {
    return !Files.exists(file) || Files.size(file) == 0;
  }

  private static Run run(Measurement.Line line) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonNode node = line.json().path("metrics");
    node.propertyNames()
        .forEach(name -> {
          if (node.path(name).isNumber()) {
            metrics.put(name, node.path(name).asDouble());
          }
        });
    return new Run(
        line.text("commit"),
        line.text("date"),
        line.text("model"),
        line.text("knowledge_base"),
        line.text("data"),
        metrics);
  }

  private static CaseResult caseResult(Measurement.Line line) {
    JsonNode passed = line.json().path("passed");
    if (!passed.isBoolean()) {
      throw new UnusableInput(line.where() + ": the field \"passed\" is missing or no boolean");
    }
    return new CaseResult(line.text("suite"), line.text("id"), passed.asBoolean());
  }

  /** Adds a run; what stood beside it is replaced by its cases. */
  void add(Run run, List<CaseResult> cases) throws IOException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("commit", run.commit());
    row.put("date", run.date());
    row.put("model", run.model());
    row.put("knowledge_base", run.knowledgeBase());
    row.put("data", run.data());
    row.put("metrics", run.metrics());
    Files.writeString(
        history,
        Measurement.JSON.writeValueAsString(row) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    StringBuilder lines = new StringBuilder();
    cases.forEach(one -> lines.append(Measurement.JSON.writeValueAsString(one)).append('\n'));
    Path fresh = lastRun.resolveSibling(lastRun.getFileName() + ".new");
    Files.writeString(fresh, lines);
    Files.move(fresh, lastRun, StandardCopyOption.REPLACE_EXISTING);
  }
}
