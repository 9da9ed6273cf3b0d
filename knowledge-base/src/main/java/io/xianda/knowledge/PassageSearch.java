package io.xianda.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where passages are found: an index, or one as it would be. Thread-safe. */
interface PassageSearch extends AutoCloseable {

  /**
   * How many entries a search brings to the ranker. Of fewer, ten say, the right one is missing in
   * one case of fifty.
   */
  int CANDIDATES = 14;

  /** The state that the next search sees. */
  Generation generation();

  /** Searches one state by words and by meaning, and fuses what both have found. */
  Found find(Wanted wanted);

  /** Entries whose passages are nearest to a vector, the best first; for everybody's eyes. */
  List<EntryCard> nearest(float[] vector, int passages);

  /** The card of an entry, or {@code null} when there is none. */
  @Nullable EntryCard card(EntryId id);

  @Override
  void close();

  /**
   * What a search brought.
   *
   * @param generation of the state that was searched
   * @param candidates up to {@link #CANDIDATES} entries, each once, the best of both searches first
   */
  record Found(Generation generation, List<Candidate> candidates) {

    static Found nothing(Generation generation) {
      return new Found(generation, List.of());
    }
  }

  /**
   * An entry that may answer.
   *
   * @param card of the entry
   * @param fused see {@link Fusion.Fused}
   * @param lexical see {@link Fusion.Fused}
   */
  record Candidate(EntryCard card, double fused, double lexical) {}
}
