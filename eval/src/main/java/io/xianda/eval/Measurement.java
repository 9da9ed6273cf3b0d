package io.xianda.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all measurements share: exit 0 when it ran, 1 when a gate was not met, 2 with one line when
 * an input is unusable; files under {@code --out}; the metrics as one JSON object on the last line
 * of stdout.
 */
abstract class Measurement implements Callable<Integer> {

  static final JsonMapper JSON = JsonMapper.shared();

  @Option(
      names = "--out",
      description = "Directory for the files of this run (default: ${DEFAULT-VALUE}).",
      defaultValue = "target/eval")
  private Path out = Path.of("target/eval");

  @Option(
      names = "--gate",
      description =
          "A bound such as intent_accuracy>=0.94, or a YAML file of them; may be repeated."
              + " Exit 1 when not met.")
  private List<String> gates = new ArrayList<>();

  /** Does the work and returns the metrics in the order they are printed. */
  abstract Map<String, Object> measure() throws IOException;

  @Override
  public final Integer call() {
    try {
      List<Gate> parsed = gates.stream().flatMap(gate -> Gate.all(gate).stream()).toList();
      Files.createDirectories(out);
      Map<String, Object> metrics = measure();
      Files.writeString(
          out.resolve("metrics.json"),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(metrics));
      System.out.println(JSON.writeValueAsString(metrics));
      List<String> failures =
          parsed.stream().map(gate -> gate.failure(metrics)).filter(f -> f != null).toList();
      failures.forEach(failure -> System.err.println("xianda: " + failure));
      return failures.isEmpty() ? 0 : 1;
    } catch (UnusableInput e) {
      System.err.println("xianda: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("xianda: " + out + " cannot be written: " + e.getMessage());
      return 2;
    }
  }

  Path out() {
    return out;
  }

  /** A line of a JSONL file and where it stands. */
  record Line(JsonNode json, String where) {

    String text(String field) {
      JsonNode value = json.get(field);
      if (value == null || !value.isString() || value.asString().isBlank()) {
        throw new UnusableInput(where + ": the field \"" + field + "\" is missing or no text");
      }
      return value.asString();
    }

    /** A list of texts; a single text counts as a list of one, a missing field as none. */
    List<String> texts(String field) {
      JsonNode value = json.get(field);
      if (value == null || value.isNull()) {
        return List.of();
      }
      if (value.isString()) {
        return List.of(value.asString());
      }
      List<String> texts = new ArrayList<>();
      for (JsonNode element : value) {
        if (!element.isString()) {
          throw new UnusableInput(where + ": the field \"" + field + "\" holds no list of texts");
        }
        texts.add(element.asString());
      }
      return texts;
    }
  }

  /** The lines of a JSONL file, each an object; never none. */
  static <T> List<T> read(Path file, Function<Line, T> parse) {
    List<T> rows = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String where = file + " line " + number;
      JsonNode node;
      try {
        node = JSON.readTree(line);
      } catch (JacksonException e) {
        throw new UnusableInput(where + " is no JSON");
      }
      if (!node.isObject()) {
        throw new UnusableInput(where + " is no JSON object");
      }
      rows.add(parse.apply(new Line(node, where)));
    }
    if (rows.isEmpty()) {
      throw new UnusableInput(file + " line 1: the file holds no lines");
    }
    return rows;
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (!lines.isEmpty() && lines.getFirst().startsWith("\uFEFF")) {
        lines.set(0, lines.getFirst().substring(1));
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new UnusableInput(file + ": there is no such file");
    } catch (MalformedInputException e) {
      throw new UnusableInput(file + ": not UTF-8");
    } catch (IOException e) {
      throw new UnusableInput(file + ": cannot be read: " + e.getMessage());
    }
  }

  static ProgressBar progress(String what, int of) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(of)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .build();
  }

  void writeLines(String name, List<?> rows) {
    StringBuilder lines = new StringBuilder();
    for (Object row : rows) {
      lines.append(JSON.writeValueAsString(row)).append('\n');
    }
    try {
      Files.writeString(out.resolve(name), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  /** The value below which the share {@code q} of the values lies. */
  static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, (int) Math.floor(q * sorted.length))];
  }

  static Map<String, Object> metrics() {
    return new LinkedHashMap<>();
  }
}
