package io.xianda.ticket;

/** Something was not done to a ticket. */
public final class TicketRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final TicketRefusal refusal;

  public TicketRefusedException(TicketRefusal refusal) {
    super(refusal.name(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public TicketRefusal refusal() {
    return refusal;
  }
}
