package io.xianda.intent;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trained classifier over sentence vector and character n-grams: a small ONNX graph beside the
 * encoder. Thread-safe.
 */
public final class IntentModel implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ModelManifest manifest;
  private final OrtSession head;
  private final List<Intent> classes;

  private IntentModel(ModelManifest manifest, OrtSession head) {
    this.manifest = manifest;
    this.head = head;
    this.classes = manifest.classes().stream().map(Intent::new).toList();
  }

  /**
   * The model shipped with the product.
   *
   * @throws IllegalStateException with one clear line when it was not trained for this encoder or
   *     these features, or is damaged
   */
  public static IntentModel shipped(SentenceEncoder encoder) {
    return of(resource("model/manifest.json"), resource("model/head.onnx"), encoder);
  }

  /** A model from its two files; the same checks as {@link #shipped}. */
  public static IntentModel of(byte[] manifestJson, byte[] headOnnx, SentenceEncoder encoder) {
    ModelManifest manifest = manifest(manifestJson);
    requireFit("features", manifest.features(), ModelManifest.FEATURES);
    requireFit("encoder", manifest.encoder(), encoder.fingerprint());
    requireFit("head", manifest.head(), Hashes.sha256(headOnnx));
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new IntentModel(
          manifest, OrtEnvironment.getEnvironment().createSession(headOnnx, options));
    } catch (OrtException e) {
      throw new IllegalStateException("the intent model cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static ModelManifest manifest(byte[] json) {
    try {
      return JSON.readValue(json, ModelManifest.class);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "the intent model's manifest is damaged: " + e.getOriginalMessage(), e);
    }
  }

  private static void requireFit(String what, String trained, String here) {
    if (!trained.equals(here)) {
      throw new IllegalStateException(
          "the intent model does not fit: its %s is %s, here it is %s; run bin/xianda train"
              .formatted(what, trained, here));
    }
  }

  /** The model's papers. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** What decision traces call this model: twelve characters of its hash. */
  public String version() {
    return manifest.head().substring(0, 12);
  }

  /**
   * Classifies one message.
   *
   * @param text as {@link Normaliser} leaves it
   * @param vector of that text, by the encoder that the model was trained with
   */
  public IntentPrediction classify(String text, float[] vector) {
    CharacterGrams grams = CharacterGrams.of(text);
    long[] buckets = Arrays.stream(grams.buckets()).asLongStream().toArray();
    float[] weights = new float[buckets.length];
    Arrays.fill(weights, grams.weight());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor dense =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(vector), new long[] {1, vector.length});
        OnnxTensor gramIds =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(buckets), new long[] {buckets.length});
        OnnxTensor gramWeights =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(weights), new long[] {1, weights.length});
        OrtSession.Result result =
            head.run(Map.of("vector", dense, "grams", gramIds, "weights", gramWeights))) {
      float[] probabilities = new float[classes.size()];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(0, probabilities);
      return prediction(probabilities);
    } catch (OrtException e) {
      throw new IllegalStateException("the intent model failed: " + e.getMessage(), e);
    }
  }

  private IntentPrediction prediction(float[] probabilities) {
    List<ScoredIntent> scored = new ArrayList<>(probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      scored.add(new ScoredIntent(classes.get(i), Math.clamp(probabilities[i], 0d, 1d)));
    }
    return IntentPrediction.of(scored);
  }

  @Override
  public void close() {
    try {
      head.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the intent model cannot be closed", e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            IntentModel.class.getResourceAsStream(name),
            () -> "the shipped model lacks " + name + "; run bin/xianda train")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
