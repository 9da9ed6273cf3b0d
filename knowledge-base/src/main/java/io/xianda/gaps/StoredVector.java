package io.xianda.gaps;

import java.nio.ByteBuffer;

/** Vectors as bytes: sums exactly, single messages in half precision, which is half as long. */
final class StoredVector {

  private StoredVector() {}

  static byte[] exact(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  static float[] exact(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }

  static byte[] half(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Short.BYTES);
    for (float x : vector) {
      bytes.putShort(Float.floatToFloat16(x));
    }
    return bytes.array();
  }

  static float[] half(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    float[] vector = new float[bytes.length / Short.BYTES];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = Float.float16ToFloat(from.getShort());
    }
    return vector;
  }

  /** The vector as it reads when it was stored and read back. */
  static float[] rounded(float[] vector) {
    return half(half(vector));
  }
}
