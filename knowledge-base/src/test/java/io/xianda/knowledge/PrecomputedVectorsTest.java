package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecomputedVectorsTest {

  private final List<String> encoded = new ArrayList<>();

  @Test
  void knownPassagesAreNotEncodedAgainAndKeepTheirDirection() throws Exception {
    Entry entry = EntryFile.demoAsWritten().getFirst();
    PassageEncoder encoder = encoder("one");
    byte[] file = PrecomputedVectors.of(List.of(entry), encoder);
    int once = encoded.size();

    PrecomputedVectors known = PrecomputedVectors.read(file, encoder);

    for (String text : EntryCard.passages(entry)) {
      assertThat(cosine(known.encode(text), vector(text))).isCloseTo(1, within(1e-4));
      assertThat(cosine(known.encode(text), known.encode(text))).isCloseTo(1, within(1e-5));
    }
    assertThat(encoded).hasSize(once);
    assertThat(known.encode("另一句话")).isEqualTo(vector("另一句话"));
    assertThat(encoded).hasSize(once + 1);
  }

  @Test
  void vectorsOfAnotherEncoderAreNotUsed() throws Exception {
    Entry entry = EntryFile.demoAsWritten().getFirst();
    byte[] file = PrecomputedVectors.of(List.of(entry), encoder("one"));

    PrecomputedVectors known = PrecomputedVectors.read(file, encoder("other"));

    assertThat(known.size()).isZero();
    assertThat(known.encode(entry.question())).isEqualTo(vector(entry.question()));
  }

  private PassageEncoder encoder(String name) {
    return new PassageEncoder() {
      @Override
      public String normalise(String raw) {
        return raw;
      }

      @Override
      public float[] encode(String normalised) {
        synchronized (encoded) {
          encoded.add(normalised);
        }
        return vector(normalised);
      }

      @Override
      public String fingerprint() {
        return name;
      }
    };
  }

  private static float[] vector(String text) {
    var random = new Random(text.hashCode());
    float[] vector = new float[512];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
