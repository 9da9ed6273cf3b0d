package io.xianda.order;

/** The merchant's system does not answer. */
public final class MerchantAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MerchantAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
