package io.xianda.wording;

import io.xianda.wording.Mark.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a summary may be put before a person, who has the whole conversation beside it: three
 * lines, in which every figure and every promise stands in what was said. Looser than what a
 * shopper reads, because a summary has to use other words. Thread-safe.
 */
final class CheckSummary {

  private static final int LINES = 3;

  /** In characters; an agent reads it at a glance. */
  private static final int LONGEST = 80;

  private CheckSummary() {}

  /**
   * The lines of a summary.
   *
   * @param text of the model, with placeholders
   * @param source all that it was told, with the same placeholders
   */
  static Optional<List<String>> lines(String text, String source) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.size() == LINES && lines.stream().allMatch(line -> isSound(line, source))
        ? Optional.of(lines)
        : Optional.empty();
  }

  private static boolean isSound(String line, String source) {
    return line.codePointCount(0, line.length()) <= LONGEST
        && line.codePoints().allMatch(c -> isSign(c) || source.indexOf(c) >= 0)
        && commitments(source).containsAll(commitments(line));
  }

  private static boolean isSign(int c) {
    return (c >= 0x4e00 && c <= 0x9fff) || "，。！？、；：“”（）〔〕…—·,.!?;:()%-/ ".indexOf(c) >= 0;
  }

  /** Figures and promises; what Chinese digits count (一直, 第一) is left to the reader. */
  private static Set<String> commitments(String text) {
    return Skeleton.of(Conceal.without(text)).marks().stream()
        .filter(mark ->
            mark.kind() == Kind.PROMISE
                || (mark.kind() == Kind.FIGURE
                    && mark.word().chars().anyMatch(CheckSummary::isDigit)))
        .map(Mark::word)
        .collect(Collectors.toSet());
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
