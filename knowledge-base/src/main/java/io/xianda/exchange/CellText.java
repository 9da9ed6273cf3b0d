package io.xianda.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts in cells of tables, in a form that no spreadsheet runs: what could begin a formula gets an
 * apostrophe in front. Lists have one text a line; a backslash and a line break within such a text
 * are written {@code \\}, {@code \n} and {@code \r}. Every text is read as it was written; of
 * lists, blank texts are lost.
 */
final class CellText {

  /** The full-width forms count as well where people type Chinese. */
  private static final Pattern RUNS = Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

  private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\nr])");

  private CellText() {}

  static String write(String text) {
    return RUNS.matcher(text).matches() ? "'" + text : text;
  }

  static String read(String cell) {
    return cell.startsWith("'") && RUNS.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  static String writeList(Iterable<String> texts) {
    List<String> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
    }
    return write(String.join("\n", lines));
  }

  static List<String> readList(String cell) {
    return read(cell).lines().filter(line -> !line.isBlank()).map(CellText::unescaped).toList();
  }

  private static String unescaped(String line) {
    return line.indexOf('\\') < 0
        ? line
        : ESCAPED
            .matcher(line)
            .replaceAll(escaped ->
                switch (escaped.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  // The second backslash; one before anything else is only that.
                  default -> "\\\\";
                });
  }
}
