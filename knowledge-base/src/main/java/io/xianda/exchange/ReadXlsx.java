package io.xianda.exchange;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;

/** Reads the first sheet of a workbook. Of a formula the value that was saved counts. */
final class ReadXlsx {

  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

  private final ExchangeTexts texts;
  private final Times times;
  private final TableRows table;

  ReadXlsx(ExchangeTexts texts, Times times, Problems problems) {
    this.texts = texts;
    this.times = times;
    this.table = new TableRows(texts, times, problems);
  }

  List<Row> read(Path file) throws IOException {
    new SoundWorkbook(texts).require(file);
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
        Stream<org.dhatim.fastexcel.reader.Row> rows = workbook.getFirstSheet().openStream()) {
      boolean since1904 = workbook.isDate1904();
      Iterator<org.dhatim.fastexcel.reader.Row> each = rows.iterator();
      while (understood(each::hasNext)) {
        var row = understood(each::next);
        if (table.isHeaded()) {
          row(row, since1904);
        } else if (row.getRowNum() == 1) {
          table.headers(headers(row));
        } else {
          throw new UnusableFileException(texts.of("file.no-headers"));
        }
      }
    } catch (IOException | org.dhatim.fastexcel.reader.ExcelReaderException e) {
      throw new UnusableFileException(texts.of("file.not-xlsx"), e);
    } catch (NullPointerException | NoSuchElementException e) {
      // What the library makes of a workbook without the parts that it must have.
      throw new UnusableFileException(texts.of("file.not-xlsx"), e);
    }
    return table.rows();
  }

  /** The library tells a damaged sheet by exceptions of many kinds. */
  private <T> T understood(Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      throw new UnusableFileException(texts.of("file.not-xlsx"), e);
    }
  }

  private static List<String> headers(org.dhatim.fastexcel.reader.Row row) {
    List<String> headers = new ArrayList<>();
    for (int place = 0; place < row.getCellCount(); place++) {
      headers.add(text(row, place));
    }
    return headers;
  }

  private void row(org.dhatim.fastexcel.reader.Row row, boolean since1904) {
    boolean isEmpty =
        row.stream().allMatch(cell -> cell == null || cell.getType() == CellType.EMPTY);
    if (isEmpty) {
      return;
    }
    BuildRow built = table.begin(row.getRowNum());
    for (int place = 0; place < row.getCellCount(); place++) {
      @Nullable Cell cell = cell(row, place);
      if (cell != null) {
        cell(built, place, cell, since1904);
      }
    }
    table.end(built);
  }

  private void cell(BuildRow row, int place, Cell cell, boolean since1904) {
    @Nullable Column column = table.column(place);
    if (cell.getType() == CellType.ERROR) {
      row.wrong(column, "problem.error-cell", String.valueOf(cell.getRawValue()));
      return;
    }
    String text = text(cell);
    @Nullable LocalDateTime date = TableRows.isTime(column) ? date(cell, since1904) : null;
    if (date != null && column != null) {
      row.time(column, times.of(date));
    } else {
      table.cell(row, place, text);
    }
  }

  /** The time of a cell that holds a number of days. */
  private static @Nullable LocalDateTime date(Cell cell, boolean since1904) {
    if (cell.getType() == CellType.STRING) {
      return null;
    }
    try {
      BigDecimal days = new BigDecimal(cell.getRawValue());
      if (days.signum() < 0 || days.compareTo(LAST_DAY) > 0) {
        return null;
      }
      LocalDate first = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
      return first
          .atStartOfDay()
          .plusSeconds(
              days.multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String text(org.dhatim.fastexcel.reader.Row row, int place) {
    @Nullable Cell cell = cell(row, place);
    return cell == null ? "" : text(cell);
  }

  private static @Nullable Cell cell(org.dhatim.fastexcel.reader.Row row, int place) {
    return row.getOptionalCell(place).orElse(null);
  }

  private static String text(Cell cell) {
    @Nullable String text = cell.getText();
    return text == null ? "" : XmlText.read(text);
  }
}
