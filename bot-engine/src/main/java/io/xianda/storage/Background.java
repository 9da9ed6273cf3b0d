package io.xianda.storage;

/**
 * Marks work that nobody waits for at the door: answering, and taking answers to other desks. It
 * has connections to the database of its own, so that in a surge what comes in is stored and
 * acknowledged while such work queues. Thread-safe.
 */
public final class Background {

  private static final ScopedValue<Boolean> HERE = ScopedValue.newInstance();

  private Background() {}

  /** Runs the work on this thread. */
  public static void run(Runnable work) {
    ScopedValue.where(HERE, true).run(work);
  }

  static boolean isHere() {
    return HERE.isBound();
  }
}
