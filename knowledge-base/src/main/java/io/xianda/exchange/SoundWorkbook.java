package io.xianda.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks at a workbook before anything else does: what it inflates to is counted, not believed, and
 * a document type, which no spreadsheet writes, is refused.
 */
final class SoundWorkbook {

  private static final int BEGINNING = 1 << 16;

  private final ExchangeTexts texts;

  SoundWorkbook(ExchangeTexts texts) {
    this.texts = texts;
  }

  void require(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > Limits.PARTS) {
        throw new UnusableFileException(texts.of("file.not-xlsx"));
      }
      long left = Limits.INFLATED_MB * Limits.MEGABYTE;
      for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
        left -= inflated(zip, parts.nextElement(), left);
      }
    } catch (java.util.zip.ZipException | IllegalArgumentException | java.io.EOFException e) {
      throw new UnusableFileException(texts.of("file.not-xlsx"), e);
    }
  }

  private long inflated(ZipFile zip, ZipEntry part, long left) throws IOException {
    byte[] buffer = new byte[BEGINNING];
    try (InputStream in = zip.getInputStream(part)) {
      int read = in.readNBytes(buffer, 0, buffer.length);
      if (hasDocumentType(buffer, read)) {
        throw new UnusableFileException(texts.of("file.doctype"));
      }
      long size = read;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (size > left) {
          throw new UnusableFileException(texts.of("file.inflated", Limits.INFLATED_MB));
        }
      }
      return size;
    }
  }

  private static boolean hasDocumentType(byte[] beginning, int length) {
    // In whatever encoding: those of two bytes have a zero beside each letter.
    return new String(beginning, 0, length, StandardCharsets.ISO_8859_1)
        .replace("\0", "")
        .contains("<!DOCTYPE");
  }
}
