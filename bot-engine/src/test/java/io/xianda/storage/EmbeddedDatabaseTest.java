package io.xianda.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL as a child process, across stops and kills of the service. */
class EmbeddedDatabaseTest {

  private static final int PATIENCE_SECONDS = 30;

  /** Shared, since unpacking and initialising take seconds; each test asks for its own row only. */
  @TempDir static Path root;

  @AfterEach
  void noServerStays() throws Exception {
    if (isRunning()) {
      ProcessHandle server = server();
      server.destroy();
      server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRowSurvivesAStopAndAnotherStart() throws Exception {
    String url;
    try (DataDirectory directory = DataDirectory.take(root);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      url = database.jdbcUrl();
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("create table if not exists note (text text)");
        statement.execute("insert into note values ('before the stop')");
      }
      // An acknowledged row is on disk, and nobody outside this machine gets in.
      assertThat(answer(database, "show fsync")).isEqualTo("on");
      assertThat(answer(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(answer(database, "show full_page_writes")).isEqualTo("on");
      assertThat(answer(database, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
    assertThat(isRunning()).isFalse();

    try (DataDirectory directory = DataDirectory.take(root);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      assertThat(database.jdbcUrl()).isEqualTo(url);
      assertThat(hasNote(database, "before the stop")).isTrue();
    }
    assertThat(isRunning()).isFalse();
  }

  @Test
  void aPortThatAnotherProgramHasTakenIsGivenUp() throws Exception {
    try (DataDirectory directory = DataDirectory.take(root)) {
      int taken;
      try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        taken = other.getLocalPort();
        Files.writeString(root.resolve("postgres.port"), String.valueOf(taken));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
          assertThat(database.jdbcUrl()).doesNotContain(":" + taken + "/");
          assertThat(answer(database, "select 1")).isEqualTo("1");
        }
      }
    }
  }

  @Test
  void aServiceThatWasKilledIsFollowedByOneOnTheSameRunningServer() throws Exception {
    try (OtherProcess killed = OtherProcess.servingFrom(root)) {
      killed.kill();
    }
    ProcessHandle server = server();
    assertThat(server.isAlive()).isTrue();

    try (DataDirectory directory = DataDirectory.take(root);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      assertThat(server()).isEqualTo(server);
      assertThat(server.isAlive()).isTrue();
      assertThat(hasNote(database, "before the kill")).isTrue();
    }

    server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(isRunning()).isFalse();
  }

  private static boolean hasNote(EmbeddedDatabase database, String text) throws SQLException {
    return answer(database, "select count(*) from note where text = '" + text + "'").equals("1");
  }

  private static String answer(EmbeddedDatabase database, String question) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static boolean isRunning() {
    return Files.exists(pidFile());
  }

  private static ProcessHandle server() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static Path pidFile() {
    return root.resolve("postgres").resolve("postmaster.pid");
  }
}
