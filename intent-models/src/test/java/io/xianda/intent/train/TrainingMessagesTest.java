package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own messages cover every intent, and a broken file says where it is broken. */
class TrainingMessagesTest {

  private static final IntentCatalog CATALOG = IntentCatalog.shipped();

  @TempDir private Path directory;

  @Test
  void theProjectHasEnoughMessagesOfEveryIntent() throws IOException {
    TrainingMessages own = TrainingMessages.read(Path.of("data", "messages"), CATALOG);

    Map<Intent, Long> counts =
        own.all().stream()
            .collect(Collectors.groupingBy(TrainingMessage::intent, Collectors.counting()));
    assertThat(CATALOG.intents())
        .allSatisfy(intent ->
            assertThat(counts.getOrDefault(intent, 0L))
                .as(intent.id())
                .isGreaterThanOrEqualTo(intent.equals(Intent.OUT_OF_SCOPE) ? 400 : 40));
    assertThat(counts).hasSameSizeAs(CATALOG.intents());
  }

  @Test
  void noMessageOutOfScopeIsAnsweredByAnEntry() throws IOException {
    assertThat(TrainingMessages.read(Path.of("data", "messages"), CATALOG).all())
        .filteredOn(m -> m.intent().equals(Intent.OUT_OF_SCOPE))
        .extracting(TrainingMessage::entries)
        .containsOnly(List.of());
  }

  @Test
  void messagesAreReadInTheOrderOfFilesAndLines() throws IOException {
    file("b.tsv", "invoice\t-\t怎么开发票");
    file("a.tsv", "delivery.eta\tdelivery-eta, delivery-late\t几点到", "oos\t-\t今天股市怎么样");

    assertThat(read().all())
        .containsExactly(
            new TrainingMessage(
                new Intent("delivery.eta"), List.of("delivery-eta", "delivery-late"), "几点到"),
            new TrainingMessage(Intent.OUT_OF_SCOPE, List.of(), "今天股市怎么样"),
            new TrainingMessage(new Intent("invoice"), List.of(), "怎么开发票"));
  }

  @Test
  void commentsEmptyLinesAndOtherFilesAreSkipped() throws IOException {
    file("a.tsv", "# 配送", "", "delivery.eta\t-\t几点到\r", "");
    file("README.md", "not a message");

    assertThat(read().all())
        .containsExactly(new TrainingMessage(new Intent("delivery.eta"), List.of(), "几点到"));
  }

  @Test
  void theHashChangesWithTheData() throws IOException {
    file("a.tsv", "delivery.eta\t-\t几点到");
    String before = read().hash();
    assertThat(read().hash()).isEqualTo(before);

    file("a.tsv", "delivery.eta\t-\t几点到呀");

    assertThat(read().hash()).isNotEqualTo(before);
  }

  @Test
  void aLineWithoutThreeColumnsIsNamed() throws IOException {
    file("quality.tsv", "# 质量", "quality.spoiled\t草莓烂了");

    assertRejected("quality.tsv line 2", "expected intent, entries and text");
  }

  @Test
  void aLineWithTooManyColumnsIsNamed() throws IOException {
    file("quality.tsv", "quality.spoiled\t-\t草莓\t烂了");

    assertRejected("quality.tsv line 1", "expected intent, entries and text");
  }

  @Test
  void aLineWithoutATextIsNamed() throws IOException {
    file("quality.tsv", "quality.spoiled\t-\t草莓烂了", "quality.spoiled\t-\t  ");

    assertRejected("quality.tsv line 2", "expected intent, entries and text");
  }

  @Test
  void anUnknownIntentIsNamedWithItsLine() throws IOException {
    file("quality.tsv", "quality.spoiled\t-\t草莓烂了", "quality.burnt\t-\t烤糊了");

    assertRejected("quality.tsv line 2", "quality.burnt");
  }

  @Test
  void whatIsNoIntentAtAllIsNamedWithItsLine() throws IOException {
    file("quality.tsv", "quality.spoiled\t-\t草莓烂了", "Quality Burnt\t-\t烤糊了");

    assertRejected("quality.tsv line 2", "Quality Burnt");
  }

  @Test
  void aMessageThatStandsTwiceAfterNormalisationIsNamedWithBothPlaces() throws IOException {
    file("a.tsv", "quality.spoiled\t-\t草莓烂了!", "quality.damaged\t-\t鸡蛋碎了");
    file("b.tsv", "quality.poor\t-\t草莓爛了！！！");

    assertRejected("b.tsv line 1", "a.tsv line 1", "草莓爛了！！！");
  }

  @Test
  void atMostATenthMayComeFromPatterns() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add("delivery.eta\t-\t几点到" + "啊呀哦呢吧嘛哈嘿喂".charAt(i));
    }
    file("a.tsv", lines.toArray(String[]::new));
    file("a-patterns.tsv", "delivery.eta\t-\t草莓几点到");
    assertThat(read().all()).hasSize(10);

    file("a-patterns.tsv", "delivery.eta\t-\t草莓几点到", "delivery.eta\t-\t苹果几点到");

    assertRejected("2 of 11", "patterns");
  }

  @Test
  void aDirectoryWithoutMessagesIsRejected() throws IOException {
    file("a.tsv", "# nothing yet");

    assertRejected("no training messages");
  }

  private void assertRejected(String... named) {
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.getMessage()).contains(named));
  }

  private TrainingMessages read() throws IOException {
    return TrainingMessages.read(directory, CATALOG);
  }

  private void file(String name, String... lines) throws IOException {
    Files.writeString(directory.resolve(name), String.join("\n", lines));
  }
}
