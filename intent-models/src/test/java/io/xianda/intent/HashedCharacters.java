package io.xianda.intent;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sentence encoder for tests: characters hashed to the axes of a small space. Counts its work.
 */
public final class HashedCharacters implements SentenceEncoder {

  private static final int DIMENSION = 24;

  private final AtomicInteger encoded = new AtomicInteger();

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public float[] encode(String text) {
    encoded.incrementAndGet();
    float[] vector = new float[DIMENSION];
    vector[0] = 1;
    text.codePoints().forEach(c -> vector[1 + c % (DIMENSION - 1)] += 1);
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  /** How many texts it has encoded. */
  public int encoded() {
    return encoded.get();
  }

  @Override
  public String fingerprint() {
    return "hashed-characters";
  }

  @Override
  public void close() {}
}
