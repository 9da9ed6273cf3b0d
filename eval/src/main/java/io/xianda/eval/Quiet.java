package io.xianda.eval;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps a measurement's stderr for its progress: Lucene tells through java.util.logging which
 * vector unit it does without.
 */
final class Quiet {

  /** Held, because the logging framework would forget the level of a logger that nobody holds. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private Quiet() {}

  static void start() {
    LUCENE.setLevel(Level.SEVERE);
  }
}
