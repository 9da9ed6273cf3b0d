package io.xianda.knowledge;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To whom an entry is told, and when.
 *
 * @param channels names of channels such as {@code web}; empty for all
 * @param cities names of cities; empty for all
 * @param from the first instant, or {@code null} for always
 * @param until the first instant at which it is no longer told, or {@code null} for ever
 */
public record Reach(
    Set<String> channels, Set<String> cities, @Nullable Instant from, @Nullable Instant until) {

  private static final Reach EVERYBODY = new Reach(Set.of(), Set.of(), null, null);

  public Reach {
    channels = Set.copyOf(channels);
    cities = Set.copyOf(cities);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("valid from %s until %s is never".formatted(from, until));
    }
  }

  /** All channels and cities, at all times. */
  public static Reach everybody() {
    return EVERYBODY;
  }

  /** Whether nobody is left out at any time. */
  public boolean isEverybody() {
    return equals(EVERYBODY);
  }

  /** Whether this shopper may be told now. Who does not say a city is told nothing of one city. */
  public boolean covers(Asker asker) {
    String city = asker.city();
    Instant now = asker.now();
    return (channels.isEmpty() || channels.contains(asker.channel()))
        && (cities.isEmpty() || (city != null && cities.contains(city)))
        && (from == null || !now.isBefore(from))
        && (until == null || now.isBefore(until));
  }
}
