package io.xianda.intent;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * The sentence encoder bge-small-zh-v1.5 (BAAI, int8 ONNX, 512 dimensions, vector of the first
 * token, length 1), its three upper layers tuned to shoppers' messages ({@code
 * intent-models/encoder/README.md}).
 *
 * <p>One session serves all threads. It computes each text on one core, and at most as many texts
 * at once as there are cores: for messages of a few words this gives both the best throughput and a
 * latency that does not explode when many shoppers write together.
 */
public final class BgeSmallZh implements SentenceEncoder {

  private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
  private static final String TUNED = "model/encoder.onnx";
  private static final String TOKENIZER = "/bge-small-zh-v1.5-q-tokenizer.json";
  private static final int DIMENSION = 512;
  private static final long LONGEST_IN_TOKENS = 512;

  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final String fingerprint;

  private BgeSmallZh(OrtSession session, HuggingFaceTokenizer tokenizer, String fingerprint) {
    this.session = session;
    this.tokenizer = tokenizer;
    this.fingerprint = fingerprint;
  }

  /**
   * Loads the encoder and warms it up, so that the first shopper waits no longer than the others.
   *
   * @throws IllegalStateException with one clear line when the runtime refuses the model
   */
  public static BgeSmallZh load() {
    byte[] published = resource(MODEL);
    byte[] tuned = resource(TUNED);
    byte[] tokenizerJson = resource(TOKENIZER);
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      OrtSession session =
          OrtEnvironment.getEnvironment()
              .createSession(TunedLayers.into(published, tuned), options);
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(tokenizerJson),
              Map.of(
                  "truncation", "true",
                  "maxLength", String.valueOf(LONGEST_IN_TOKENS),
                  "padding", "false",
                  "addSpecialTokens", "true"));
      var encoder =
          new BgeSmallZh(
              session, tokenizer, Hashes.sha256(published, tuned, tokenizerJson).substring(0, 16));
      for (int i = 0; i < 20; i++) {
        encoder.encode("早上买的草莓现在到哪里了".repeat(1 + i % 3));
      }
      return encoder;
    } catch (OrtException e) {
      throw new IllegalStateException(
          "the sentence encoder cannot be loaded: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the tokenizer cannot be loaded", e);
    }
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public float[] encode(String text) {
    Encoding encoding = tokenizer.encode(text);
    long[] ids = encoding.getIds();
    long[] shape = {1, ids.length};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    cores.acquireUninterruptibly();
    try (OnnxTensor inputIds = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor mask =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(encoding.getAttentionMask()), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(encoding.getTypeIds()), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", inputIds, "attention_mask", mask, "token_type_ids", types))) {
      FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] vector = new float[DIMENSION];
      hidden.get(0, vector);
      return toUnitLength(vector);
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence encoder failed: " + e.getMessage(), e);
    } finally {
      cores.release();
    }
  }

  /** The tokens of a normalised text as the encoder reads them, for tuning it. */
  public long[] tokens(String text) {
    return tokenizer.encode(text).getIds();
  }

  private static float[] toUnitLength(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  @Override
  public String fingerprint() {
    return "bge-small-zh-v1.5-q-tuned:" + fingerprint;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence encoder cannot be closed", e);
    } finally {
      tokenizer.close();
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            BgeSmallZh.class.getResourceAsStream(name),
            () -> "missing on the class path: " + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
