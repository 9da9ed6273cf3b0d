package io.xianda.knowledge;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an index at the newest generation of the published entries. {@link #catchUp} is called
 * often, and at once by whoever publishes: small changes are taken in, and where there is nothing
 * to build upon the index is built anew. Thread-safe.
 */
public final class FollowPublications {

  private static final Logger LOG = LoggerFactory.getLogger(FollowPublications.class);

  /** From so many changes on, building anew is no slower and leaves a tidier index. */
  private static final int MOST_CHANGES = 20_000;

  private static final int PAGE = 1000;

  private final Entries entries;
  private final IndexedKnowledgeBase base;

  /** Whoever changes what is searched; a rebuild takes it only at its end. */
  private final ReentrantLock changing = new ReentrantLock();

  private final ReentrantLock rebuilding = new ReentrantLock();
  private final AtomicInteger rebuilt = new AtomicInteger();
  private volatile Progress progress = new Progress.Idle();

  /** Follows these entries with this base. */
  public FollowPublications(Entries entries, IndexedKnowledgeBase base) {
    this.entries = entries;
    this.base = base;
  }

  /** How far a rebuild is. */
  public sealed interface Progress {

    /** None is under way. */
    record Idle() implements Progress {}

    /**
     * One is under way.
     *
     * @param done entries
     * @param total entries
     */
    record Rebuilding(int done, int total) implements Progress {}
  }

  /** How far a rebuild is. */
  public Progress progress() {
    return progress instanceof Progress.Rebuilding r
        ? new Progress.Rebuilding(rebuilt.get(), r.total())
        : progress;
  }

  /**
   * Brings the index to the newest generation and returns when it is searched.
   *
   * @return the generation that is searched now
   */
  public Generation catchUp() {
    changing.lock();
    try {
      Generation mine = base.generation();
      if (mine.number() > 0) {
        Entries.Changes changes = entries.since(mine);
        if (changes.isEmpty()) {
          return mine;
        }
        if (changes.changed().size() < MOST_CHANGES && changes.to().number() > mine.number()) {
          base.apply(changes);
          return changes.to();
        }
      }
    } finally {
      changing.unlock();
    }
    return rebuild();
  }

  /**
   * Builds the index anew, whatever it holds. Searches and small changes go on meanwhile.
   *
   * @return the generation that is searched now
   */
  public Generation rebuild() {
    rebuilding.lock();
    try {
      Generation generation = entries.generation();
      int total = entries.count();
      rebuilt.set(0);
      progress = new Progress.Rebuilding(0, total);
      if (total > PAGE) {
        LOG.info("building the search index of {} entries", total);
      }
      IndexedKnowledgeBase.Rebuilt next =
          base.build(generation, () -> new Pages(entries), rebuilt::addAndGet);
      changing.lock();
      try {
        // What was published meanwhile, also what a late page has brought already.
        Entries.Changes missed = entries.since(generation);
        if (!missed.isEmpty()) {
          next.apply(missed);
        }
        base.replace(next);
      } catch (RuntimeException e) {
        next.discard();
        throw e;
      } finally {
        changing.unlock();
      }
      return base.generation();
    } finally {
      progress = new Progress.Idle();
      rebuilding.unlock();
    }
  }

  /** All published entries, page by page: a million do not stand in memory at once. */
  private static final class Pages implements Iterator<Entry> {

    private final Entries entries;
    private List<Entry> page;
    private int next;

    Pages(Entries entries) {
      this.entries = entries;
      this.page = entries.after("", PAGE);
    }

    @Override
    public boolean hasNext() {
      if (next == page.size() && page.size() == PAGE) {
        page = entries.after(page.getLast().id().value(), PAGE);
        next = 0;
      }
      return next < page.size();
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.get(next++);
    }
  }
}
