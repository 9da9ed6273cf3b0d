package io.xianda.gaps;

import java.util.Optional;

/** What came of a decision about a gap. */
public sealed interface Decided {

  /** It holds. */
  record Done(Gap gap) implements Decided {}

  /** Somebody else was faster; nothing was changed. */
  record Conflict(Gap current) implements Decided {}

  /** A gap in this state cannot be decided so; nothing was changed. */
  record NotPossible(Gap current) implements Decided {}

  /**
   * There is no such gap, or no longer.
   *
   * @param mergedInto where its messages are now
   */
  record Gone(Optional<GapId> mergedInto) implements Decided {}
}
