package io.xianda.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cards that were read lately, by their keys. A key is given once, so nothing in here is ever out
 * of date. Of a shop's base all stay; of a million entries those that are asked for. Thread-safe.
 *
 * @param <K> what an engine knows a card by
 */
final class CardCache<K> {

  private final Cache<K, EntryCard> cards;

  /**
   * @param bytes what it may take in memory
   */
  CardCache(long bytes) {
    this.cards =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((K key, EntryCard card) -> card.bytes())
            .executor(Runnable::run)
            .build();
  }

  @Nullable EntryCard get(K key) {
    return cards.getIfPresent(key);
  }

  /** Those of these keys that are known. */
  Map<K, EntryCard> get(Collection<K> keys) {
    return cards.getAllPresent(keys);
  }

  void put(K key, EntryCard card) {
    cards.put(key, card);
  }
}
