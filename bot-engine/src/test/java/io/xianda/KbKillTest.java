package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import is killed (kill -9) at random moments: all of it is there, or nothing. */
class KbKillTest {

  private static final int KILLS = 3;
  private static final int ROWS = 3000;
  private static final long PATIENCE_S = 120;
  private static final String COUNTS =
      """
      select (select count(*) from kb_item), (select count(*) from kb_version), (select count(*) from kb_audit),
             (select count(*) from kb_question), (select count(*) from kb_entry), (select number from kb_generation)
      """;

  /** Versions, audit and so on of one entry as they stand to each other. */
  private static final String TORN =
      """
      select count(*) from kb_item i
      left join kb_version v on v.item = i.id and v.number = i.published_version
      left join kb_entry e on e.id = i.id
      where v.content ->> 'answer' is distinct from e.answer
         or i.last_version <> (select count(*) from kb_version where item = i.id)
         or i.lock_number <> (select count(*) from kb_audit where item = i.id)
      """;

  private static EmbeddedPostgres postgres;
  @TempDir private static Path directory;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?user=postgres";
  }

  private static List<Long> numbers(String database, String sql) throws SQLException {
    try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<Long> numbers = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        numbers.add(row.getLong(i));
      }
      return numbers;
    }
  }

  private static void make(String database) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
  }

  private static Path file(int rows, String answer) throws IOException {
    Path file = directory.resolve(rows + answer + ".csv");
    String lines =
        IntStream.range(0, rows)
            .mapToObj(i -> "entry-%d,第%d号问题,%s%d,已发布".formatted(i, i, answer, i))
            .collect(Collectors.joining("\n", "编号,问题,答案,状态\n", "\n"));
    return Files.writeString(file, lines);
  }

  private static Process imports(Path file, String database) throws IOException {
    Path output = directory.resolve("output.txt");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dlogback.configurationFile=logback-command.xml",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.xianda.KbCommand",
            "import",
            file.toString(),
            "--db-url",
            url(database))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static long completes(Path file, String database)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process whole = imports(file, database);
    assertThat(whole.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(whole.exitValue()).as(Files.readString(directory.resolve("output.txt"))).isZero();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Until the server has noticed that its client is gone. */
  private static void isRolledBack(String database) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_S).toNanos();
    String others =
        "select count(*) from pg_stat_activity where datname = '"
            + database
            + "' and pid <> pg_backend_pid()";
    while (numbers(database, others).getFirst() > 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static void killAndCompare(Path before, Path after, String database)
      throws IOException, SQLException, InterruptedException {
    make(database);
    completes(before, database);
    List<Long> old = numbers(database, COUNTS);
    long last = old.getLast();
    var random = new Random(11);
    long whole = completes(before, database);
    int killed = 0;
    int stored = 0;
    for (int i = 0; i < KILLS; i++) {
      Process process = imports(after, database);
      // The JVM comes up first, and writes at the end; once all is written there is nothing to
      // kill.
      boolean ended =
          process.waitFor(whole / 4 + random.nextLong(whole * 3 / 4), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      isRolledBack(database);
      killed += ended ? 0 : 1;
      List<Long> now = numbers(database, COUNTS);
      assertThat(numbers(database, TORN)).containsExactly(0L);
      assertThat(now.getLast()).isIn(last, last + 1);
      if (now.getLast() == last) {
        assertThat(now).isEqualTo(old);
      } else {
        stored++;
        // Back to the old words, to be killed once more.
        completes(before, database);
        old = numbers(database, COUNTS);
        last = old.getLast();
      }
    }
    System.out.printf("%s: killed %d of %d, stored %d%n", database, killed, KILLS, stored);
    assertThat(killed).isPositive();
    completes(after, database);
    assertThat(numbers(database, COUNTS).getLast()).isEqualTo(last + 1);
  }

  @Test
  void allRowsAreThereOrNone() throws Exception {
    killAndCompare(file(ROWS, "旧"), file(ROWS, "新"), "many");
  }

  @Test
  void oneEntryIsPublishedOrNot() throws Exception {
    killAndCompare(file(1, "旧"), file(1, "新"), "one");
  }
}
