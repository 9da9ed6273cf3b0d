package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code bin/xianda kb} on a real database. */
class KbCommandTest {

  private static EmbeddedPostgres postgres;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  /** What a command said, and how it ended. */
  private record Said(int exit, String text) {}

  private static Said kb(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var said = new ByteArrayOutputStream();
    try (PrintStream heard = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(heard);
      System.setErr(heard);
      CommandLine line = KbCommand.commandLine();
      return new Said(line.execute(args), said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static String database() {
    return "--db-url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Test
  void whatIsImportedIsExportedAndImportedAgainUnchanged() throws IOException {
    String file = file("a.csv", "编号,问题,答案,状态\nfee,运费多少钱,五元,已发布\n").toString();

    assertThat(kb("import", file, "--dry-run", database()))
        .satisfies(said -> assertThat(said.text()).contains("将新增 1 条"))
        .returns(0, Said::exit);
    assertThat(kb("import", file, database()).text()).contains("已新增 1 条").contains("提示 第 2 行 负责人");
    for (String name : new String[] {"b.xlsx", "b.csv", "b.jsonl"}) {
      String copy = directory.resolve(name).toString();
      assertThat(kb("export", copy, database()).exit()).isZero();
      assertThat(kb("import", copy, database()).text()).contains("不变 1 条");
    }
  }

  @Test
  void problemsAreToldOneALine() throws IOException {
    String file = file("a.csv", "编号,问题,答案,状态\nx,问一下,,已发布\n").toString();

    assertThat(kb("check", file, database()))
        .satisfies(said -> assertThat(said.text().lines()).contains("第 2 行 答案: 答案还没有填写"))
        .returns(1, Said::exit);
    assertThat(kb("import", file, database()).exit()).isEqualTo(1);
  }

  @Test
  void whatCannotBeUsedIsToldInOneLine() throws IOException {
    String empty = file("a.csv", "").toString();

    assertThat(kb("check", empty)).isEqualTo(new Said(2, "xianda: 文件是空的\n"));
    assertThat(kb("check", "nowhere.txt").text().lines()).hasSize(1);
    String sound = file("b.csv", "编号,问题\na,b\n").toString();
    assertThat(kb("check", sound, "--db-url=jdbc:postgresql://127.0.0.1:1/x"))
        .satisfies(said -> assertThat(said.text().lines()).hasSize(1))
        .returns(2, Said::exit);
  }

  @Test
  void withoutAServiceTheDatabaseOfTheDirectoryIsStarted() throws IOException {
    String file = file("a.csv", "编号,问题,答案\nfee,运费多少钱,五元\n").toString();
    String data = "--data-dir=" + directory.resolve("data");

    assertThat(kb("import", file, data).text()).contains("已新增 1 条");
    assertThat(kb("import", file, data).text()).contains("不变 1 条");
  }

  @Test
  void besideAServiceItsDatabaseIsUsed() throws IOException {
    Path data = directory.resolve("served");
    String file = file("a.csv", "编号,问题,答案,状态\nkb-test,火星配送吗,不配送,已发布\n").toString();
    try (ChildService service = ChildService.startAndWait(data, ChildService.freePort())) {
      Said said = kb("import", file, "--data-dir=" + data);

      assertThat(said.text()).contains("已新增 1 条");
      assertThat(service.wasReady()).isTrue();
      Path copy = directory.resolve("all.csv");
      assertThat(kb("export", copy.toString(), "--data-dir=" + data).text()).contains("已导出 179 条");
    }
  }
}
