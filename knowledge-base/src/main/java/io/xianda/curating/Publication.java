package io.xianda.curating;

/** Whether a version of an item is told, whatever becomes of its working version. */
public enum Publication {
  /** None ever was. */
  NEVER,
  /** One is told now. */
  TOLD,
  /** One was told and is no more. */
  WITHDRAWN
}
