package io.xianda.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or remarkable, in one place of a file.
 *
 * @param row as a spreadsheet numbers it, the headers being row 1; in JSONL the line
 * @param column which cell, or {@code null} when it is the whole row
 * @param header how the operators call the column; empty without one
 * @param text what is wrong
 * @param severity what it means for the import
 */
public record Problem(
    long row, @Nullable Column column, String header, String text, Severity severity) {

  /** What a problem means for the import. */
  public enum Severity {
    /** Nothing of the file is imported. */
    BLOCKS,
    /** The operator is told. */
    HINT
  }

  /** One line: {@code 第 12 行 答案: …}. */
  @Override
  public String toString() {
    String place = header.isEmpty() ? "第 " + row + " 行" : "第 " + row + " 行 " + header;
    return place + ": " + text.replaceAll("\\R", " ");
  }
}
