package io.xianda.gaps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All clusters in memory, as of one revision of their table: five thousand of them are compared
 * with a message in about a millisecond. Not thread-safe.
 */
final class KnownClusters {

  private final List<Cluster> clusters = new ArrayList<>();
  private final Map<GapId, Integer> places = new HashMap<>();
  private long revision = -1;

  /** Up to which change of the table this is complete; -1 when nothing was read yet. */
  long revision() {
    return revision;
  }

  void reached(long newest) {
    revision = newest;
  }

  /** Starts from nothing again, when what is in memory may not be in the table. */
  void forget() {
    clusters.clear();
    places.clear();
    revision = -1;
  }

  List<Cluster> all() {
    return List.copyOf(clusters);
  }

  void put(Cluster cluster) {
    Integer place = places.putIfAbsent(cluster.id(), clusters.size());
    if (place == null) {
      clusters.add(cluster);
    } else {
      clusters.set(place, cluster);
    }
  }

  void remove(GapId id) {
    Integer place = places.remove(id);
    if (place == null) {
      return;
    }
    Cluster last = clusters.removeLast();
    if (place < clusters.size()) {
      clusters.set(place, last);
      places.put(last.id(), place);
    }
  }

  /** The cluster whose centre is nearest, if it is at least that near. */
  Optional<Cluster> nearest(float[] vector, double atLeast) {
    Cluster best = null;
    float likest = (float) atLeast;
    for (Cluster cluster : clusters) {
      float likeness = cluster.likeness(vector);
      // Of equals the smaller id, so that the order in memory decides nothing.
      if (likeness > likest
          || (likeness == likest
              && (best == null || cluster.id().value().compareTo(best.id().value()) < 0))) {
        best = cluster;
        likest = likeness;
      }
    }
    return Optional.ofNullable(best);
  }
}
