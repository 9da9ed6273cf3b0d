package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.intent.HashedCharacters;
import io.xianda.intent.Hashes;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ModelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A training gives a model with its papers, and the same one when it is repeated. */
class TrainIntentModelTest {

  private final TrainingMessages messages = ToyTraining.messages();
  private final TrainedModel trained = ToyTraining.train(messages, ToyTraining.recipe(7));

  @Test
  void theSameDataAndSeedGiveTheSameBytes() {
    TrainedModel again = ToyTraining.train(messages, ToyTraining.recipe(7));

    assertThat(again.head()).isEqualTo(trained.head());
    assertThat(again.manifest()).isEqualTo(trained.manifest());
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    assertThat(ToyTraining.train(messages, ToyTraining.recipe(8)).head())
        .isNotEqualTo(trained.head());
  }

  @Test
  void anotherLabelGivesOtherBytes() {
    List<TrainingMessage> changed = new ArrayList<>(messages.all());
    TrainingMessage first = changed.getFirst();
    changed.set(0, new TrainingMessage(Intent.OUT_OF_SCOPE, first.entries(), first.text()));

    assertThat(
            ToyTraining.train(new TrainingMessages(changed, "changed"), ToyTraining.recipe(7))
                .head())
        .isNotEqualTo(trained.head());
  }

  @Test
  void thePapersSayWhatTheModelWasMadeFrom() {
    ModelManifest manifest = trained.manifest();

    assertThat(manifest.features()).isEqualTo(ModelManifest.FEATURES);
    assertThat(manifest.encoder()).isEqualTo("hashed-characters");
    assertThat(manifest.data()).isEqualTo("toy");
    assertThat(manifest.head()).isEqualTo(Hashes.sha256(trained.head()));
    assertThat(manifest.seed()).isEqualTo(7);
    assertThat(manifest.messages()).isEqualTo(30);
    assertThat(manifest.classes()).containsExactly("delivery.eta", "quality.spoiled", "oos");
    assertThat(manifest.folds()).containsOnlyKeys("accuracy", "macro_f1", "ece", "oos_auroc");
  }

  @Test
  void everyMessageHasAPredictionOfAModelThatHasNotSeenIt() {
    assertThat(trained.heldOut()).hasSize(30);
    assertThat(trained.vectors()).hasSize(30);
    long right = 0;
    for (int i = 0; i < 30; i++) {
      assertThat(trained.heldOut().get(i).message()).isEqualTo(i);
      IntentPrediction heldOut = trained.heldOut().get(i).prediction();
      right += heldOut.best().intent().equals(messages.all().get(i).intent()) ? 1 : 0;
    }
    // what the folds share carries over, what one message alone says does not
    assertThat(right).isBetween(20L, 30L);
    assertThat(trained.manifest().folds().get("accuracy"))
        .isEqualTo(Math.round(right / 30.0 * 1e4) / 1e4);
  }

  @Test
  void onlyTheJudgedMessagesMeasureTheTraining() {
    TrainedModel judged =
        new TrainIntentModel(new HashedCharacters(), ToyTraining.recipe(7))
            .train(
                messages,
                ToyTraining.CLASSES,
                message -> message.text().length() < 5,
                encoded -> {});

    assertThat(judged.heldOut())
        .isNotEmpty()
        .allSatisfy(h -> assertThat(messages.all().get(h.message()).text()).hasSizeLessThan(5));
    assertThat(judged.vectors()).hasSize(30);
  }

  @Test
  void aTrainingWithoutAJudgedMessageIsRefused() {
    var training = new TrainIntentModel(new HashedCharacters(), ToyTraining.recipe(7));

    assertThatThrownBy(
            () -> training.train(messages, ToyTraining.CLASSES, message -> false, encoded -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("judge");
  }

  @Test
  void everyMessageIsEncodedOnceAndReported() {
    var encoder = new HashedCharacters();
    var reported = new AtomicInteger();

    new TrainIntentModel(encoder, ToyTraining.recipe(7))
        .train(messages, ToyTraining.CLASSES, message -> true, reported::addAndGet);

    assertThat(reported).hasValue(30);
    // five more are the probe
    assertThat(encoder.encoded()).isEqualTo(35);
  }
}
