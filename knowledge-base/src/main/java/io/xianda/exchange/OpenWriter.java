package io.xianda.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;

/** Begins a file. Immutable. */
record OpenWriter(ExchangeTexts texts, ZoneId zone) {

  EntryWriter open(FileFormat format, OutputStream out) throws IOException {
    var cells = new TableCells(texts, new Times(zone));
    return switch (format) {
      case XLSX -> new WriteXlsx(texts, cells, out);
      case CSV -> new WriteCsv(cells, out);
      case JSONL -> new WriteJsonl(out);
    };
  }
}
