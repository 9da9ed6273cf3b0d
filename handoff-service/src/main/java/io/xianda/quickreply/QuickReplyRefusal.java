package io.xianda.quickreply;

/** Why a quick reply is not kept. */
public enum QuickReplyRefusal {
  /** Somebody else has changed or deleted it meanwhile. */
  CHANGED,
  /** There are as many as may be. */
  TOO_MANY
}
