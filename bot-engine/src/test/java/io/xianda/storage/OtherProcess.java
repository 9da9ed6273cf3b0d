package io.xianda.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Another Xianda on this machine: a JVM of its own, which can be killed. */
final class OtherProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final String READY = "ready";

  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /** One that holds the data directory until it is killed. */
  static OtherProcess holding(Path root) throws Exception {
    return start("hold", root);
  }

  /**
   * One that has started the database and stored the note "before the kill", until it is killed.
   */
  static OtherProcess servingFrom(Path root) throws Exception {
    return start("serve", root);
  }

  private static OtherProcess start(String what, Path root) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                what,
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    OtherProcess other = new OtherProcess(process);
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    while (line != null && !line.equals(READY)) {
      line = said.readLine();
    }
    if (line == null) {
      other.close();
      throw new IllegalStateException("the other process ended before it was ready");
    }
    return other;
  }

  /** Ends it as kill -9 does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the other process does not end");
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  public static void main(String[] args) throws IOException, SQLException {
    DataDirectory directory = DataDirectory.take(Path.of(args[1]));
    if (args[0].equals("serve")) {
      EmbeddedDatabase database = EmbeddedDatabase.start(directory);
      try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
          Statement statement = connection.createStatement()) {
        statement.execute("create table if not exists note (text text)");
        statement.execute("insert into note values ('before the kill')");
      }
    }
    System.out.println(READY);
    // Ends by itself when the test that started it is gone.
    while (System.in.read() >= 0) {}
  }
}
