package io.xianda.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.util.HtmlUtils;

/** Writes a run as one HTML file that needs nothing else. */
final class Report {

  private Report() {}

  /**
   * Writes it.
   *
   * @param confusions rows of a table, the first its head
   * @param worst rows of a table, the first its head
   */
  static void write(
      Path file,
      String title,
      Map<String, Object> metrics,
      List<List<String>> confusions,
      List<List<String>> worst) {
    StringBuilder numbers = new StringBuilder();
    StringBuilder curve = new StringBuilder();
    metrics.forEach((name, value) -> {
      if (value instanceof Number number) {
        numbers
            .append("<div class=\"metric\"><b>")
            .append(escaped(number.toString()))
            .append("</b><span>")
            .append(escaped(name))
            .append("</span></div>");
      } else if (value instanceof Map<?, ?> nested
          && nested.get("curve") instanceof List<?> points) {
        curve.append(curve(name, String.valueOf(nested.get("area")), points));
      }
    });
    String html =
        template()
            .replace("${title}", escaped(title))
            .replace("${metrics}", numbers)
            .replace("${curve}", curve)
            .replace("${confusions}", table(confusions))
            .replace("${worst}", table(worst));
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String curve(String name, String area, List<?> points) {
    double most = 0.05;
    for (Object point : points) {
      most = Math.max(most, ((Number) ((List<?>) point).get(1)).doubleValue());
    }
    StringBuilder line = new StringBuilder();
    for (Object point : points) {
      double x = ((Number) ((List<?>) point).get(0)).doubleValue();
      double y = ((Number) ((List<?>) point).get(1)).doubleValue();
      line.append(
          String.format(java.util.Locale.ROOT, "%.1f,%.1f ", 40 + x * 440, 180 - y / most * 160));
    }
    return "<h2>"
        + escaped(name)
        + " (area "
        + escaped(area)
        + ")</h2><svg viewBox=\"0 0 500 210\" role=\"img\"><path d=\"M40 20V180H480\"/><polyline points=\""
        + line
        + "\"/><text x=\"40\" y=\"200\">coverage →</text><text x=\"44\" y=\"16\">risk, up to "
        + escaped(String.valueOf(Math.round(most * 1000) / 1000.0))
        + "</text></svg>";
  }

  private static String table(List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table>");
    for (int i = 0; i < rows.size(); i++) {
      table.append("<tr>");
      for (String cell : rows.get(i)) {
        table
            .append(i == 0 ? "<th>" : "<td>")
            .append(escaped(cell))
            .append(i == 0 ? "</th>" : "</td>");
      }
      table.append("</tr>");
    }
    return table.append("</table>").toString();
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(Report.class.getResourceAsStream("report.html"), "report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
