package io.xianda.eval;

/** An input cannot be used; the message names file and line. */
final class UnusableInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableInput(String message) {
    super(message);
  }
}
