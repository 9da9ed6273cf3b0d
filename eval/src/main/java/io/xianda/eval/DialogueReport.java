package io.xianda.eval;

import io.xianda.eval.dialogues.Judged;
import io.xianda.eval.dialogues.Talked;
import io.xianda.flow.Asks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Dialogues as one HTML file that needs nothing else: those that failed as chats. */
final class DialogueReport {

  private DialogueReport() {}

  static void write(
      Path file,
      String title,
      Map<String, Object> metrics,
      List<Judged> judged,
      RunHistory history) {
    Report.fill(
        file,
        "dialogues.html",
        Map.of(
            "title", Report.escaped("Dialogues: " + title),
            "metrics", Report.numbers(metrics),
            "history", history.html(),
            "dialogues", failed(judged)));
  }

  /** The dialogues that did not pass, each with what was expected beside it. */
  static String failed(List<Judged> judged) {
    StringBuilder html = new StringBuilder();
    judged.stream()
        .filter(one -> !one.passed())
        .forEach(one ->
            html.append("<article><h3>")
                .append(Report.escaped(one.dialogue().id()))
                .append("</h3><div class=\"pair\"><div class=\"chat\">")
                .append(chat(one.talked()))
                .append("</div><div>")
                .append(verdict(one))
                .append("</div></div></article>"));
    return html.isEmpty() ? "<p>All dialogues passed.</p>" : html.toString();
  }

  private static String chat(Talked talked) {
    StringBuilder html = new StringBuilder();
    for (Talked.Exchange exchange : talked.exchanges()) {
      exchange.said().forEach(line -> html.append(bubble("shopper", line)));
      exchange.heard().texts().forEach(line -> html.append(bubble("bot", line)));
      exchange
          .heard()
          .asks()
          .map(Asks::word)
          .ifPresent(word ->
              html.append("<p class=\"asks\">asks ").append(Report.escaped(word)).append("</p>"));
    }
    return html.toString();
  }

  private static String bubble(String who, String line) {
    return "<p class=\"" + who + "\">" + Report.escaped(line) + "</p>";
  }

  private static String verdict(Judged one) {
    StringBuilder html = new StringBuilder("<ul>");
    one.problems()
        .forEach(problem -> html.append("<li>").append(Report.escaped(problem)).append("</li>"));
    return html.append("</ul><h4>Expected</h4>")
        .append(fields(DialogueRow.expected(one.dialogue().outcome())))
        .append("<h4>Actual</h4>")
        .append(fields(DialogueRow.actual(one.actual())))
        .toString();
  }

  private static String fields(Map<String, Object> row) {
    StringBuilder html = new StringBuilder("<dl>");
    row.forEach((name, value) ->
        html.append("<dt>")
            .append(Report.escaped(name))
            .append("</dt><dd>")
            .append(
                Report.escaped(
                    value instanceof String text
                        ? text
                        : Measurement.JSON.writeValueAsString(value)))
            .append("</dd>"));
    return html.append("</dl>").toString();
  }
}
