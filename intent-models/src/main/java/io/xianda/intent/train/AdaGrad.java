package io.xianda.intent.train;

import io.xianda.intent.CharacterGrams;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The same regression fitted one example at a time (AdaGrad: Duchi, Hazan, Singer 2011), with the
 * average of the later epochs' weights. A rare gram keeps its large steps here, where a penalty
 * would hold it down: both together are better than either. Single-threaded and deterministic.
 */
final class AdaGrad {

  private static final float EPSILON = 1e-6f;

  private final List<Example> examples;
  private final int classes;
  private final int dimension;
  private final int stride;
  private final float[] weightOfClass;
  private final Recipe recipe;

  /**
   * Rows of the vector, of the grams, of the bias; each an array of its own, see the regression.
   */
  private final float[][] rows;

  private final float[][] squares;
  private final float[][] sums;

  AdaGrad(List<Example> examples, int classes, float[] weightOfClass, Recipe recipe) {
    this.examples = examples;
    this.classes = classes;
    this.dimension = examples.getFirst().vector().length;
    this.stride = SoftmaxRegression.stride(classes);
    this.weightOfClass = weightOfClass;
    this.recipe = recipe;
    int count = dimension + CharacterGrams.BUCKETS + 1;
    this.rows = new float[count][stride];
    this.squares = new float[count][stride];
    this.sums = new float[count][stride];
  }

  /** The weights: rows of the vector, of the grams, and of the bias. */
  float[][] fit() {
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    Random random = new Random(recipe.seed());
    float[] errors = new float[stride];
    int averaged = 0;
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      shuffle(order, random);
      for (int i : order) {
        learn(examples.get(i), errors);
      }
      if (epoch >= recipe.epochs() / 2) {
        averaged++;
        for (int row = 0; row < rows.length; row++) {
          SoftmaxRegression.add(rows[row], 1, sums[row]);
        }
      }
    }
    for (float[] sum : sums) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] /= averaged;
      }
    }
    return sums;
  }

  private void learn(Example example, float[] errors) {
    float[] vector = example.vector();
    float weight = example.grams().weight();
    float[] bias = rows[rows.length - 1];
    System.arraycopy(bias, 0, errors, 0, stride);
    for (int j = 0; j < dimension; j++) {
      SoftmaxRegression.add(rows[j], vector[j], errors);
    }
    for (int bucket : example.grams().buckets()) {
      SoftmaxRegression.add(rows[dimension + bucket], weight, errors);
    }
    SoftmaxRegression.errors(
        example.label(), classes, recipe.smoothing(), weightOfClass[example.label()], errors);
    for (int j = 0; j < dimension; j++) {
      step(rows[j], squares[j], errors, vector[j], recipe.rate());
    }
    for (int bucket : example.grams().buckets()) {
      step(rows[dimension + bucket], squares[dimension + bucket], errors, weight, recipe.rate());
    }
    step(bias, squares[rows.length - 1], errors, 1, recipe.rate());
  }

  private static void step(float[] row, float[] squares, float[] errors, float value, float rate) {
    for (int k = 0; k < row.length; k++) {
      float gradient = errors[k] * value;
      float sum = squares[k] + gradient * gradient;
      squares[k] = sum;
      row[k] -= rate * gradient / ((float) Math.sqrt(sum) + EPSILON);
    }
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
