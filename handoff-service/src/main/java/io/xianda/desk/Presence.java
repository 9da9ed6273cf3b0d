package io.xianda.desk;

/** Whether an agent takes conversations. */
public enum Presence {
  /** Is offered new ones. */
  ONLINE,
  /** Goes on with the present ones, and is offered no more. */
  BUSY,
  /** Has gone for a while, or has let offers pass. */
  AWAY,
  /** Is not there. */
  OFFLINE
}
