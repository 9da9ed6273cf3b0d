package io.xianda.knowledge;

import java.util.Collection;
import java.util.List;

/**
 * Where passages lie and are found: one engine. Thread-safe; changes come from one thread at a
 * time.
 */
interface PassageIndex extends AutoCloseable {

  /** The state that the next search sees. */
  Generation generation();

  /** How many entries there are. */
  int entries();

  /** Searches one state by words and by meaning. */
  Found find(Wanted wanted);

  /**
   * Takes in what changed; the next search sees all of it or, when this fails, nothing.
   *
   * @param changed entries that are new or other than before
   * @param withdrawn entries to forget
   */
  void apply(Generation generation, List<AnalysedEntry> changed, Collection<EntryId> withdrawn);

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
