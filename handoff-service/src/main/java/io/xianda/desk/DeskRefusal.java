package io.xianda.desk;

/** Why something at the desk was not done; nothing was changed. */
public enum DeskRefusal {
  /** There is none of this name or number. */
  UNKNOWN,
  /** It is in another's hands. */
  NOT_YOURS,
  /** It was offered, but no longer, or somebody else was faster. */
  GONE,
  /** The agent has as many as may be, or is not there. */
  NOT_FREE,
  /** It is too late for it. */
  TOO_LATE,
  /** The shopper has begun another conversation meanwhile. */
  OTHER_OPEN
}
