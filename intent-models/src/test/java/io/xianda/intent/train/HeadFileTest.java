package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.xianda.intent.CharacterGrams;
import io.xianda.intent.HashedCharacters;
import io.xianda.intent.Hashes;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentModel;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ModelManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The ONNX file computes what the regression in Java computes. */
class HeadFileTest {

  private static final List<String> TEXTS = List.of("草莓烂了", "几点送", "讲个笑话", "从未见过的一句话", "a", "");

  private final SoftmaxRegression model =
      SoftmaxRegression.train(ToyTraining.examples(), 3, ToyTraining.recipe(7));

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.4, 2.5})
  void theWrittenModelGivesTheProbabilitiesOfTheJavaComputation(double temperature) {
    var calibration = new Calibration(temperature);
    var encoder = new HashedCharacters();
    byte[] head = HeadFile.of(model, calibration);
    IntentModel loaded = IntentModel.of(manifest(head), head, encoder);
    for (String text : TEXTS) {
      float[] vector = encoder.encode(text);
      float[] logits = new float[3];
      model.logits(vector, CharacterGrams.of(text), logits);
      double[] expected = calibration.probabilities(logits, 3);

      IntentPrediction prediction = loaded.classify(text, vector);

      for (int k = 0; k < 3; k++) {
        assertThat(prediction.of(ToyTraining.CLASSES.get(k)))
            .as(text + " " + ToyTraining.CLASSES.get(k))
            .isCloseTo(expected[k], within(1e-5));
      }
    }
  }

  /** What is read from the file and computed in Java is what the file says to everybody else. */
  @Test
  void theRuntimeComputesTheSameFromTheFile() throws Exception {
    byte[] head = HeadFile.of(model, new Calibration(0.7));
    var encoder = new HashedCharacters();
    IntentModel loaded = IntentModel.of(manifest(head), head, encoder);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(head)) {
      for (String text : TEXTS) {
        float[] vector = encoder.encode(text);
        CharacterGrams grams = CharacterGrams.of(text);
        long[] buckets = Arrays.stream(grams.buckets()).asLongStream().toArray();
        float[] weights = new float[buckets.length];
        Arrays.fill(weights, grams.weight());
        try (OnnxTensor dense = OnnxTensor.createTensor(environment, new float[][] {vector});
            OnnxTensor ids = OnnxTensor.createTensor(environment, buckets);
            OnnxTensor scale = OnnxTensor.createTensor(environment, new float[][] {weights});
            OrtSession.Result result =
                session.run(Map.of("vector", dense, "grams", ids, "weights", scale))) {
          float[] probabilities = ((float[][]) result.get(0).getValue())[0];
          IntentPrediction prediction = loaded.classify(text, vector);
          for (int k = 0; k < probabilities.length; k++) {
            assertThat(prediction.of(ToyTraining.CLASSES.get(k)))
                .isCloseTo(probabilities[k], within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void theSameModelGivesTheSameBytes() {
    SoftmaxRegression again =
        SoftmaxRegression.train(ToyTraining.examples(), 3, ToyTraining.recipe(7));

    assertThat(HeadFile.of(again, new Calibration(1.5)))
        .isEqualTo(HeadFile.of(model, new Calibration(1.5)));
  }

  @Test
  void anotherCalibrationGivesOtherBytes() {
    assertThat(HeadFile.of(model, new Calibration(1.4)))
        .isNotEqualTo(HeadFile.of(model, new Calibration(1.5)));
  }

  private static byte[] manifest(byte[] head) {
    return JsonMapper.shared()
        .writeValueAsBytes(
            new ModelManifest(
                ModelManifest.FEATURES,
                "hashed-characters",
                "",
                "",
                Hashes.sha256(head),
                7,
                30,
                ToyTraining.CLASSES.stream().map(Intent::id).toList(),
                Map.of(),
                Map.of()));
  }
}
