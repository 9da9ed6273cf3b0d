package io.xianda.rules;

import io.xianda.knowledge.Generation;
import java.util.Comparator;

/**
 * Which state of the rules, and of the entries that they show, a rule book was made from.
 *
 * @param rules counts up with every change of a rule
 * @param entries the published generation
 */
public record Edition(long rules, Generation entries) implements Comparable<Edition> {

  private static final Comparator<Edition> ORDER =
      Comparator.comparingLong(Edition::rules).thenComparingLong(e -> e.entries().number());

  @Override
  public int compareTo(Edition other) {
    return ORDER.compare(this, other);
  }
}
