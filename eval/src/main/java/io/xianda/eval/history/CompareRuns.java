package io.xianda.eval.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says suite by suite which cases two runs judge otherwise. */
public final class CompareRuns {

  private CompareRuns() {}

  /**
   * What has changed in a suite between two runs.
   *
   * @param suite its name
   * @param compared cases that both runs have
   * @param gained ids of those that only the later run passes
   * @param lost ids of those that only the earlier run passes
   */
  public record Difference(String suite, int compared, List<String> gained, List<String> lost) {

    public Difference {
      gained = List.copyOf(gained);
      lost = List.copyOf(lost);
    }

    /** The probability that chance alone makes changes this one-sided. */
    public double p() {
      return McNemar.p(gained.size(), lost.size());
    }

    /** Whether any case is judged otherwise. */
    public boolean isAny() {
      return !gained.isEmpty() || !lost.isEmpty();
    }
  }

  private record Case(String suite, String id) {}

  /** The differences of all suites that both runs have, in the order of the later one. */
  public static List<Difference> of(List<CaseResult> before, List<CaseResult> after) {
    Map<Case, Boolean> earlier = new HashMap<>();
    before.forEach(one -> earlier.put(new Case(one.suite(), one.id()), one.passed()));
    Map<String, List<CaseResult>> common = new LinkedHashMap<>();
    for (CaseResult one : after) {
      if (earlier.containsKey(new Case(one.suite(), one.id()))) {
        common.computeIfAbsent(one.suite(), suite -> new ArrayList<>()).add(one);
      }
    }
    List<Difference> differences = new ArrayList<>();
    common.forEach((suite, cases) ->
        differences.add(
            new Difference(
                suite,
                cases.size(),
                changed(cases, earlier, true),
                changed(cases, earlier, false))));
    return differences;
  }

  private static List<String> changed(
      List<CaseResult> cases, Map<Case, Boolean> earlier, boolean passed) {
    return cases.stream()
        .filter(one -> one.passed() == passed)
        .filter(one -> earlier.getOrDefault(new Case(one.suite(), one.id()), passed) != passed)
        .map(CaseResult::id)
        .toList();
  }
}
