package io.xianda.curating;

import io.xianda.knowledge.PassageEncoder;
import java.util.Locale;

/** Normalises to lower case without question marks; makes no vectors. */
record Lowercase(String fingerprint) implements PassageEncoder {

  @Override
  public String normalise(String raw) {
    return raw.strip().toLowerCase(Locale.ROOT).replaceAll("[?？]", "");
  }

  @Override
  public float[] encode(String normalised) {
    throw new UnsupportedOperationException("guards compare words");
  }
}
