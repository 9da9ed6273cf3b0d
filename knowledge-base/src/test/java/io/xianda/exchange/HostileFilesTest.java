package io.xianda.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they should be are told in one line, and harm nobody. */
class HostileFilesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ReadRows READ = new ReadRows(SHANGHAI);

  @TempDir private Path directory;
  private Path file = Path.of("unset");

  @BeforeEach
  void name() {
    file = directory.resolve("entries");
  }

  private void isRefused(FileFormat format, String line) {
    assertThatThrownBy(() -> READ.read(file, format))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(line)
        .message()
        .doesNotContain("\n");
  }

  private byte[] template() throws IOException {
    var out = new ByteArrayOutputStream();
    new WriteTemplate(SHANGHAI).write(FileFormat.XLSX, out);
    return out.toByteArray();
  }

  private void zip(String name, String content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  @Test
  void theTemplateItselfIsRead() throws IOException {
    for (FileFormat format : FileFormat.values()) {
      try (OutputStream out = Files.newOutputStream(file)) {
        new WriteTemplate(SHANGHAI).write(format, out);
      }
      Rows rows = READ.read(file, format);
      assertThat(rows.size()).isEqualTo(1);
      assertThat(rows.all().getFirst().content().answer()).contains("{delivery.fee}");
    }
  }

  @Test
  void aTruncatedWorkbook() throws IOException {
    byte[] whole = template();
    for (int length : new int[] {4, 100, whole.length / 2, whole.length - 10}) {
      Files.write(file, Arrays.copyOf(whole, length));
      isRefused(FileFormat.XLSX, "不是有效的 XLSX");
    }
  }

  @Test
  void anyZipIsNoWorkbook() throws IOException {
    zip("readme.txt", "hello");
    isRefused(FileFormat.XLSX, "不是有效的 XLSX");
  }

  @Test
  void aDocumentType() throws IOException {
    zip(
        "xl/workbook.xml",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>");
    isRefused(FileFormat.XLSX, "DTD");
  }

  @Test
  void aBomb() throws IOException {
    byte[] spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      for (int i = 0; i <= Limits.INFLATED_MB; i++) {
        zip.write(spaces);
      }
      zip.closeEntry();
    }
    isRefused(FileFormat.XLSX, "解压后超过 512 MB");
  }

  @Test
  void damagedBytesAreNeverMoreThanOneLine() throws IOException {
    byte[] whole = template();
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, damaged);
      try {
        assertThat(READ.read(file, FileFormat.XLSX).size()).isLessThanOrEqualTo(1);
      } catch (UnusableFileException e) {
        assertThat(e).message().doesNotContain("\n");
      }
    }
  }

  @Test
  void anotherSheet() throws IOException {
    try (Workbook workbook = new Workbook(Files.newOutputStream(file), "a", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("员工");
      sheet.value(0, 0, "姓名");
      sheet.value(1, 0, "小李");
    }
    isRefused(FileFormat.XLSX, "第一行里没有");
  }

  @Test
  void ofAFormulaTheSavedValueCountsAndDatesAreDates() throws IOException {
    try (Workbook workbook = new Workbook(Files.newOutputStream(file), "a", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("a");
      sheet.value(0, 0, "编号");
      sheet.value(0, 1, "生效时间");
      sheet.value(0, 2, "答案");
      sheet.value(1, 0, 1001);
      sheet.value(1, 1, java.time.LocalDateTime.parse("2026-12-01T08:30:00"));
      sheet.formula(1, 2, "1+1");
    }
    Row row = READ.read(file, FileFormat.XLSX).all().getFirst();
    assertThat(row.id().value()).isEqualTo("1001");
    assertThat(row.content().from()).isEqualTo("2026-12-01T00:30:00Z");
    // Nobody has saved a value of it.
    assertThat(row.content().answer()).isIn("", "0");
  }

  @Test
  void nothingAtAll() throws IOException {
    Files.createFile(file);
    for (FileFormat format : FileFormat.values()) {
      isRefused(format, "文件是空的");
    }
  }

  @Test
  void aDirectoryOrNothing() throws IOException {
    isRefused(FileFormat.CSV, "文件不存在");
    Files.createDirectory(file);
    isRefused(FileFormat.CSV, "这是一个目录");
  }

  @Test
  void bytesOfAnyKind() throws IOException {
    byte[] bytes = new byte[10_000];
    new Random(3).nextBytes(bytes);
    Files.write(file, bytes);
    isRefused(FileFormat.XLSX, "不是有效的 XLSX");
    isRefused(FileFormat.CSV, "既不是 UTF-8 也不是 GBK");
    isRefused(FileFormat.JSONL, "既不是 UTF-8 也不是 GBK");
  }

  @Test
  void aHugeCell() throws IOException {
    Files.writeString(file, "编号,问题\r\na,\"" + "长".repeat(Limits.CELL + 1) + "\"\r\n");
    isRefused(FileFormat.CSV, "单元格过大");

    Files.writeString(file, "编号,问题\r\na," + "长".repeat(1001));
    assertThat(READ.read(file, FileFormat.CSV).problems().blocking())
        .extracting(Problem::toString)
        .containsExactly("第 2 行 问题: 过长、过多或含有不能保存的字符");
  }

  @Test
  void moreRowsThanAreRead() throws IOException {
    Files.writeString(file, "编号\n" + "a\n".repeat(Limits.ROWS + 1));
    isRefused(FileFormat.CSV, "超过 100000 行");
  }

  @Test
  void gbkIsReadAndTold() throws IOException {
    Files.writeString(file, "编号,问题\r\na,运费多少", Charset.forName("GBK"));
    Rows rows = READ.read(file, FileFormat.CSV);
    assertThat(rows.all().getFirst().content().question()).isEqualTo("运费多少");
    assertThat(rows.notices()).containsExactly("文件不是 UTF-8 编码，已按 GBK 读取");
  }

  @Test
  void linesThatAreNoJson() throws IOException {
    Files.writeString(
        file,
        """
        {"id":"a","question":1}
        [1]
        {"id":"b","nonsense":"x"}
        {"id":"c",
        {"id":"d","similar":["x"]}
        """);
    Rows rows = READ.read(file, FileFormat.JSONL);
    assertThat(rows.size()).isEqualTo(1);
    assertThat(rows.problems().blocking()).extracting(Problem::row).containsExactly(1L, 2L, 3L, 4L);
  }
}
