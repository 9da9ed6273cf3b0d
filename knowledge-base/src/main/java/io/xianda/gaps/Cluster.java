package io.xianda.gaps;

import org.apache.lucene.util.VectorUtil;

/**
 * Messages of one meaning as the grouping sees them: the direction of the sum of their vectors, and
 * the most central message, whose text names them. Immutable.
 *
 * <p>A cluster that an operator has settled (accepted or dismissed) goes on taking messages but
 * neither moves nor changes its name: what was decided was decided about that meaning.
 */
final class Cluster {

  /** A message that may name a cluster. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Named(String text, float[] vector) {}

  private final GapId id;
  private final boolean settled;
  private final String name;
  private final float[] central;
  private final float[] sum;
  private final float[] centre;

  /**
   * @param central the vector of the message that names it
   * @param sum of the vectors of all messages that it took while it was open
   */
  Cluster(GapId id, boolean settled, String name, float[] central, float[] sum) {
    this.id = id;
    this.settled = settled;
    this.name = name;
    this.central = central;
    this.sum = sum;
    this.centre = VectorUtil.l2normalize(sum.clone(), false);
  }

  /** A new one of one message. */
  static Cluster of(String text, float[] vector) {
    return new Cluster(GapId.random(), false, text, vector, vector);
  }

  GapId id() {
    return id;
  }

  boolean settled() {
    return settled;
  }

  String name() {
    return name;
  }

  float[] central() {
    return central;
  }

  float[] sum() {
    return sum;
  }

  /** The direction of the sum, of length 1. */
  float[] centre() {
    return centre;
  }

  /** The cosine between its centre and a vector of length 1. */
  float likeness(float[] vector) {
    return VectorUtil.dotProduct(centre, vector);
  }

  float likeness(Cluster other) {
    return VectorUtil.dotProduct(centre, other.centre);
  }

  /** The same with one more message. */
  Cluster with(String text, float[] vector) {
    return settled ? this : moved(vector, text, vector);
  }

  /** The same with all messages of another. */
  Cluster with(Cluster other) {
    return settled ? this : moved(other.sum, other.name, other.central);
  }

  private Cluster moved(float[] more, String otherName, float[] otherCentral) {
    float[] total = sum.clone();
    for (int i = 0; i < total.length; i++) {
      total[i] += more[i];
    }
    Cluster moved = new Cluster(id, false, name, central, total);
    return moved.likeness(otherCentral) > moved.likeness(central)
        ? moved.named(otherName, otherCentral)
        : moved;
  }

  /** The same under the name of another message. */
  Cluster named(String otherName, float[] otherCentral) {
    return new Cluster(id, settled, otherName, otherCentral, sum);
  }
}
