package io.xianda.exchange;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands the rows of a table, the headers first. Not thread-safe. */
final class TableRows {

  private static final Set<Column> LISTS =
      EnumSet.of(Column.SIMILAR, Column.CHOICES, Column.TAGS, Column.CHANNELS, Column.CITIES);
  private static final Set<Column> TIMES = EnumSet.of(Column.FROM, Column.UNTIL);
  private static final Set<Column> ONE_OF = EnumSet.of(Column.ID, Column.QUESTION);

  private final ExchangeTexts texts;
  private final Times times;
  private final Problems problems;
  private final Map<Integer, Column> columns = new HashMap<>();
  private final Set<Integer> unknown = new HashSet<>();
  private final List<Row> rows = new ArrayList<>();
  private int count;
  private boolean headed;

  TableRows(ExchangeTexts texts, Times times, Problems problems) {
    this.texts = texts;
    this.times = times;
    this.problems = problems;
  }

  static boolean isTime(@Nullable Column column) {
    return column != null && TIMES.contains(column);
  }

  boolean isHeaded() {
    return headed;
  }

  @Nullable Column column(int place) {
    return columns.get(place);
  }

  /** The first row. */
  void headers(List<String> headers) {
    headed = true;
    Set<Column> seen = EnumSet.noneOf(Column.class);
    for (int place = 0; place < headers.size(); place++) {
      String header = headers.get(place).strip();
      if (header.isEmpty()) {
        continue;
      }
      Column column = texts.column(header).orElse(null);
      if (column == null) {
        unknown.add(place);
        problems.blocks(1, null, "problem.unknown-column", BuildRow.shown(header));
      } else if (seen.add(column)) {
        columns.put(place, column);
      } else {
        throw new UnusableFileException(texts.of("file.header-twice", header));
      }
    }
    if (seen.stream().noneMatch(ONE_OF::contains)) {
      throw new UnusableFileException(texts.of("file.no-headers"));
    }
  }

  /** A row below; nothing is made of one that is empty. */
  void row(long number, List<String> cells) {
    if (cells.stream().allMatch(String::isBlank)) {
      return;
    }
    BuildRow row = begin(number);
    for (int place = 0; place < cells.size(); place++) {
      cell(row, place, cells.get(place));
    }
    end(row);
  }

  BuildRow begin(long number) {
    count++;
    if (count > Limits.ROWS) {
      throw new UnusableFileException(texts.of("file.rows", Limits.ROWS));
    }
    var row = new BuildRow(number, problems, texts);
    // A row that ends early has empty cells behind.
    columns.values().forEach(row::empty);
    return row;
  }

  void end(BuildRow row) {
    row.row().ifPresent(rows::add);
  }

  void cell(BuildRow row, int place, String text) {
    Column column = columns.get(place);
    if (column == null) {
      if (!text.isBlank() && !unknown.contains(place)) {
        row.wrong(null, "problem.beyond-headers");
      }
    } else if (LISTS.contains(column)) {
      row.list(column, CellText.readList(text));
    } else if (TIMES.contains(column)) {
      if (!text.isBlank()) {
        times
            .read(text.strip())
            .ifPresentOrElse(
                time -> row.time(column, time),
                () -> row.wrong(column, "problem.time", BuildRow.shown(text)));
      }
    } else {
      row.text(column, CellText.read(text));
    }
  }

  List<Row> rows() {
    if (!headed) {
      throw new UnusableFileException(texts.of("file.empty"));
    }
    return rows;
  }
}
