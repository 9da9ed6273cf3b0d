package io.xianda.wording;

/** How a text says something else than the entry. In the order in which it is looked for. */
enum Departure {
  /** It says nothing. */
  EMPTY,
  /** It is much longer than the entry. */
  LONG,
  /** Marks, links, line breaks, letters or signs that the entry does not have. */
  SIGN,
  /** A figure with its unit is new, changed, missing or in another place. */
  FIGURE,
  /** So with goods that neither the entry nor the shopper has named. */
  GOODS,
  /** So with a denial. */
  NEGATION,
  /** So with a condition or a bound. */
  CONDITION,
  /** So with a day or a time of day. */
  TIME,
  /** So with a promise. */
  PROMISE,
  /** So with something that is done. */
  DEED,
  /** So with something of value, or a way of keeping. */
  THING,
  /** What stands beside a figure, a denial and the like is something else. */
  CLAUSE,
  /** A word that is neither the entry's nor without meaning. */
  WORD,
  /** Much of the entry is missing. */
  LOSS,
  /** Taken as a whole it means something else. */
  MEANING
}
