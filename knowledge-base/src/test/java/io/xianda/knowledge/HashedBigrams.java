package io.xianda.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A passage encoder for tests: bigrams hashed to the axes of a space. Notes what it was asked to
 * encode.
 */
final class HashedBigrams implements PassageEncoder {

  /** The first axis belongs to the texts without any bigram. */
  private static final int DIMENSION = 256;

  /** A text that this encoder fails on. */
  static final String POISON = "poison";

  private final String fingerprint;
  private final List<String> encoded = new CopyOnWriteArrayList<>();

  HashedBigrams(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  public String normalise(String raw) {
    return raw.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public float[] encode(String normalised) {
    if (normalised.equals(POISON)) {
      throw new IllegalStateException("the encoder failed on " + POISON);
    }
    encoded.add(normalised);
    return vector(normalised);
  }

  /** What {@link #encode} gives, without being counted. */
  static float[] vector(String text) {
    float[] vector = new float[DIMENSION];
    for (String bigram : TextAnalysis.bigrams(text)) {
      vector[1 + Math.floorMod(bigram.hashCode(), DIMENSION - 1)] += 1;
    }
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    if (squares == 0) {
      return nowhere();
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  /** A direction in which no passage lies. */
  static float[] nowhere() {
    float[] vector = new float[DIMENSION];
    vector[0] = 1;
    return vector;
  }

  /** The texts that were encoded since the last call, in order. */
  List<String> takeEncoded() {
    List<String> taken = List.copyOf(encoded);
    encoded.clear();
    return taken;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }
}
