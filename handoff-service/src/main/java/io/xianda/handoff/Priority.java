package io.xianda.handoff;

/** How soon a person must look. */
public enum Priority {
  /** Food safety: at once, at any hour. */
  URGENT,
  /** Everything else. */
  NORMAL
}
