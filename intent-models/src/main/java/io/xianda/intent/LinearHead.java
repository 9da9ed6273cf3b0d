package io.xianda.intent;

import ai.onnx.proto.OnnxMl;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trained head as its ONNX file holds it: a few dozen rows of a table and one small product.
 * Computed here, because a call into the runtime costs ten times the sum itself; that both give the
 * same is tested. Immutable and thread-safe.
 */
final class LinearHead {

  private static final List<String> OPERATORS =
      List.of("Gather", "MatMul", "MatMul", "Add", "Add", "Softmax");

  private final int dimension;
  private final int classes;

  /**
   * Row by row, each an array of its own: only where all arrays of a loop are read at the same
   * place does the compiler use vector instructions.
   */
  private final float[][] dense;

  private final float[][] table;
  private final float[] bias;

  private LinearHead(float[][] dense, float[][] table, float[] bias) {
    this.dimension = dense.length;
    this.classes = bias.length;
    this.dense = dense;
    this.table = table;
    this.bias = bias;
  }

  /**
   * Reads the weights.
   *
   * @throws IllegalStateException when the file is damaged or is another graph than the training
   *     writes
   */
  static LinearHead read(byte[] onnx) {
    OnnxMl.GraphProto graph = OnnxFile.read(onnx, "intent model").getGraph();
    if (!graph.getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList().equals(OPERATORS)) {
      throw new IllegalStateException(
          "the intent model is of another kind than bin/xianda train writes; run it again");
    }
    Map<String, OnnxMl.TensorProto> weights = new HashMap<>();
    graph.getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor));
    OnnxMl.TensorProto dense = weights.get("dense");
    OnnxMl.TensorProto table = weights.get("table");
    OnnxMl.TensorProto bias = weights.get("bias");
    if (dense == null
        || table == null
        || bias == null
        || table.getDims(0) != CharacterGrams.BUCKETS
        || table.getDims(1) != dense.getDims(1)) {
      throw new IllegalStateException(
          "the intent model lacks weights, or they do not fit together; run bin/xianda train");
    }
    return new LinearHead(rows(dense), rows(table), rows(bias)[0]);
  }

  private static float[][] rows(OnnxMl.TensorProto tensor) {
    FloatBuffer buffer =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[][] rows = new float[(int) tensor.getDims(0)][(int) tensor.getDims(1)];
    for (float[] row : rows) {
      buffer.get(row);
    }
    return rows;
  }

  int dimension() {
    return dimension;
  }

  int classes() {
    return classes;
  }

  /** Calibrated probabilities, one for each class; they add up to 1. */
  float[] probabilities(float[] vector, CharacterGrams grams) {
    float[] sums = bias.clone();
    for (int row = 0; row < dimension; row++) {
      add(dense[row], vector[row], sums);
    }
    for (int bucket : grams.buckets()) {
      add(table[bucket], grams.weight(), sums);
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (float sum : sums) {
      largest = Math.max(largest, sum);
    }
    double total = 0;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = (float) Math.exp(sums[k] - largest);
      total += sums[k];
    }
    float scale = (float) (1 / total);
    for (int k = 0; k < sums.length; k++) {
      sums[k] *= scale;
    }
    return sums;
  }

  private static void add(float[] row, float value, float[] sums) {
    for (int k = 0; k < row.length; k++) {
      sums[k] += value * row[k];
    }
  }
}
