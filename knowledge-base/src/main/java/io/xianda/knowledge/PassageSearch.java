package io.xianda.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where passages are found: an index, or one as it would be. Thread-safe. */
interface PassageSearch extends AutoCloseable {

  /** The state that the next search sees. */
  Generation generation();

  /** Searches one state by words and by meaning. */
  Found find(Wanted wanted);

  /** Entries whose passages are nearest to a vector, the best first; for everybody's eyes. */
  List<EntryCard> nearest(float[] vector, int passages);

  /** The card of an entry, or {@code null} when there is none. */
  @Nullable EntryCard card(EntryId id);

  @Override
  void close();

  /**
   * What both searches brought, each entry at most once in each, the best first.
   *
   * @param generation of the state that was searched
   */
  record Found(Generation generation, List<Scored> byWords, List<Scored> byMeaning) {

    static Found nothing(Generation generation) {
      return new Found(generation, List.of(), List.of());
    }
  }

  /**
   * An entry and how well its best passage matches, in the engine's own units.
   *
   * @param card of the entry
   */
  record Scored(EntryCard card, double score) {}
}
