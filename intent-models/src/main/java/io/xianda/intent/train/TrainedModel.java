package io.xianda.intent.train;

import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ModelManifest;
import java.util.List;

/**
 * A model and what is known about it.
 *
 * @param head the ONNX file
 * @param manifest its papers
 * @param heldOut for each training message, in their order, the prediction of a model that has not
 *     seen it
 * @param vectors for each training message, in their order, its sentence vector
 */
@SuppressWarnings("ArrayRecordComponent") // written to a file and read from nowhere else
public record TrainedModel(
    byte[] head, ModelManifest manifest, List<IntentPrediction> heldOut, List<float[]> vectors) {}
