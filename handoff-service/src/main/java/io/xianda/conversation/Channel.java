package io.xianda.conversation;

/** Where a conversation takes place. */
public enum Channel {
  WEB,
  MINI_PROGRAM,
  OFFICIAL_ACCOUNT,
  APP
}
