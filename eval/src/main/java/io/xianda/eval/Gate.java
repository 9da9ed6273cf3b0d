package io.xianda.eval;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bound that a metric has to keep, such as {@code intent_accuracy>=0.94}.
 *
 * @param metric its name
 * @param atLeast whether the bound is a lower one
 * @param bound the number
 */
record Gate(String metric, boolean atLeast, double bound) {

  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9_]+)\\s*(>=|<=)\\s*(-?[0-9]+(?:\\.[0-9]+)?)");

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
    if (!(metrics.get(metric) instanceof Number value)) {
      return "gate " + metric + ": this run has no such metric";
    }
    boolean met = atLeast ? value.doubleValue() >= bound : value.doubleValue() <= bound;
    return met
        ? null
        : "gate " + metric + (atLeast ? " >= " : " <= ") + bound + " not met: " + value;
  }
}
