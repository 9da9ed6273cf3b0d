package io.xianda.ticket;

import java.util.Locale;

/** How a promised time is kept. */
public enum Timeliness {
  IN_TIME,
  /** Most of the time is over. */
  WARNED,
  /** All of it is. */
  BREACHED;

  /** As it stands in the database and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
