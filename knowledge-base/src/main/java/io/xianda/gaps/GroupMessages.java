package io.xianda.gaps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Groups messages as they come: each joins the cluster whose centre is nearest, or begins one when
 * none is near enough. Thread-safe; meant for the background, where one caller waits for another.
 *
 * <p>This is the leader algorithm (J. A. Hartigan, Clustering Algorithms, Wiley 1975, chapter 3)
 * with the centre in the place of the first member, on the unit sphere (S. Zhong, Efficient Online
 * Spherical K-means Clustering, IJCNN 2005). The order of arrival can leave two clusters of one
 * meaning; {@link #tidy} merges those.
 */
@Component
final class GroupMessages {

  private final GapTable table;
  private final GapSettings settings;
  private final ReentrantLock memory = new ReentrantLock();
  private final KnownClusters known = new KnownClusters();
  private long tidied = -1;

  GroupMessages(GapTable table, GapSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  /**
   * What a round of tidying did.
   *
   * @param merged clusters that were merged into another
   * @param renamed clusters that a more central message names now
   */
  record Tidied(int merged, int renamed) {}

  private record Twins(Cluster one, Cluster other, float likeness) {}

  /** Stores a batch all or none; how many were new. */
  int add(List<MissedQuestion> batch) {
    memory.lock();
    try {
      return table.add(known, batch, settings.sameQuestion());
    } catch (RuntimeException e) {
      known.forget();
      throw e;
    } finally {
      memory.unlock();
    }
  }

  /** Merges clusters that have become one, and names anew those that changed since last time. */
  Tidied tidy() {
    List<Cluster> all;
    Set<GapId> changed;
    memory.lock();
    try {
      table.refresh(known);
      all = known.all();
      changed = new HashSet<>(table.changedSince(tidied));
      tidied = known.revision();
    } catch (RuntimeException e) {
      known.forget();
      throw e;
    } finally {
      memory.unlock();
    }
    // From here on nothing is locked: every merge looks again at what it merges.
    int merged = 0;
    for (Twins twins : twins(all, changed)) {
      merged += table.joinTwins(twins.one().id(), twins.other().id(), settings.sameGap()) ? 1 : 0;
    }
    int renamed = 0;
    for (GapId id : changed) {
      renamed += table.rename(id) ? 1 : 0;
    }
    return new Tidied(merged, renamed);
  }

  private List<Twins> twins(List<Cluster> all, Set<GapId> changed) {
    List<Twins> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Cluster one = all.get(i);
      boolean moved = changed.contains(one.id());
      for (int j = 0; j < i; j++) {
        Cluster other = all.get(j);
        if ((moved || changed.contains(other.id())) && !(one.settled() && other.settled())) {
          float likeness = one.likeness(other);
          if (likeness >= settings.sameGap()) {
            found.add(new Twins(one, other, likeness));
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(Twins::likeness).reversed());
    return found;
  }
}
