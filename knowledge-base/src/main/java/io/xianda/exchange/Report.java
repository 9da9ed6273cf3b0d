package io.xianda.exchange;

import java.util.List;

/**
 * What a file would change, or has changed, and what is wrong with it.
 *
 * @param created entries that are new
 * @param changed entries with another content, or told from now on
 * @param unchanged entries that are so already
 * @param published how many of the new and changed ones are told
 * @param problems that stand in the way of the import, in the order of rows; at most 1,000
 * @param moreProblems how many more there are
 * @param hints what operators should look at, in the order of rows; at most 1,000
 * @param moreHints how many more there are
 * @param notices about the file as a whole
 */
public record Report(
    int created,
    int changed,
    int unchanged,
    int published,
    List<Problem> problems,
    int moreProblems,
    List<Problem> hints,
    int moreHints,
    List<String> notices) {

  public Report {
    problems = List.copyOf(problems);
    hints = List.copyOf(hints);
    notices = List.copyOf(notices);
  }

  /** Whether it can be imported. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
