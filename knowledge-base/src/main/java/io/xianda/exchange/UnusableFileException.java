package io.xianda.exchange;

/** A file that cannot be read or written as a whole; the message is one line for operators. */
public final class UnusableFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnusableFileException(String message) {
    super(message);
  }

  UnusableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
