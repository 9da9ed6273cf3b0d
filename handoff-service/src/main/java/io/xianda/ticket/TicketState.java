package io.xianda.ticket;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far a ticket is. */
public enum TicketState {
  /** Nobody has begun. */
  OPEN,
  /** Somebody works on it. */
  IN_PROGRESS,
  /** The shopper was asked something; the clock stands still. */
  WAITING,
  /** It is done, unless the shopper says otherwise. */
  RESOLVED,
  /** It is over. */
  CLOSED;

  private static final Set<TicketState> UNFINISHED = EnumSet.of(OPEN, IN_PROGRESS, WAITING);

  /** Whether something is still to be done. */
  public boolean isUnfinished() {
    return UNFINISHED.contains(this);
  }

  /** The state after an act; nothing when the act is not allowed now. */
  public Optional<TicketState> after(TicketAct act) {
    return switch (act) {
      // Who does it may change as long as there is something to do.
      case TicketAct.Take _, TicketAct.Assign _ -> staysWhileUnfinished();
      case TicketAct.Regroup _, TicketAct.Reprioritise _, TicketAct.Say _ -> staysWhileUnfinished();
      case TicketAct.Start _ -> this == OPEN ? Optional.of(IN_PROGRESS) : Optional.empty();
      case TicketAct.Ask _ ->
          this == OPEN || this == IN_PROGRESS ? Optional.of(WAITING) : Optional.empty();
      // Whoever adds something to what was done is not content.
      case TicketAct.Add _ ->
          switch (this) {
            case OPEN -> Optional.of(OPEN);
            case IN_PROGRESS, WAITING, RESOLVED -> Optional.of(IN_PROGRESS);
            case CLOSED -> Optional.empty();
          };
      case TicketAct.Resolve _ -> isUnfinished() ? Optional.of(RESOLVED) : Optional.empty();
      case TicketAct.Close _ -> this == RESOLVED ? Optional.of(CLOSED) : Optional.empty();
      case TicketAct.Reopen _ -> isUnfinished() ? Optional.empty() : Optional.of(IN_PROGRESS);
      // Colleagues may note something at any time.
      case TicketAct.Comment _ -> Optional.of(this);
    };
  }

  private Optional<TicketState> staysWhileUnfinished() {
    return isUnfinished() ? Optional.of(this) : Optional.empty();
  }

  /** As it stands in the database and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
