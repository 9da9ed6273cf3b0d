package io.xianda.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** CSV as spreadsheets open it without asking: UTF-8 with its mark. */
final class WriteCsv implements EntryWriter {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final TableCells cells;
  private final CsvWriter csv;

  WriteCsv(TableCells cells, OutputStream out) throws IOException {
    this.cells = cells;
    out.write(MARK);
    this.csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
    csv.writeRecord(cells.headers());
  }

  @Override
  public void write(String id, DraftContent content, LifeState state) {
    csv.writeRecord(cells.of(id, content, state));
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
