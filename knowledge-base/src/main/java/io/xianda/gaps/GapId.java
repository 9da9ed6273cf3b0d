package io.xianda.gaps;

import java.util.UUID;

/** Identifies a gap for good, also one that was merged into another. */
public record GapId(UUID value) {

  static GapId random() {
    return new GapId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
