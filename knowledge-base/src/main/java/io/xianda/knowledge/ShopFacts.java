package io.xianda.knowledge;

import java.util.Collection;
import java.util.Optional;

/**
 * What is so in the shop and stands in many answers: fees, hours, limits. Answers name a fact as
 * {@code {delivery.fee}}, and whoever changes it changes them all.
 */
public interface ShopFacts {

  /**
   * One fact.
   *
   * @param name such as {@code delivery.fee}
   * @param value in the words that stand in an answer, such as {@code 5 元}
   */
  record Fact(String name, String value) {}

  /** All of them. */
  Collection<Fact> all();

  /** The value of a fact. */
  default Optional<String> valueOf(String name) {
    return all().stream().filter(f -> f.name().equals(name)).map(Fact::value).findFirst();
  }
}
