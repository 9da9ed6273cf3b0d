package io.xianda.quickreply;

/** A text has a brace that stands for nothing. */
public final class UnknownPlaceholderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownPlaceholderException() {
    super("a brace that stands for nothing", null, false, false);
  }
}
