package io.xianda.knowledge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An encoder that knows the vectors of the demonstration shop's passages already, so that the first
 * start need not compute thousands of them. What it does not know it leaves to the encoder behind
 * it. Thread-safe.
 *
 * <p>A component takes one byte, in units of the vector's largest: the cosine of such a vector and
 * the exact one is above 0.9999.
 */
public final class PrecomputedVectors implements PassageEncoder {

  private static final Logger LOG = LoggerFactory.getLogger(PrecomputedVectors.class);

  private final PassageEncoder encoder;
  private final Map<Long, Compact> vectors;

  @SuppressWarnings("ArrayRecordComponent") // private to the map
  private record Compact(float unit, byte[] components) {}

  private PrecomputedVectors(PassageEncoder encoder, Map<Long, Compact> vectors) {
    this.encoder = encoder;
    this.vectors = vectors;
  }

  /** The shipped vectors before this encoder; of another encoder they are left aside. */
  public static PrecomputedVectors shipped(PassageEncoder encoder) {
    try (InputStream in =
        Objects.requireNonNull(
            PrecomputedVectors.class.getResourceAsStream("demo-vectors.bin"),
            "demo-vectors.bin is missing; run bin/xianda train")) {
      return read(in.readAllBytes(), encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("demo-vectors.bin is damaged; run bin/xianda train", e);
    }
  }

  static PrecomputedVectors read(byte[] bytes, PassageEncoder encoder) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!in.readUTF().equals(encoder.fingerprint())) {
        LOG.info("the shipped vectors are of another encoder; the passages are encoded anew");
        return new PrecomputedVectors(encoder, Map.of());
      }
      int dimension = in.readInt();
      int count = in.readInt();
      Map<Long, Compact> vectors = HashMap.newHashMap(count);
      for (int i = 0; i < count; i++) {
        vectors.put(in.readLong(), new Compact(in.readFloat(), in.readNBytes(dimension)));
      }
      return new PrecomputedVectors(encoder, vectors);
    }
  }

  /** The file of all passages of these entries. */
  public static byte[] of(List<Entry> entries, PassageEncoder encoder) {
    List<String> texts =
        entries.stream()
            .flatMap(entry -> EntryCard.passages(entry).stream())
            .map(encoder::normalise)
            .distinct()
            .toList();
    List<float[]> vectors = texts.parallelStream().map(encoder::encode).toList();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(encoder.fingerprint());
      out.writeInt(vectors.isEmpty() ? 0 : vectors.getFirst().length);
      out.writeInt(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        write(texts.get(i), vectors.get(i), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(String text, float[] vector, DataOutputStream out) throws IOException {
    float largest = 0;
    for (float x : vector) {
      largest = Math.max(largest, Math.abs(x));
    }
    float unit = largest == 0 ? 1 : largest / Byte.MAX_VALUE;
    out.writeLong(key(text));
    out.writeFloat(unit);
    for (float x : vector) {
      out.writeByte(Math.round(x / unit));
    }
  }

  /** How many vectors are known. */
  public int size() {
    return vectors.size();
  }

  @Override
  public String normalise(String raw) {
    return encoder.normalise(raw);
  }

  @Override
  public float[] encode(String normalised) {
    Compact known = vectors.get(key(normalised));
    if (known == null) {
      return encoder.encode(normalised);
    }
    float[] vector = new float[known.components().length];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = known.components()[i] * known.unit();
      squares += (double) vector[i] * vector[i];
    }
    float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  @Override
  public String fingerprint() {
    return encoder.fingerprint();
  }

  private static long key(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new DataInputStream(new ByteArrayInputStream(digest)).readLong();
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
