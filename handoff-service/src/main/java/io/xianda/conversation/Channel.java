package io.xianda.conversation;

/** Where a conversation takes place. */
public enum Channel {
  WEB,
  MINI_PROGRAM,
  OFFICIAL_ACCOUNT,
  APP,
  /** An inbox of Chatwoot, where people serve as well. */
  CHATWOOT;

  /** Whether the people who serve here have a desk of their own, and none of our queues. */
  public boolean hasItsOwnDesk() {
    return this == CHATWOOT;
  }
}
