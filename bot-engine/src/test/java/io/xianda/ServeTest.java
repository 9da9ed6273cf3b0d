package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.storage.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

  @ParameterizedTest
  @ValueSource(
      strings = {"x:geheim@search:9200", "ftp://x:geheim@search", "http://x:geheim@search:port"})
  void aSearchUrlThatIsNoneIsRefusedAndNotRepeatedWithItsPassword(String url) {
    try (ChildService child =
        ChildService.start(temp.resolve("data"), ChildService.freePort(), "--search-url", url)) {
      assertThat(child.errorLines())
          .singleElement()
          .asString()
          .startsWith("xianda: --search-url")
          .doesNotContain("geheim");
      assertThat(child.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void whereTheSharedSearchIsAwayTheServiceIsUpAndTellsStrangersNothing() throws Exception {
    int port = ChildService.freePort();
    String nowhere = "http://x:geheim@127.0.0.1:" + ChildService.freePort();
    try (HttpClient http = HttpClient.newHttpClient();
        ChildService child =
            ChildService.startAndWait(temp.resolve("data"), port, "--search-url", nowhere)) {
      HttpResponse<String> health =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("UP").doesNotContain("searchedBy", "LOCAL");
      child.kill();
      assertThat(child.errorLines()).noneMatch(line -> line.contains("geheim"));
    }
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
