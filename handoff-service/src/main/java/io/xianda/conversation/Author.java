package io.xianda.conversation;

/** Who wrote a message. */
public enum Author {
  SHOPPER,
  BOT,
  AGENT,
  SYSTEM
}
