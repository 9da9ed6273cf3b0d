package io.xianda.desk;

/** Something at the desk was not done. */
public final class DeskRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DeskRefusal refusal;

  DeskRefusedException(DeskRefusal refusal) {
    super(refusal.name());
    this.refusal = refusal;
  }

  /** Why. */
  public DeskRefusal refusal() {
    return refusal;
  }
}
