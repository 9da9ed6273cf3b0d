package io.xianda.exchange;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads CSV. Not thread-safe. */
final class ReadCsv {

  /** GBK and all that came after it. */
  private static final Charset GB18030 = Charset.forName("GB18030");

  private static final int BUFFER = 1 << 16;

  private final ExchangeTexts texts;
  private final TableRows table;
  private final List<String> notices;

  ReadCsv(ExchangeTexts texts, Times times, Problems problems, List<String> notices) {
    this.texts = texts;
    this.table = new TableRows(texts, times, problems);
    this.notices = notices;
  }

  List<Row> read(Path file) throws IOException {
    Charset charset = charset(file);
    long number = 0;
    try (Reader reader = open(file, charset);
        CsvReader<CsvRecord> csv = csv(reader);
        CloseableIterator<CsvRecord> records = csv.iterator()) {
      while (records.hasNext()) {
        // As a spreadsheet counts: an entry with line breaks in its cells is one row.
        number++;
        List<String> cells = records.next().getFields();
        if (table.isHeaded()) {
          table.row(number, cells);
        } else {
          table.headers(cells);
        }
      }
    } catch (CsvParseException e) {
      throw new UnusableFileException(texts.of("file.not-csv", number), e);
    }
    return table.rows();
  }

  private static CsvReader<CsvRecord> csv(Reader reader) {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowExtraCharsAfterClosingQuote(false)
        .maxBufferSize(2 * Limits.CELL)
        .build(
            CsvRecordHandler.builder()
                .maxFields(Limits.COLUMNS)
                .maxFieldSize(Limits.CELL)
                .maxRecordSize(2 * Limits.CELL)
                .build(),
            reader);
  }

  private Charset charset(Path file) throws IOException {
    if (isText(file, StandardCharsets.UTF_8)) {
      return StandardCharsets.UTF_8;
    }
    if (isText(file, GB18030)) {
      notices.add(texts.of("notice.gbk"));
      return GB18030;
    }
    throw new UnusableFileException(texts.of("file.not-text"));
  }

  private static boolean isText(Path file, Charset charset) throws IOException {
    char[] buffer = new char[BUFFER];
    try (Reader reader = new InputStreamReader(Files.newInputStream(file), strict(charset))) {
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (buffer[i] == 0) {
            return false;
          }
        }
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Without the mark that says that it is UTF-8. */
  private static Reader open(Path file, Charset charset) throws IOException {
    Reader reader =
        new java.io.BufferedReader(
            new InputStreamReader(Files.newInputStream(file), strict(charset)), BUFFER);
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private static java.nio.charset.CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }
}
