package io.xianda.curating;

/** What an import was checked against is no longer so. Nothing was stored; check and try again. */
public final class ChangedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ChangedMeanwhileException(String message) {
    super(message);
  }
}
