package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The shipped model understands with the real encoder, and a model that does not fit says so. */
class IntentModelTest {

  private static IntentModel shipped;

  @BeforeAll
  static void load() {
    shipped = IntentModel.shipped(RealEncoder.BGE);
  }

  @ParameterizedTest
  @CsvSource({"几点能送到, delivery.eta", "转人工, service.human", "今天股市怎么样, oos"})
  void theShippedModelUnderstands(String message, String intent) {
    Understanding understanding = new Understand(RealEncoder.BGE, shipped).understand(message);

    assertThat(understanding.intents().best().intent()).isEqualTo(new Intent(intent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"几点能送到", "草莓烂了，要退款，还要投诉骑手", "😡", "", "asdf qwer"})
  void theProbabilitiesAddUpToOne(String message) {
    IntentPrediction prediction =
        new Understand(RealEncoder.BGE, shipped).understand(message).intents();

    assertThat(prediction.ranked()).hasSize(63);
    assertThat(prediction.ranked().stream().mapToDouble(ScoredIntent::probability).sum())
        .isCloseTo(1, within(1e-4));
    assertThat(prediction.inScope() + prediction.of(Intent.OUT_OF_SCOPE))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void whatHasNothingToDoWithTheShopIsLessInScope() {
    var understand = new Understand(RealEncoder.BGE, shipped);

    assertThat(understand.understand("今天股市怎么样").intents().inScope())
        .isLessThan(understand.understand("我的菜几点能送到").intents().inScope());
  }

  @Test
  void theShippedModelKnowsTheIntentsOfTheCatalogueInItsOrder() {
    assertThat(shipped.manifest().classes())
        .isEqualTo(IntentCatalog.shipped().intents().stream().map(Intent::id).toList());
  }

  @Test
  void theVersionIsTheBeginningOfTheHash() {
    assertThat(shipped.version()).hasSize(12).isEqualTo(shipped.manifest().head().substring(0, 12));
  }

  @Test
  void aModelOfAnotherEncoderIsRefused() {
    assertRefused(manifestWith("encoder", "bge-large:0123"), head(), "encoder", "bge-large:0123");
  }

  @Test
  void aModelOfOtherFeaturesIsRefused() {
    assertRefused(
        manifestWith("features", "normaliser-0,grams-0"),
        head(),
        "features",
        "normaliser-0,grams-0");
  }

  @Test
  void aDamagedHeadIsRefused() {
    byte[] damaged = head();
    damaged[damaged.length / 2] ^= 1;

    assertRefused(resource("model/manifest.json"), damaged, "head", Hashes.sha256(damaged));
  }

  @Test
  void aHeadThatIsNoModelIsRefusedEvenWhenItsHashFits() {
    byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);

    assertThatIllegalStateException()
        .isThrownBy(
            () -> IntentModel.of(manifestWith("head", Hashes.sha256(text)), text, RealEncoder.BGE))
        .withMessageStartingWith("the intent model is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"classes\": 7}"})
  void aDamagedManifestIsRefused(String manifest) {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            IntentModel.of(manifest.getBytes(StandardCharsets.UTF_8), head(), RealEncoder.BGE))
        .withMessageStartingWith("the intent model's manifest is damaged: ")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  private static void assertRefused(byte[] manifest, byte[] head, String what, String value) {
    assertThatIllegalStateException()
        .isThrownBy(() -> IntentModel.of(manifest, head, RealEncoder.BGE))
        .withMessageStartingWith("the intent model does not fit: its " + what + " is ")
        .withMessageContaining(value)
        .withMessageContaining("run bin/xianda train")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  private static byte[] manifestWith(String field, String value) {
    JsonMapper json = JsonMapper.shared();
    ObjectNode manifest = (ObjectNode) json.readTree(resource("model/manifest.json"));
    manifest.put(field, value);
    return json.writeValueAsBytes(manifest);
  }

  private static byte[] head() {
    return resource("model/head.onnx");
  }

  private static byte[] resource(String name) {
    try (InputStream in = Objects.requireNonNull(IntentModel.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
