package io.xianda.exchange;

/** What a file may hold at most. */
final class Limits {

  static final int ROWS = 100_000;
  static final long MEGABYTE = 1 << 20;
  static final long FILE_MB = 200;

  /** Of all parts of a workbook, inflated. */
  static final long INFLATED_MB = 512;

  static final int PARTS = 2_000;
  static final int COLUMNS = 100;

  /** In characters: all similar questions that a draft may hold, and what their escapes need. */
  static final int CELL = 6_000_000;

  private Limits() {}
}
