package io.xianda.eval.dialogues;

/** A suite cannot be used; the message is one line that names file and line. */
public final class UnusableSuiteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableSuiteException(String message) {
    super(message);
  }
}
