package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet. Its texts stand in the cells themselves, hence none is kept. */
final class WriteXlsx implements EntryWriter {

  /** What spreadsheets take, in characters. */
  private static final int LONGEST = 32_767;

  private static final List<Column> COLUMNS = List.of(Column.values());
  private static final int ROWS_KEPT = 200;
  private static final double WIDE = 40;
  private static final double NARROW = 16;

  private final ExchangeTexts texts;
  private final TableCells cells;
  private final Workbook workbook;
  private final Worksheet sheet;
  private int rows = 1;

  WriteXlsx(ExchangeTexts texts, TableCells cells, OutputStream out) {
    this.texts = texts;
    this.cells = cells;
    this.workbook = new Workbook(out, "Xianda", "1.0");
    this.sheet = workbook.newWorksheet(texts.of("sheet"));
    sheet.freezePane(0, 1);
    List<String> headers = cells.headers();
    for (int place = 0; place < headers.size(); place++) {
      sheet.inlineString(0, place, headers.get(place));
      sheet.width(place, isWide(COLUMNS.get(place)) ? WIDE : NARROW);
    }
    sheet.range(0, 0, 0, headers.size() - 1).style().bold().set();
  }

  private static boolean isWide(Column column) {
    return column == Column.QUESTION || column == Column.SIMILAR || column == Column.ANSWER;
  }

  @Override
  public void write(String id, DraftContent content, LifeState state) throws IOException {
    List<String> row = cells.of(id, content, state);
    for (int place = 0; place < row.size(); place++) {
      String cell = XmlText.write(row.get(place));
      if (cell.length() > LONGEST) {
        String header = texts.header(COLUMNS.get(place));
        throw new UnusableFileException(
            texts.of("file.cell-too-long", id, header, cell.length(), LONGEST));
      }
      if (!cell.isEmpty()) {
        sheet.inlineString(rows, place, cell);
      }
    }
    rows++;
    if (rows % ROWS_KEPT == 0) {
      sheet.flush();
    }
  }

  @Override
  public void close() throws IOException {
    workbook.close();
  }
}
