package io.xianda.quickreply;

/** Ends a change of a quick reply that is not possible. */
public final class QuickReplyRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final QuickReplyRefusal refusal;

  QuickReplyRefusedException(QuickReplyRefusal refusal) {
    super(refusal.name(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public QuickReplyRefusal refusal() {
    return refusal;
  }
}
