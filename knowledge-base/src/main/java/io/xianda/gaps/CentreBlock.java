package io.xianda.gaps;

import java.util.Arrays;

/**
 * The centres of some clusters, component by component instead of centre by centre: a sum for each
 * cluster is then added up side by side, which the compiler turns into vector instructions, while
 * it has to keep the order of a single sum. Not thread-safe.
 */
final class CentreBlock {

  static final int WIDTH = 256;

  private final float[][] components = new float[MissedQuestion.DIMENSION][WIDTH];

  void put(int column, float[] centre) {
    for (int i = 0; i < centre.length; i++) {
      components[i][column] = centre[i];
    }
  }

  /** Writes the cosine of a vector and every centre into an array of {@link #WIDTH}. */
  void likeness(float[] vector, float[] into) {
    Arrays.fill(into, 0);
    for (int i = 0; i < vector.length; i++) {
      add(vector[i], components[i], into);
    }
  }

  private static void add(float factor, float[] row, float[] into) {
    for (int j = 0; j < WIDTH; j++) {
      into[j] += factor * row[j];
    }
  }
}
