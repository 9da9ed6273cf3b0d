package io.xianda.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationsTest {

  private static final String RUN =
      """
      {"commit":"%s","date":"2026-11-23T13:44:17Z","model":"m","knowledge_base":"k","data":"d","metrics":{"passed":0.98,"turns_p50":2.0}}
      """;

  @TempDir private Path directory;

  private static Evaluations.History read(@Nullable Path file) {
    return new Evaluations(new InsightSettings(Duration.ofMinutes(4), BigDecimal.TEN, file)).read();
  }

  @Test
  void whatIsShippedIsShownWhereThereIsNothingElse() {
    assertThat(read(null).runs()).isNotEmpty();
    assertThat(read(null).broken()).isZero();
  }

  @Test
  void brokenLinesAreCountedAndHideNoOthers() throws IOException {
    Path file = directory.resolve("history.jsonl");
    Files.writeString(
        file,
        RUN.formatted("one")
            + "half a line {\"commit\":\n\n[]\nnull\n"
            + "{\"date\":\"yesterday\",\"metrics\":{\"passed\":1}}\n"
            + "{\"date\":\"2026-11-23T13:44:17Z\",\"metrics\":{\"passed\":\"much\"}}\n"
            + RUN.formatted("two").strip());

    Evaluations.History history = read(file);

    assertThat(history.runs()).extracting(Evaluation::commit).containsExactly("one", "two");
    assertThat(history.runs().getFirst().metrics()).containsEntry("passed", 0.98);
    assertThat(history.broken()).isEqualTo(5);
  }

  @Test
  void ofALongFileTheEndIsShown() throws IOException {
    Path file = directory.resolve("history.jsonl");
    var text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append(RUN.formatted("run" + i));
    }
    Files.writeString(file, text);

    Evaluations.History history = read(file);

    assertThat(history.runs()).hasSize(200);
    assertThat(history.runs().getLast().commit()).isEqualTo("run39999");
    assertThat(history.broken()).isZero();
  }

  @Test
  void withoutTheFileThereIsNothing() {
    assertThat(read(directory.resolve("none.jsonl")).runs()).isEmpty();
  }
}
