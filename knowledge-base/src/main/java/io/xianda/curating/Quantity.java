package io.xianda.curating;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * A number with its unit, as it stands in a text.
 *
 * @param unit what is counted, in one form: minutes for all of minutes, hours, days and weeks
 * @param numbers one, or two for a range, or several for an enumeration; in this unit
 * @param start of the quantity in the text
 * @param end behind it
 */
record Quantity(Unit unit, List<BigDecimal> numbers, int start, int end) {

  /** What is counted. */
  enum Unit {
    YUAN,
    MINUTES,
    WORKING_DAYS,
    MONTHS,
    TIME_OF_DAY,
    KILOMETRES,
    PER_CENT,
    TENTHS,
    TIMES_AS_MUCH,
    PIECES,
    OCCASIONS,
    POINTS,
    DEGREES,
    TELEPHONE
  }

  Quantity {
    numbers = numbers.stream().map(BigDecimal::stripTrailingZeros).toList();
  }

  /** Whether this, said of a fact, is right: it says the same, or one of the fact's numbers. */
  boolean agrees(Quantity fact) {
    return unit == fact.unit
        && (numbers.equals(fact.numbers)
            || (numbers.size() == 1 && Set.copyOf(fact.numbers).containsAll(numbers)));
  }
}
