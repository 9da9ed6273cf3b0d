package io.xianda.gaps;

import io.xianda.knowledge.EntryId;

/** How an operator closed a gap. */
public sealed interface Acceptance {

  /** The entry that is to answer from now on. */
  EntryId entry();

  /** Its question became a similar question of this entry. */
  record AddedTo(EntryId entry) implements Acceptance {}

  /** This entry was written for it. */
  record NewEntry(EntryId entry) implements Acceptance {}
}
