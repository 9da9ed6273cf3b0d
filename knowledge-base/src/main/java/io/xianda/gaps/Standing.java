package io.xianda.gaps;

import java.time.Instant;
import java.util.Optional;

/** What was decided about a gap. */
public sealed interface Standing {

  /** Nothing yet. */
  record Open() implements Standing {}

  /**
   * It was closed.
   *
   * @param gain what it has brought; nothing on the first day
   */
  record Accepted(Acceptance as, Instant at, Optional<RealGain> gain) implements Standing {}

  /**
   * It is none of ours.
   *
   * @param reason in the operator's words
   */
  record Dismissed(String reason, Instant at) implements Standing {}
}
