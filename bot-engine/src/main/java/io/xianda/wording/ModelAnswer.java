package io.xianda.wording;

/** What came of asking the model. */
sealed interface ModelAnswer {

  /** Words of the model, of which nothing is known to be true. */
  record Said(String text) implements ModelAnswer {}

  /** None. */
  record Silent(Why why) implements ModelAnswer {}

  /** Why there are no words. */
  enum Why {
    /** The day's budget is used up. */
    BUDGET,
    /** It is left alone after several failures. */
    RESTING,
    /** As many calls as may be are under way. */
    BUSY,
    /** No whole answer in time. */
    SLOW,
    /** An answer that is none: an error, too large, not readable, or empty. */
    FAILED
  }
}
