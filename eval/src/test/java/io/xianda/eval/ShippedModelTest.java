package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.train.TrainingMessages;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.PrecomputedVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped was trained from what stands in the project. */
class ShippedModelTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void theModelWasTrainedOnTheseMessagesAndEntries() throws Exception {
    TrainingMessages messages =
        TrainingMessages.read(ROOT.resolve("intent-models/data/messages"), IntentCatalog.shipped());
    try (SentenceEncoder encoder = BgeSmallZh.load()) {
      assertThat(IntentModel.shipped(encoder).manifest().data())
          .as("run bin/xianda train and commit what it writes")
          .isEqualTo(TrainCommand.withEntryQuestions(messages).hash());
    }
  }

  @Test
  void theLearnedQuestionsAreThoseOfTheMessages() throws Exception {
    TrainingMessages messages =
        TrainingMessages.read(ROOT.resolve("intent-models/data/messages"), IntentCatalog.shipped());
    assertThat(
            Files.readString(
                ROOT.resolve(
                    "knowledge-base/src/main/resources/io/xianda/knowledge/demo-similar.tsv")))
        .as("run bin/xianda train and commit what it writes")
        .isEqualTo(LearnedQuestions.lines(LearnedQuestions.of(messages.all())));
  }

  @Test
  void everyPassageOfTheDemoShopHasItsVector() {
    try (SentenceEncoder encoder = BgeSmallZh.load()) {
      var shared = new SharedEncoder(encoder);
      long passages =
          EntryFile.demo().stream()
              .flatMap(entry ->
                  Stream.concat(
                      Stream.of(entry.question(), entry.answer()), entry.similar().stream()))
              .map(shared::normalise)
              .distinct()
              .count();
      assertThat(PrecomputedVectors.shipped(shared).size())
          .as("run bin/xianda train and commit what it writes")
          .isEqualTo((int) passages);
    }
  }
}
