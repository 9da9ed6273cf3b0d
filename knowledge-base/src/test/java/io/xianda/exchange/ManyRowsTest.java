package io.xianda.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.curating.DraftContent;
import io.xianda.curating.ItemQuery;
import io.xianda.curating.LifeState;
import io.xianda.curating.Operator;
import io.xianda.knowledge.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large files on a real base; what the largest take stands in docs/performance.md. */
class ManyRowsTest {

  private static final int MANY = 10_000;

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static ExchangeDatabase database;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    database = new ExchangeDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void nothing() {
    database.empty();
  }

  private Path file(FileFormat format) throws IOException {
    Path file = directory.resolve("many" + format.suffix());
    try (EntryWriter writer =
        new OpenWriter(new ExchangeTexts(), SHANGHAI).open(format, Files.newOutputStream(file))) {
      for (int i = 0; i < MANY; i++) {
        DraftContent content =
            DraftContent.of("第" + i + "号问题怎么办", "答案".repeat(40) + i, "相似" + i, "另一种问法" + i);
        writer.write("entry-" + i, content, LifeState.PUBLISHED);
      }
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(names = {"CSV", "XLSX"})
  void areImportedAndExportedInMinutes(FileFormat format) throws IOException {
    Path file = file(format);

    long start = System.nanoTime();
    Rows rows = new ReadRows(SHANGHAI).read(file, format);
    long read = System.nanoTime();
    Report report = database.dryRun().run(rows, false);
    long checked = System.nanoTime();
    ImportOutcome outcome =
        database.imports().run(UUID.randomUUID(), new Operator("li"), rows, false);
    long imported = System.nanoTime();
    Report again = database.dryRun().run(rows, false);
    long repeated = System.nanoTime();
    Path copy = directory.resolve("copy" + format.suffix());
    long exported =
        database
            .get(ExportEntries.class)
            .write(ItemQuery.all(), format, SHANGHAI, Files.newOutputStream(copy));
    long written = System.nanoTime();

    System.out.printf(
        "%d rows of %s: read %d ms, checked %d ms, checked and imported %d ms, checked again %d ms, exported %d ms%n",
        MANY,
        format,
        (read - start) / 1_000_000,
        (checked - read) / 1_000_000,
        (imported - checked) / 1_000_000,
        (repeated - imported) / 1_000_000,
        (written - repeated) / 1_000_000);
    assertThat(report.created()).isEqualTo(MANY);
    assertThat(outcome).isInstanceOf(ImportOutcome.Done.class);
    assertThat(database.get(Entries.class).count()).isEqualTo(MANY);
    assertThat(again.unchanged()).isEqualTo(MANY);
    assertThat(exported).isEqualTo(MANY);
    // Builders share slow machines: what is ruled out is work that grows with the square.
    assertThat(Duration.ofNanos(written - start)).isLessThan(Duration.ofMinutes(2));
  }
}
