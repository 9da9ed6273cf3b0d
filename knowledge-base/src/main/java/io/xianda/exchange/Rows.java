package io.xianda.exchange;

import java.util.List;

/** What a file says, and what is wrong with it. Immutable. */
public final class Rows {

  private final List<Row> rows;
  private final Problems problems;
  private final List<String> notices;
  private final String digest;

  /**
   * All that was read.
   *
   * @param rows those that can be understood, in the order of the file
   * @param problems found while reading
   * @param notices about the file as a whole
   * @param digest of all its bytes
   */
  Rows(List<Row> rows, Problems problems, List<String> notices, String digest) {
    this.rows = List.copyOf(rows);
    this.problems = problems.copy();
    this.notices = List.copyOf(notices);
    this.digest = digest;
  }

  /** How many rows could be understood. */
  public int size() {
    return rows.size();
  }

  /** What operators should know about the file as a whole, such as that it is no UTF-8. */
  public List<String> notices() {
    return notices;
  }

  List<Row> all() {
    return rows;
  }

  /** A collection that goes on where reading stopped. */
  Problems problems() {
    return problems.copy();
  }

  String digest() {
    return digest;
  }
}
