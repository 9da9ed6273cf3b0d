package io.xianda.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * How sure the bot must be, by skill group, so that the share of wrong replies stays within a
 * budget. Fitted by {@code bin/xianda train} on labelled messages that nothing was trained on: the
 * lowest bound above which the one-sided Clopper-Pearson limit (Clopper and Pearson 1934) of the
 * share of wrong replies lies within the budget. Immutable.
 *
 * @param model hash of the intent model that it was fitted to
 * @param messages how many labelled messages
 * @param confidence of the limit, such as 0.95
 * @param groups by skill group
 */
public record FittedRisk(
    String model, int messages, double confidence, Map<String, Bounds> groups) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The bounds of one group.
   *
   * @param budget the highest acceptable share of wrong answers
   * @param answer how likely an entry must be to be told
   * @param taskBudget the highest acceptable share of tasks started in error
   * @param task how likely a task must be to be started
   */
  public record Bounds(double budget, double answer, double taskBudget, double task) {

    /** Nothing was fitted. */
    static final Bounds NONE = new Bounds(1, 0, 1, 0);

    public Bounds {
      for (double p : new double[] {budget, answer, taskBudget, task}) {
        if (!(p >= 0 && p <= 1)) {
          throw new IllegalArgumentException("a bound of risk is no probability: " + p);
        }
      }
    }
  }

  public FittedRisk {
    groups = Map.copyOf(groups);
  }

  /** No bounds but those of the settings: for fitting, and for tests of the policies. */
  public static FittedRisk none() {
    return new FittedRisk("", 0, 0, Map.of());
  }

  /** The ones that belong to the shipped model. */
  public static FittedRisk shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            FittedRisk.class.getResourceAsStream("risk.json"),
            "risk.json is missing; run bin/xianda train")) {
      return JSON.readValue(in, FittedRisk.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bounds of a group; none for one that it does not know. */
  Bounds of(String group) {
    return groups.getOrDefault(group, Bounds.NONE);
  }
}
