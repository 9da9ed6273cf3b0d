package io.xianda.desk;

import java.util.Locale;

/** How people were done with a conversation. */
public enum Ending {
  /** An agent closed it. */
  CLOSED,
  /** It went back to the bot. */
  BACK_TO_BOT,
  /** The shopper went away before anybody served it. */
  LEFT,
  /** It became a ticket before anybody served it. */
  TICKET;

  /** As it is stored. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
