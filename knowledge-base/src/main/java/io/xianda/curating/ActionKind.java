package io.xianda.curating;

/** What can be done to an item. */
public enum ActionKind {
  /** An entry that had been published before there were items became one. */
  ADOPT,
  CREATE,
  EDIT,
  SUBMIT,
  /** Out of review, by who wants to write on. */
  WITHDRAW,
  REJECT,
  APPROVE,
  PUBLISH_DIRECTLY,
  ARCHIVE,
  RESTORE,
  DISCARD
}
