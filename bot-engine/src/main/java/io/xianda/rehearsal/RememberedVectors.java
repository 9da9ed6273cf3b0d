package io.xianda.rehearsal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xianda.intent.SentenceEncoder;

/**
 * An encoder that remembers what it has encoded lately: the same questions are replayed before
 * every publication. Thread-safe.
 */
final class RememberedVectors implements SentenceEncoder {

  /** Of 512 floats each: 40 MB at most. */
  private static final int MOST = 20_000;

  private final SentenceEncoder encoder;
  private final Cache<String, float[]> vectors =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  RememberedVectors(SentenceEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public float[] encode(String text) {
    float[] vector = vectors.getIfPresent(text);
    if (vector == null) {
      vector = encoder.encode(text);
      vectors.put(text, vector);
    }
    return vector;
  }

  @Override
  public String fingerprint() {
    return encoder.fingerprint();
  }

  /** The encoder belongs to whoever made it. */
  @Override
  public void close() {
    vectors.invalidateAll();
  }
}
