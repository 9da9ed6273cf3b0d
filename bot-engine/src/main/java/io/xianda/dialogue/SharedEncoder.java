package io.xianda.dialogue;

import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.PassageEncoder;

/** Lets the knowledge base encode its texts with the encoder that also reads the messages. */
public record SharedEncoder(SentenceEncoder encoder) implements PassageEncoder {

  @Override
  public String normalise(String raw) {
    return Normaliser.normalise(raw).text();
  }

  @Override
  public float[] encode(String normalised) {
    return encoder.encode(normalised);
  }

  @Override
  public String fingerprint() {
    return encoder.fingerprint() + ",normaliser-" + Normaliser.VERSION;
  }
}
