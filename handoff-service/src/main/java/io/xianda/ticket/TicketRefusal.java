package io.xianda.ticket;

/** Why something was not done to a ticket; nothing was changed. */
public enum TicketRefusal {
  /** There is none of this number, or it is another shopper's. */
  UNKNOWN,
  /** Its state does not allow it. */
  NOT_NOW,
  /** Somebody else has changed it meanwhile. */
  CHANGED,
  /** Somebody else does it. */
  NOT_YOURS,
  /** It is too late for it. */
  TOO_LATE,
  /** The money for this item is decided already. */
  DECIDED,
  /** The ticket is about no such item. */
  NO_ITEM,
  /** It is more than agents may grant. */
  OVER_LIMIT,
  /** It is more than what was paid for the item. */
  TOO_MUCH,
  /** Nobody said how much, and the rules do not say either. */
  NO_AMOUNT,
  /** It comes from no conversation and is nobody's: no one to be told or asked. */
  NO_SHOPPER
}
