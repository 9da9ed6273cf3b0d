package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

  private static final Map<String, Object> METRICS =
      Map.of("passed", 0.8, "missed", 2, "suites", Map.of("claims.v2", Map.of("passed", 0.5)));

  @TempDir private Path place;

  private String file(String yaml) throws IOException {
    return Files.writeString(place.resolve("gate.yml"), yaml).toString();
  }

  private List<String> failures(String gates) {
    return Gate.all(gates).stream()
        .map(gate -> gate.failure(METRICS))
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void aBoundIsMetUpToAndWithItself() {
    assertThat(failures("passed>=0.8")).isEmpty();
    assertThat(failures("missed<=2")).isEmpty();
    assertThat(failures("passed>=0.81")).hasSize(1);
    assertThat(failures("missed<=1")).containsExactly("gate missed <= 1.0 not met: 2");
    assertThat(failures("other>=0")).containsExactly("gate other: this run has no such metric");
  }

  @Test
  void aFileHoldsManyBoundsAndAlsoThoseOfASuite() throws IOException {
    assertThat(
            failures(
                file(
                    """
                    passed: {at_least: 0.8}
                    missed: {at_least: 1, at_most: 2}
                    suites.claims.v2.passed: {at_least: 0.5}
                    """)))
        .isEmpty();
    assertThat(
            failures(
                file(
                    """
                    passed: {at_least: 0.9}
                    missed: {at_most: 1}
                    suites.claims.v2.passed: {at_least: 0.6}
                    """)))
        .hasSize(3);
  }

  @Test
  void aFileThatHoldsNoBoundsIsRefused() throws IOException {
    for (String wrong :
        List.of(
            "",
            "- a",
            "passed: 0.9",
            "passed: {}",
            "passed: {least: 1}",
            "passed: {at_least: much}",
            "a: {at_least: 1}\na: {at_least: 2}",
            "a: [")) {
      String path = file(wrong);
      assertThatThrownBy(() -> Gate.all(path))
          .as(wrong)
          .isInstanceOf(UnusableInput.class)
          .hasMessageStartingWith(path);
    }
    String missing = place.resolve("none.yml").toString();
    assertThatThrownBy(() -> Gate.all(missing)).hasMessage(missing + ": there is no such file");
  }
}
