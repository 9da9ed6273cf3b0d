package io.xianda.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A bound that a metric has to keep, such as {@code intent_accuracy>=0.94}.
 *
 * @param metric its name
 * @param atLeast whether the bound is a lower one
 * @param bound the number
 */
record Gate(String metric, boolean atLeast, double bound) {

  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9_.-]+)\\s*(>=|<=)\\s*(-?[0-9]+(?:\\.[0-9]+)?)");

  /** The bounds of a YAML file, or the one that is written out. */
  static List<Gate> all(String text) {
    return text.endsWith(".yml") || text.endsWith(".yaml")
        ? read(Path.of(text))
        : List.of(parse(text));
  }

  /** A file of {@code metric: {at_least: 0.9}} or {@code at_most}, or both. */
  static List<Gate> read(Path file) {
    try {
      if (!(new Yaml(new SafeConstructor(strict())).load(Files.readString(file))
          instanceof Map<?, ?> metrics)) {
        throw new UnusableInput(file + ": expected metrics, each with at_least or at_most");
      }
      List<Gate> gates = new ArrayList<>();
      metrics.forEach((metric, bounds) -> gates.addAll(bounds(file, metric, bounds)));
      return gates;
    } catch (NoSuchFileException e) {
      throw new UnusableInput(file + ": there is no such file");
    } catch (IOException e) {
      throw new UnusableInput(file + ": cannot be read: " + e.getMessage());
    } catch (YAMLException e) {
      throw new UnusableInput(
          file + ": no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static LoaderOptions strict() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return options;
  }

  private static List<Gate> bounds(Path file, Object metric, Object bounds) {
    if (!(bounds instanceof Map<?, ?> given) || given.isEmpty()) {
      throw new UnusableInput(file + ": " + metric + " needs at_least or at_most");
    }
    List<Gate> gates = new ArrayList<>();
    given.forEach((side, bound) -> {
      boolean atLeast = "at_least".equals(side);
      if (!(bound instanceof Number number) || !(atLeast || "at_most".equals(side))) {
        throw new UnusableInput(
            file + ": " + metric + " needs at_least or at_most and a number, not " + side);
      }
      gates.add(new Gate(String.valueOf(metric), atLeast, number.doubleValue()));
    });
    return gates;
  }

  static Gate parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UnusableInput("--gate " + text + ": expected a metric, >= or <=, and a number");
    }
    return new Gate(
        matcher.group(1), matcher.group(2).equals(">="), Double.parseDouble(matcher.group(3)));
  }

  /** What is wrong, or {@code null} when the gate is met. */
  @Nullable String failure(Map<String, ?> metrics) {
    if (!(value(metrics, metric) instanceof Number value)) {
      return "gate " + metric + ": this run has no such metric";
    }
    boolean met = atLeast ? value.doubleValue() >= bound : value.doubleValue() <= bound;
    return met
        ? null
        : "gate " + metric + (atLeast ? " >= " : " <= ") + bound + " not met: " + value;
  }

  /** The metric, or the one of this name in a group, such as {@code suites.claims.passed}. */
  private static @Nullable Object value(Map<?, ?> metrics, String name) {
    if (metrics.containsKey(name)) {
      return metrics.get(name);
    }
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      if (metrics.get(name.substring(0, dot)) instanceof Map<?, ?> group) {
        return value(group, name.substring(dot + 1));
      }
    }
    return null;
  }
}
