package io.xianda.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects problems: the first thousand that block and the first thousand hints, and how many more
 * there are. Not thread-safe.
 */
final class Problems {

  static final int MOST = 1000;

  private final ExchangeTexts texts;
  private final List<Problem> blocking = new ArrayList<>();
  private final List<Problem> hints = new ArrayList<>();
  private int moreBlocking;
  private int moreHints;

  Problems(ExchangeTexts texts) {
    this.texts = texts;
  }

  /** Another collection with what this one holds. */
  Problems copy() {
    Problems copy = new Problems(texts);
    copy.blocking.addAll(blocking);
    copy.hints.addAll(hints);
    copy.moreBlocking = moreBlocking;
    copy.moreHints = moreHints;
    return copy;
  }

  void blocks(long row, @Nullable Column column, String key, Object... parameters) {
    add(row, column, Problem.Severity.BLOCKS, texts.of(key, parameters));
  }

  void add(long row, @Nullable Column column, Problem.Severity severity, String text) {
    String header = column == null ? "" : texts.header(column);
    var problem = new Problem(row, column, header, text, severity);
    switch (severity) {
      case BLOCKS -> {
        if (blocking.size() < MOST) {
          blocking.add(problem);
        } else {
          moreBlocking++;
        }
      }
      case HINT -> {
        if (hints.size() < MOST) {
          hints.add(problem);
        } else {
          moreHints++;
        }
      }
    }
  }

  List<Problem> blocking() {
    return inOrder(blocking);
  }

  List<Problem> hints() {
    return inOrder(hints);
  }

  int moreBlocking() {
    return moreBlocking;
  }

  int moreHints() {
    return moreHints;
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    return problems.stream().sorted(Comparator.comparingLong(Problem::row)).toList();
  }
}
