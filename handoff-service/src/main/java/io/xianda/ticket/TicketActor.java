package io.xianda.ticket;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who does something to a ticket. */
public sealed interface TicketActor {

  /** The shopper whose ticket it is. */
  record Shopper(String id) implements TicketActor {}

  /** Somebody who works here. */
  record Staff(String account, boolean supervisor) implements TicketActor {}

  /** The bot, in a conversation. */
  record Bot() implements TicketActor {}

  /** The clock, or a merchant's answer that came later. */
  record Service() implements TicketActor {}

  /** As it stands in the database and in JSON. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The account or the shopper; {@code null} where it is no person. */
  default @Nullable String name() {
    return switch (this) {
      case Shopper(String id) -> id;
      case Staff(String account, boolean supervisor) -> account;
      case Bot _, Service _ -> null;
    };
  }
}
