package io.xianda.knowledge;

/**
 * Turns the texts of entries into vectors when they are indexed; supplied by whoever owns the
 * encoder.
 */
public interface PassageEncoder {

  /** The text as messages are normalised, so that both meet in one form. */
  String normalise(String raw);

  /** The vector of a normalised text, of length 1. */
  float[] encode(String normalised);

  /**
   * What makes these vectors comparable with each other: an index of another encoder is built anew.
   */
  String fingerprint();
}
