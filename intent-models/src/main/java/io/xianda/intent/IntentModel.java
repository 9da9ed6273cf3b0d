package io.xianda.intent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trained classifier over sentence vector and character n-grams: a small ONNX file beside the
 * encoder. Immutable and thread-safe.
 */
public final class IntentModel {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ModelManifest manifest;
  private final LinearHead head;
  private final List<Intent> classes;

  private IntentModel(ModelManifest manifest, LinearHead head) {
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
    LinearHead head = LinearHead.read(headOnnx);
    requireFit("dimension", String.valueOf(head.dimension()), String.valueOf(encoder.dimension()));
    requireFit(
        "classes", String.valueOf(head.classes()), String.valueOf(manifest.classes().size()));
    return new IntentModel(manifest, head);
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
    return prediction(head.probabilities(vector, CharacterGrams.of(text)));
  }

  private IntentPrediction prediction(float[] probabilities) {
    List<ScoredIntent> scored = new ArrayList<>(probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      scored.add(new ScoredIntent(classes.get(i), Math.clamp(probabilities[i], 0d, 1d)));
    }
    return IntentPrediction.of(scored);
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
