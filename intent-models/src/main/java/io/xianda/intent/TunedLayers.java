package io.xianda.intent;

import ai.onnx.proto.OnnxMl;
import java.util.HashMap;
import java.util.Map;

/**
 * The encoder's upper layers as they were tuned to shoppers' messages: an ONNX file that holds
 * nothing but weights, each in the place of the one of the same name in the published model. So the
 * project carries nine megabytes instead of twenty-four, and a new version of the published model
 * cannot slip under the tuned layers unseen.
 */
final class TunedLayers {

  private TunedLayers() {}

  /**
   * The published model with the tuned weights in their places.
   *
   * @throws IllegalStateException when one of the files is damaged, or the tuned weights do not fit
   *     the published model in name, type or shape
   */
  static byte[] into(byte[] published, byte[] tuned) {
    OnnxMl.ModelProto.Builder model =
        OnnxFile.read(published, "published sentence encoder").toBuilder();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < model.getGraph().getInitializerCount(); i++) {
      places.put(model.getGraph().getInitializer(i).getName(), i);
    }
    for (OnnxMl.TensorProto weight :
        OnnxFile.read(tuned, "tuned sentence encoder").getGraph().getInitializerList()) {
      Integer place = places.get(weight.getName());
      if (place == null || !alike(model.getGraph().getInitializer(place), weight)) {
        throw new IllegalStateException(
            "the tuned layers do not fit the published sentence encoder at %s; tune again, see intent-models/encoder/README.md"
                .formatted(weight.getName()));
      }
      model.getGraphBuilder().setInitializer(place, weight);
    }
    return model.build().toByteArray();
  }

  private static boolean alike(OnnxMl.TensorProto one, OnnxMl.TensorProto other) {
    return one.getDataType() == other.getDataType()
        && one.getDimsList().equals(other.getDimsList());
  }
}
