package io.xianda.curating;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.Generation;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes items of what was published before there were any, or beside curating: run it at start. It
 * looks only at what was published since it last ran, and running it twice, or twice at once, is as
 * good as once. Thread-safe.
 */
public final class AdoptPublished {

  private static final Logger LOG = LoggerFactory.getLogger(AdoptPublished.class);
  private static final int BATCH = 1000;

  private final Entries entries;
  private final StoreAdopted store;
  private final Guards guards;

  /** Adopts what is in these entries, its questions in the form that these guards compare. */
  public AdoptPublished(Entries entries, StoreAdopted store, Guards guards) {
    this.entries = entries;
    this.store = store;
    this.guards = guards;
  }

  /**
   * Adopts.
   *
   * @return how many items are new
   */
  public int run() {
    boolean sameForms = store.normaliser().equals(guards.normaliser());
    // Another normaliser makes other forms of all questions.
    Entries.Changes changes = entries.since(sameForms ? store.through() : new Generation(0));
    List<Entry> told = changes.changed();
    int adopted = 0;
    for (int from = 0; from < told.size(); from += BATCH) {
      List<Entry> batch = told.subList(from, Math.min(from + BATCH, told.size()));
      adopted += store.put(batch.stream().map(this::adopted).toList(), !sameForms);
    }
    store.finished(changes.to(), guards.normaliser());
    if (adopted > 0) {
      LOG.info("{} published entries are curated from now on", adopted);
    }
    return adopted;
  }

  private StoreAdopted.Adopted adopted(Entry entry) {
    DraftContent content = DraftContent.of(entry);
    return new StoreAdopted.Adopted(entry.id(), content, guards.forms(content));
  }
}
