package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.storage.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/xianda serve} says when it cannot start: one line that tells what to do. */
class ServeTest {

  @TempDir private Path temp;

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      refuses(ChildService.start(temp.resolve("data"), port), "port " + port, "--port");
    }
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void aDataDirectoryInUseIsNamed() {
    Path data = temp.resolve("data");
    try (DataDirectory taken = DataDirectory.take(data)) {
      assertThat(taken.resolve("xianda.lock")).exists();
      refuses(
          ChildService.start(data, ChildService.freePort()),
          data.toString(),
          "in use",
          "--data-dir");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://127.0.0.1/xianda", "127.0.0.1:5432", "jdbc:h2:mem:xianda"})
  void aDatabaseUrlOfAnotherKindIsRefusedWithAnExample(String url) {
    refuses(
        ChildService.start(temp.resolve("data"), ChildService.freePort(), "--db-url", url),
        "--db-url",
        "jdbc:postgresql://");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsReported() {
    int nobody = ChildService.freePort();
    refuses(
        ChildService.start(
            temp.resolve("data"),
            ChildService.freePort(),
            "--db-url",
            "jdbc:postgresql://127.0.0.1:" + nobody + "/xianda?user=xianda"),
        "--db-url",
        "127.0.0.1:" + nobody);
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    refuses(ChildService.start(temp.resolve("data"), 70_000), "--port", "65535");
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsNamed() {
    refuses(
        ChildService.start(temp.resolve("data"), ChildService.freePort(), "--bind", "203.0.113.9"),
        "--bind 203.0.113.9",
        "no address of this machine");
  }

  @Test
  void aDatabaseUrlThatCannotBeReadIsNotRepeatedWithItsPassword() {
    try (ChildService child =
        ChildService.start(
            temp.resolve("data"),
            ChildService.freePort(),
            "--db-url",
            "jdbc:postgresql://127.0.0.1:none/xianda?user=x&password=geheim")) {
      assertThat(child.errorLines())
          .singleElement()
          .asString()
          .contains("--db-url")
          .doesNotContain("geheim");
      assertThat(child.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void aFileInPlaceOfTheDataDirectoryIsNamed() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    refuses(ChildService.start(file, ChildService.freePort()), file.toString(), "is a file");
  }

  private static void refuses(ChildService child, String... words) {
    try (child) {
      assertThat(child.errorLines())
          .singleElement()
          .asString()
          .startsWith("xianda: ")
          .contains(words);
      assertThat(child.exitCode()).isEqualTo(2);
      assertThat(child.wasReady()).isFalse();
    }
  }
}
