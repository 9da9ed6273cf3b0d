package io.xianda.intent;

import java.util.List;
import java.util.Map;

/**
 * The papers of a trained model, shipped beside it as {@code manifest.json}.
 *
 * @param features version of normaliser and features that it was trained with
 * @param encoder fingerprint of the sentence encoder that it was trained with
 * @param probe hash of the vectors of a few fixed sentences on the machine that trained it: where
 *     it differs, the processor rounds otherwise, and a new training gives an equal model but not
 *     the same bytes
 * @param data hash of the training messages
 * @param head hash of {@code head.onnx}
 * @param seed of every random choice
 * @param messages number of training messages
 * @param classes the intents in the order of the model's outputs
 * @param versions of the libraries that computed it
 * @param folds metrics on held-out folds
 */
public record ModelManifest(
    String features,
    String encoder,
    String probe,
    String data,
    String head,
    long seed,
    int messages,
    List<String> classes,
    Map<String, String> versions,
    Map<String, Double> folds) {

  /** The version that this code computes. */
  public static final String FEATURES = "normaliser-" + Normaliser.VERSION + ",grams-1";

  public ModelManifest {
    classes = List.copyOf(classes);
    versions = Map.copyOf(versions);
    folds = Map.copyOf(folds);
  }
}
