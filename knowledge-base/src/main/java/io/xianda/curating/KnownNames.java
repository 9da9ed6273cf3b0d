package io.xianda.curating;

import java.util.Set;

/**
 * The names that may stand in a draft.
 *
 * @param intents as in {@code intents.yml}
 * @param channels such as {@code web}
 * @param cities that the shop serves
 * @param pages paths of the mini-program without query; empty when nobody lists them
 */
public record KnownNames(
    Set<String> intents, Set<String> channels, Set<String> cities, Set<String> pages) {

  public KnownNames {
    intents = Set.copyOf(intents);
    channels = Set.copyOf(channels);
    cities = Set.copyOf(cities);
    pages = Set.copyOf(pages);
  }
}
