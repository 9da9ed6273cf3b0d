package io.xianda.intent.train;

import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ModelManifest;
import java.util.List;

/**
 * A model and what is known about it.
 *
 * @param head the ONNX file
 * @param manifest its papers
 * @param heldOut the judged messages, in their order
 * @param vectors for each training message, in their order, its sentence vector
 */
@SuppressWarnings("ArrayRecordComponent") // written to a file and read from nowhere else
public record TrainedModel(
    byte[] head, ModelManifest manifest, List<HeldOut> heldOut, List<float[]> vectors) {

  /**
   * What a model that has not seen a message thought of it.
   *
   * @param message the index of the message in the training data
   */
  public record HeldOut(int message, IntentPrediction prediction) {}
}
