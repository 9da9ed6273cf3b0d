package io.xianda.rating;

/** A rating is not taken: the conversation goes on, nothing was said in it, or it is long over. */
public final class NotDueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotDueException() {
    super("no rating is due", null, false, false);
  }
}
