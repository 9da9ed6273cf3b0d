package io.xianda.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongFunction;

/**
 * Cards that were read lately, by their keys. A key is given once, so nothing in here is ever out
 * of date. Of a shop's base all stay; of a million entries those that are asked for. Thread-safe.
 */
final class CardCache {

  private final Cache<Long, EntryCard> cards;

  /**
   * @param bytes what it may take in memory
   */
  CardCache(long bytes) {
    this.cards =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Long key, EntryCard card) -> card.bytes())
            .executor(Runnable::run)
            .build();
  }

  EntryCard get(long key, LongFunction<EntryCard> load) {
    EntryCard card = cards.getIfPresent(key);
    if (card == null) {
      // Two that miss at once both read it, which harms less than one that waits for the other.
      card = load.apply(key);
      cards.put(key, card);
    }
    return card;
  }
}
