package io.xianda.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

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

  @Nullable EntryCard get(long key) {
    return cards.getIfPresent(key);
  }

  void put(long key, EntryCard card) {
    cards.put(key, card);
  }
}
