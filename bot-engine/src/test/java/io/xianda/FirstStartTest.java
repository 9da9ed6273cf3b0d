package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start tells the admin's password, and nothing ever tells it again. */
class FirstStartTest {

  private static final Pattern TOLD =
      Pattern.compile("the account admin has the password (\\w{20}) ");

  @TempDir private Path temp;

  @Test
  void thePasswordOfTheFirstAdminIsPrintedOnceAndStoredNowhere() {
    Path data = temp.resolve("data");
    String password;
    try (ChildService first = ChildService.startAndWait(data, ChildService.freePort())) {
      password = told(first.outputLines()).getFirst();
      first
          .xianda()
          .at("/api/v1/staff/sessions")
          .posts(Map.of("name", "admin", "password", password))
          .isOk();
      int terminated = 128 + 15;
      assertThat(first.stop()).isEqualTo(terminated);
      assertThat(first.outputLines()).filteredOn(line -> line.contains(password)).hasSize(1);
      assertThat(first.errorLines()).noneMatch(line -> line.contains(password));
    }
    assertThat(filesWith(data, password)).isEmpty();
    try (ChildService second = ChildService.startAndWait(data, ChildService.freePort())) {
      assertThat(told(second.outputLines())).isEmpty();
    }
  }

  private static List<String> told(List<String> lines) {
    return TOLD.matcher(String.join("\n", lines)).results().map(FirstStartTest::password).toList();
  }

  private static String password(MatchResult line) {
    return line.group(1);
  }

  private static List<Path> filesWith(Path root, String text) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
