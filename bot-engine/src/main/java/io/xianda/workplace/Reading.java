package io.xianda.workplace;

import java.util.function.Supplier;

/** Reads what a request holds. */
final class Reading {

  private Reading() {}

  /** What it says, or the problem that it is not what it should be. */
  static <T> T orInvalid(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new DeskProblemException(DeskProblem.INVALID);
    }
  }
}
