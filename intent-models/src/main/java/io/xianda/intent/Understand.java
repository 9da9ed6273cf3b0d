package io.xianda.intent;

import io.xianda.intent.slot.OrderMention;

/**
 * From typed text to its meaning. The text is encoded once here, and nowhere else on the way of a
 * message. Thread-safe.
 */
public final class Understand {

  private static final Spellings SPELLINGS = Spellings.shipped();

  private final SentenceEncoder encoder;
  private final IntentModel model;

  public Understand(SentenceEncoder encoder, IntentModel model) {
    this.encoder = encoder;
    this.model = model;
  }

  /**
   * The meaning of what was typed; a text without anything readable has one too, though a vague
   * one.
   */
  public Understanding understand(String raw) {
    Utterance utterance = SPELLINGS.inFull(Normaliser.normalise(raw));
    float[] vector = encoder.encode(utterance.text());
    return new Understanding(
        utterance, vector, model.classify(utterance.text(), vector), OrderMention.in(raw));
  }

  /** The version of the model that understands, for decision traces. */
  public String modelVersion() {
    return model.version();
  }
}
