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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Writes a run as one HTML file that needs nothing else. */
final class Report {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

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
    StringBuilder curve = new StringBuilder();
    metrics.forEach((name, value) -> {
      if (value instanceof Map<?, ?> nested && nested.get("curve") instanceof List<?> points) {
        curve.append(curve(name, String.valueOf(nested.get("area")), points));
      }
    });
    fill(
        file,
        "report.html",
        Map.of(
            "title", escaped(title),
            "metrics", numbers(metrics),
            "curve", curve.toString(),
            "confusions", table(confusions),
            "worst", table(worst)));
  }

  /** The metrics that are numbers, each in a box. */
  static String numbers(Map<String, Object> metrics) {
    StringBuilder numbers = new StringBuilder();
    metrics.forEach((name, value) -> {
      if (value instanceof Number number) {
        numbers
            .append("<div class=\"metric\"><b>")
            .append(escaped(number.toString()))
            .append("</b><span>")
            .append(escaped(name))
            .append("</span></div>");
      }
    });
    return numbers.toString();
  }

  /**
   * Writes a template with its places filled, in one pass: what stands in one place is not searched
   * for others.
   *
   * @param places for each name in the template, HTML
   */
  static void fill(Path file, String template, Map<String, String> places) {
    String html =
        PLACE
            .matcher(template(template))
            .replaceAll(place ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(places.get(place.group(1)), place.group(1))));
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

  static String table(List<List<String>> rows) {
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

  static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private static String template(String name) {
    try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
