package io.xianda.curating;

/** Where the working version of an item stands. */
public enum LifeState {
  /** Being written. */
  DRAFT,
  /** Waits for a reviewer; nobody writes. */
  IN_REVIEW,
  /** What is told is the working version. */
  PUBLISHED,
  /** Was told once and is no more. */
  ARCHIVED,
  /** Was thrown away before it was ever told. */
  DISCARDED
}
