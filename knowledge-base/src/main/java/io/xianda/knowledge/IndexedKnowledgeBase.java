package io.xianda.knowledge;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * A knowledge base whose index follows the published entries. Searches are thread-safe at any time;
 * changes come from one thread at a time, and an index may be built by another meanwhile.
 */
public interface IndexedKnowledgeBase extends KnowledgeBase, AutoCloseable {

  /**
   * Builds an index beside the one that is searched; nobody sees it until {@link #replace}.
   *
   * @param generation that the entries are of
   * @param entries all of them, each once
   * @param progress is told how many entries more have been done
   */
  Rebuilt build(Generation generation, Iterable<Entry> entries, IntConsumer progress);

  /** Searches the new index from now on; the one before it is forgotten. */
  void replace(Rebuilt rebuilt);

  /** An index that was built and is not searched yet. */
  interface Rebuilt {

    /** The state that it holds. */
    Generation generation();

    /** Takes in what changed while it was built. */
    void apply(Entries.Changes changes);

    /** Forgets it. */
    void discard();
  }

  /** Builds and replaces. */
  default void publish(Generation generation, List<Entry> entries) {
    replace(build(generation, entries, done -> {}));
  }

  /**
   * Takes in what changed; the next search sees it.
   *
   * @throws IllegalStateException when the changes do not follow the generation that is searched
   */
  void apply(Entries.Changes changes);

  @Override
  void close();
}
