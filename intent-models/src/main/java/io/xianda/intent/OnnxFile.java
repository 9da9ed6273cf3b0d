package io.xianda.intent;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;

/** An ONNX file as the messages of its format. */
final class OnnxFile {

  private OnnxFile() {}

  /**
   * Reads a file.
   *
   * @param what it is, for the message when it is damaged
   * @throws IllegalStateException when it is damaged
   */
  static OnnxMl.ModelProto read(byte[] onnx, String what) {
    try {
      return OnnxMl.ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the %s is damaged: %s".formatted(what, e.getMessage()), e);
    }
  }
}
