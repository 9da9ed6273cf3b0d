package io.xianda.rules;

import io.xianda.knowledge.ShopFacts;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What rules refer to and this package does not know by itself.
 *
 * @param normalise brings a text to the form in which messages are matched; pure and thread-safe
 * @param channels names of all channels
 * @param groups ids of all skill groups
 * @param facts that answers may name; asked whenever a rule is checked
 * @param zone the shop's time zone
 */
public record Surroundings(
    UnaryOperator<String> normalise,
    Set<String> channels,
    Set<String> groups,
    ShopFacts facts,
    ZoneId zone) {

  public Surroundings {
    channels = Set.copyOf(channels);
    groups = Set.copyOf(groups);
  }
}
