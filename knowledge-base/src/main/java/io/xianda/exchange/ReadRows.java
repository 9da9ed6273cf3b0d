package io.xianda.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a file of entries: at most 100,000 rows and 200 MB. Columns stand in any order; those that
 * the file does not have are left as they are. Thread-safe.
 */
public final class ReadRows {

  private final ExchangeTexts texts = new ExchangeTexts();
  private final Times times;

  /** Reads files whose times are those of this zone. */
  public ReadRows(ZoneId zone) {
    this.times = new Times(zone);
  }

  /**
   * Reads all of it into memory.
   *
   * @throws UnusableFileException when it cannot be read as a whole; wrong cells are problems of
   *     the rows instead
   */
  public Rows read(Path file, FileFormat format) {
    requireReadable(file);
    var problems = new Problems(texts);
    var notices = new ArrayList<String>();
    try {
      String digest = digest(file);
      List<Row> rows =
          switch (format) {
            case XLSX -> new ReadXlsx(texts, times, problems).read(file);
            case CSV -> new ReadCsv(texts, times, problems, notices).read(file);
            case JSONL -> new ReadJsonl(texts, problems).read(file);
          };
      return new Rows(rows, problems, notices, digest);
    } catch (IOException e) {
      throw new UnusableFileException(texts.of("file.unreadable", file.getFileName()), e);
    }
  }

  /**
   * The format of a file, by its name.
   *
   * @throws UnusableFileException when it is none of these
   */
  public FileFormat format(Path file) {
    String name = String.valueOf(file.getFileName());
    return FileFormat.of(name)
        .orElseThrow(() -> new UnusableFileException(texts.of("file.format", name)));
  }

  private void requireReadable(Path file) {
    if (Files.isDirectory(file)) {
      throw new UnusableFileException(texts.of("file.directory", file));
    }
    if (!Files.exists(file)) {
      throw new UnusableFileException(texts.of("file.missing", file));
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnusableFileException(texts.of("file.unreadable", file));
    }
    try {
      long size = Files.size(file);
      if (size == 0) {
        throw new UnusableFileException(texts.of("file.empty"));
      }
      if (size > Limits.FILE_MB * Limits.MEGABYTE) {
        throw new UnusableFileException(
            texts.of("file.too-large", size / Limits.MEGABYTE, Limits.FILE_MB));
      }
    } catch (IOException e) {
      throw new UnusableFileException(texts.of("file.unreadable", file), e);
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
