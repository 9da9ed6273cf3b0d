package io.xianda.gaps;

/** What has become of a gap. */
public enum GapState {
  /** Nobody has decided yet. */
  OPEN,
  /** An entry was given a similar question, or a new entry was written. */
  ACCEPTED,
  /** It is none of ours; further messages of its meaning are counted here and not shown. */
  DISMISSED
}
