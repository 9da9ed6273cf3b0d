package io.xianda.knowledge;

import java.util.Collection;
import java.util.List;

/** Where passages lie: one engine's index. Changes come from one thread at a time. */
interface PassageIndex extends PassageSearch {

  /**
   * Takes in what changed; the next search sees all of it or, when this fails, nothing.
   *
   * @param changed entries that are new or other than before
   * @param withdrawn entries to forget
   */
  void apply(Generation generation, List<AnalysedEntry> changed, Collection<EntryId> withdrawn);
}
