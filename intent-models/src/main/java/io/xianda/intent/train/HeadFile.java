package io.xianda.intent.train;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.xianda.intent.CharacterGrams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes a trained regression as ONNX (operator set 13). The grams come in as a list of buckets and
 * their weights, so that a message costs a few dozen rows and not a product with the whole table;
 * the calibration is folded into the weights.
 *
 * <p>Inputs {@code vector [1, dimension]}, {@code grams [n]} (int64), {@code weights [1, n]};
 * output {@code probabilities [1, classes]}.
 */
final class HeadFile {

  private HeadFile() {}

  static byte[] of(SoftmaxRegression model, Calibration calibration) {
    int classes = model.classes();
    float scale = (float) (1 / calibration.temperature());
    var graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("intent-head")
            .addInput(
                value("vector", OnnxMl.TensorProto.DataType.FLOAT, dim(1), dim(model.dimension())))
            .addInput(value("grams", OnnxMl.TensorProto.DataType.INT64, dim("n")))
            .addInput(value("weights", OnnxMl.TensorProto.DataType.FLOAT, dim(1), dim("n")))
            .addInitializer(
                floats("dense", scaled(model.dense(), scale), model.dimension(), classes))
            .addInitializer(
                floats("table", scaled(model.grams(), scale), CharacterGrams.BUCKETS, classes))
            .addInitializer(floats("bias", scaled(model.bias(), scale), 1, classes))
            .addNode(node("Gather", "rows", "table", "grams"))
            .addNode(node("MatMul", "from_grams", "weights", "rows"))
            .addNode(node("MatMul", "from_vector", "vector", "dense"))
            .addNode(node("Add", "sum", "from_grams", "from_vector"))
            .addNode(node("Add", "logits", "sum", "bias"))
            .addNode(
                node("Softmax", "probabilities", "logits").toBuilder()
                    .addAttribute(
                        OnnxMl.AttributeProto.newBuilder()
                            .setName("axis")
                            .setType(OnnxMl.AttributeProto.AttributeType.INT)
                            .setI(1)))
            .addOutput(
                value("probabilities", OnnxMl.TensorProto.DataType.FLOAT, dim(1), dim(classes)));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(7)
        .setProducerName("xianda")
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static float[] scaled(float[] rows, float scale) {
    float[] out = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = rows[i] * scale;
    }
    return out;
  }

  private static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static OnnxMl.TensorShapeProto.Dimension dim(long size) {
    return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
  }

  private static OnnxMl.TensorShapeProto.Dimension dim(String name) {
    return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
  }

  private static OnnxMl.ValueInfoProto value(
      String name, OnnxMl.TensorProto.DataType type, OnnxMl.TensorShapeProto.Dimension... shape) {
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(OnnxMl.TensorShapeProto.newBuilder().addAllDim(List.of(shape)))))
        .build();
  }

  private static OnnxMl.TensorProto floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor(name, OnnxMl.TensorProto.DataType.FLOAT, shape)
        .setRawData(ByteString.copyFrom(raw))
        .build();
  }

  private static OnnxMl.TensorProto.Builder tensor(
      String name, OnnxMl.TensorProto.DataType type, long... shape) {
    var builder = OnnxMl.TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long size : shape) {
      builder.addDims(size);
    }
    return builder;
  }
}
