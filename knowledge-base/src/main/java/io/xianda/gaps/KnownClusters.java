package io.xianda.gaps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All clusters in memory, as of one revision of their table. Not thread-safe. */
final class KnownClusters {

  private final List<Cluster> clusters = new ArrayList<>();
  private final List<CentreBlock> blocks = new ArrayList<>();
  private final Map<GapId, Integer> places = new HashMap<>();
  private final float[] likeness = new float[CentreBlock.WIDTH];
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
    blocks.clear();
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
    place(cluster, place == null ? clusters.size() - 1 : place);
  }

  private void place(Cluster cluster, int place) {
    if (place == blocks.size() * CentreBlock.WIDTH) {
      blocks.add(new CentreBlock());
    }
    blocks.get(place / CentreBlock.WIDTH).put(place % CentreBlock.WIDTH, cluster.centre());
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
      place(last, place);
    }
  }

  /** The cluster whose centre is nearest, if it is at least that near. */
  Optional<Cluster> nearest(float[] vector, double atLeast) {
    Cluster best = null;
    float likest = (float) atLeast;
    for (int place = 0; place < clusters.size(); place++) {
      int column = place % CentreBlock.WIDTH;
      if (column == 0) {
        blocks.get(place / CentreBlock.WIDTH).likeness(vector, likeness);
      }
      // Of equals the smaller id, so that the order in memory decides nothing.
      if (likeness[column] > likest
          || (likeness[column] == likest
              && (best == null || smallerId(clusters.get(place), best)))) {
        best = clusters.get(place);
        likest = likeness[column];
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean smallerId(Cluster one, Cluster other) {
    return one.id().value().compareTo(other.id().value()) < 0;
  }
}
