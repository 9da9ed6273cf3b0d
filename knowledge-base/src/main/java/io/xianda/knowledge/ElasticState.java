package io.xianda.knowledge;

/**
 * What an index says about itself, in a document of its own. It is written before and after every
 * change and comes with the result of every search, so that a search knows which generation it has
 * seen and whether it has seen the middle of a change.
 *
 * @param generation whose changes are all in
 * @param towards the generation that is being written; the same when nothing is
 * @param identity of encoder, origin and format: vectors of another are not comparable
 */
record ElasticState(long generation, long towards, String identity) {

  /** The document's identifier, which no entry can have. */
  static final String ID = "~state";

  boolean isSettled() {
    return generation == towards;
  }

  /** Later states win, and the end of a change over its beginning. */
  long version() {
    return isSettled() ? 2 * generation + 1 : 2 * towards;
  }

  ElasticState writing(Generation next) {
    return new ElasticState(generation, next.number(), identity);
  }

  ElasticState settled() {
    return new ElasticState(towards, towards, identity);
  }
}
