package io.xianda.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Where the model is, and what is said when that cannot be. */
class ModelSettingsTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "url", "https://llm.example.com/v1", "key", "secret-of-the-test", "name", "some-model");

  private static ModelSettings read(Map<String, String> values) {
    Map<String, String> named = new HashMap<>();
    values.forEach((name, value) -> named.put("xianda.model." + name, value));
    return new Binder(new MapConfigurationPropertySource(named))
        .bindOrCreate("xianda.model", ModelSettings.class);
  }

  private static Map<String, String> but(String name, String value) {
    Map<String, String> values = new HashMap<>(COMPLETE);
    values.put(name, value);
    return values;
  }

  @Test
  void withoutAUrlThereIsNoModel() {
    assertThat(read(Map.of()).isOn()).isFalse();
    assertThat(read(Map.of("key", "secret-of-the-test")).isOn()).isFalse();
    assertThat(read(COMPLETE).isOn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "key, '', XIANDA_MODEL_KEY",
    "key, has spaces, visible ASCII",
    "key-file, /also/a/file, either",
    "name, '', XIANDA_MODEL_NAME",
    "url, ftp://llm.example.com, must be like",
    "url, https://me:pw@llm.example.com, must be like",
    "url, not a url, no URL",
    "timeout, 4s, timeout",
    "timeout, 0s, timeout",
    "at-once, 0, at-once",
    "calls-per-day, -1, budget",
    "rest, 0s, rest"
  })
  void whatCannotBeIsSaidInOneLine(String name, String value, String line) {
    assertThatThrownBy(() -> read(but(name, value))).rootCause().hasMessageContaining(line);
  }

  @Test
  void theKeyMayStandInAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "secret-of-the-test\n");
    Map<String, String> values = but("key-file", file.toString());
    values.remove("key");

    assertThat(read(values).key()).isEqualTo("secret-of-the-test");
  }

  @Test
  void theKeyIsNeverShown() {
    assertThat(read(COMPLETE).toString()).doesNotContain("secret-of-the-test");
  }
}
