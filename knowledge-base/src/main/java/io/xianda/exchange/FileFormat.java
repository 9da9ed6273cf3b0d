package io.xianda.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How entries stand in a file. */
public enum FileFormat {
  /** The first sheet of a workbook, headers in its first row. */
  XLSX,
  /** RFC 4180, UTF-8; GBK is read, too. */
  CSV,
  /** One JSON object a line, UTF-8. */
  JSONL;

  /** The format that the name of a file ends with, if it is one of these. */
  public static Optional<FileFormat> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> lower.endsWith(format.suffix())).findFirst();
  }

  /** Such as {@code .csv}. */
  public String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
