package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

/** Tuned weights take the places of those of the same name, and of no others. */
class TunedLayersTest {

  private static final byte[] PUBLISHED =
      model(weight("below", 2, "aa"), weight("above", 3, "bbb"), weight("bias", 1, "c"));

  @Test
  void whatWasTunedTakesItsPlaceAndTheRestStays() throws Exception {
    byte[] both = TunedLayers.into(PUBLISHED, model(weight("above", 3, "BBB")));

    assertThat(both)
        .isEqualTo(
            model(weight("below", 2, "aa"), weight("above", 3, "BBB"), weight("bias", 1, "c")));
  }

  @Test
  void aWeightThatThePublishedModelLacksIsRefusedByName() {
    assertRefused(model(weight("elsewhere", 3, "BBB")), "elsewhere");
  }

  @Test
  void aWeightOfAnotherShapeIsRefusedByName() {
    assertRefused(model(weight("above", 4, "BBBB")), "above");
  }

  @Test
  void aDamagedFileIsRefused() {
    assertRefused(new byte[] {1, 2, 3}, "the tuned sentence encoder is damaged");
  }

  private static void assertRefused(byte[] tuned, String because) {
    assertThatThrownBy(() -> TunedLayers.into(PUBLISHED, tuned))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(because);
  }

  private static OnnxMl.TensorProto weight(String name, int size, String content) {
    return OnnxMl.TensorProto.newBuilder()
        .setName(name)
        .setDataType(OnnxMl.TensorProto.DataType.INT8_VALUE)
        .addDims(size)
        .setRawData(ByteString.copyFromUtf8(content))
        .build();
  }

  private static byte[] model(OnnxMl.TensorProto... weights) {
    return OnnxMl.ModelProto.newBuilder()
        .setGraph(OnnxMl.GraphProto.newBuilder().addAllInitializer(java.util.List.of(weights)))
        .build()
        .toByteArray();
  }
}
