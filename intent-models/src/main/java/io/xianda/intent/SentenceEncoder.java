package io.xianda.intent;

/** Turns a text into a vector whose direction is its meaning. Thread-safe. */
public interface SentenceEncoder extends AutoCloseable {

  /** Length of every vector. */
  int dimension();

  /**
   * The vector of a normalised text, of length 1 in the Euclidean norm; the empty text has one too.
   *
   * @param text as {@link Normaliser} leaves it; what goes beyond the encoder's limit is ignored
   */
  float[] encode(String text);

  /**
   * What makes this encoder's vectors its own: a change of it makes stored vectors and trained
   * heads useless.
   */
  String fingerprint();

  @Override
  void close();
}
