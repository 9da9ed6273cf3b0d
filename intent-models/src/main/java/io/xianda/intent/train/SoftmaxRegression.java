package io.xianda.intent.train;

import io.xianda.intent.CharacterGrams;
import java.util.List;
import java.util.Random;

/**
 * Multinomial logistic regression over sentence vector and grams, trained by AdaGrad (Duchi, Hazan,
 * Singer 2011) one example at a time, with label smoothing (Szegedy et al. 2016) and the average of
 * the later epochs' weights.
 *
 * <p>Single-threaded and in {@link StrictMath}, so that the same input gives the same bits.
 */
final class SoftmaxRegression {

  private static final float EPSILON = 1e-6f;

  private final int classes;
  private final int dimension;
  private final float[] dense;
  private final float[] grams;
  private final float[] bias;
  private final float gramScale;

  private SoftmaxRegression(
      int classes, int dimension, float[] dense, float[] grams, float[] bias, float gramScale) {
    this.classes = classes;
    this.dimension = dimension;
    this.dense = dense;
    this.grams = grams;
    this.bias = bias;
    this.gramScale = gramScale;
  }

  /**
   * Trains on the examples.
   *
   * @param classes number of classes; labels lie in [0, classes)
   */
  static SoftmaxRegression train(List<Example> examples, int classes, Recipe recipe) {
    int dimension = examples.getFirst().vector().length;
    var model =
        new SoftmaxRegression(
            classes,
            dimension,
            new float[dimension * classes],
            new float[CharacterGrams.BUCKETS * classes],
            new float[classes],
            recipe.gramScale());
    model.fit(examples, recipe);
    return model;
  }

  private void fit(List<Example> examples, Recipe recipe) {
    float[] denseSquares = new float[dense.length];
    float[] gramSquares = new float[grams.length];
    float[] biasSquares = new float[bias.length];
    float[] denseSum = new float[dense.length];
    float[] gramSum = new float[grams.length];
    float[] biasSum = new float[bias.length];
    int averaged = 0;
    int[] order = new int[examples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Random random = new Random(recipe.seed());
    float[] gradient = new float[classes];
    float[] weightOfClass = weights(examples, recipe.balance());
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      shuffle(order, random);
      for (int i : order) {
        Example example = examples.get(i);
        errors(example, gradient, recipe.smoothing());
        for (int k = 0; k < classes; k++) {
          gradient[k] *= weightOfClass[example.label()];
        }
        float[] vector = example.vector();
        for (int j = 0; j < dimension; j++) {
          step(
              dense,
              denseSquares,
              j * classes,
              gradient,
              vector[j],
              recipe.rate(),
              recipe.denseDecay());
        }
        float weight = example.grams().weight() * gramScale;
        for (int bucket : example.grams().buckets()) {
          step(
              grams,
              gramSquares,
              bucket * classes,
              gradient,
              weight,
              recipe.rate(),
              recipe.gramDecay());
        }
        step(bias, biasSquares, 0, gradient, 1f, recipe.rate(), 0f);
      }
      if (epoch >= recipe.epochs() / 2) {
        add(denseSum, dense);
        add(gramSum, grams);
        add(biasSum, bias);
        averaged++;
      }
    }
    average(denseSum, averaged, dense);
    average(gramSum, averaged, grams);
    average(biasSum, averaged, bias);
  }

  /**
   * What a message of each class counts: less in a class that is far larger than the middle one.
   */
  private float[] weights(List<Example> examples, float balance) {
    int[] sizes = new int[classes];
    for (Example example : examples) {
      sizes[example.label()]++;
    }
    int[] sorted = sizes.clone();
    java.util.Arrays.sort(sorted);
    double middle = Math.max(1, sorted[classes / 2]);
    float[] weights = new float[classes];
    for (int k = 0; k < classes; k++) {
      double ratio = sizes[k] == 0 ? 1 : Math.min(1, middle / sizes[k]);
      weights[k] = (float) StrictMath.pow(ratio, balance);
    }
    return weights;
  }

  /** One AdaGrad step for the weights of one feature. */
  private void step(
      float[] weights,
      float[] squares,
      int from,
      float[] gradient,
      float value,
      float rate,
      float decay) {
    for (int k = 0; k < classes; k++) {
      float g = gradient[k] * value + decay * weights[from + k];
      float s = squares[from + k] + g * g;
      squares[from + k] = s;
      weights[from + k] -= rate * g / ((float) Math.sqrt(s) + EPSILON);
    }
  }

  /** Derivative of the loss by each output: predicted minus (smoothed) true. */
  private void errors(Example example, float[] into, float smoothing) {
    logits(example.vector(), example.grams(), into);
    softmax(into, classes);
    float spread = smoothing / classes;
    for (int k = 0; k < classes; k++) {
      into[k] -= k == example.label() ? 1 - smoothing + spread : spread;
    }
  }

  /** One for each class, before softmax. */
  void logits(float[] vector, CharacterGrams of, float[] into) {
    System.arraycopy(bias, 0, into, 0, classes);
    for (int j = 0; j < dimension; j++) {
      float value = vector[j];
      int from = j * classes;
      for (int k = 0; k < classes; k++) {
        into[k] += value * dense[from + k];
      }
    }
    float weight = of.weight() * gramScale;
    for (int bucket : of.buckets()) {
      int from = bucket * classes;
      for (int k = 0; k < classes; k++) {
        into[k] += weight * grams[from + k];
      }
    }
  }

  static void softmax(float[] values, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, values[k]);
    }
    double sum = 0;
    for (int k = 0; k < n; k++) {
      values[k] = (float) StrictMath.exp(values[k] - max);
      sum += values[k];
    }
    for (int k = 0; k < n; k++) {
      values[k] = (float) (values[k] / sum);
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

  private static void add(float[] sum, float[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  private static void average(float[] sum, int n, float[] into) {
    for (int i = 0; i < sum.length; i++) {
      into[i] = sum[i] / n;
    }
  }

  int classes() {
    return classes;
  }

  int dimension() {
    return dimension;
  }

  /** Weights of the vector, row by row: {@code [dimension][classes]}. */
  float[] dense() {
    return dense;
  }

  /** Weights of the grams, row by row, with the scale of the grams already in them. */
  float[] scaledGrams() {
    float[] scaled = grams.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= gramScale;
    }
    return scaled;
  }

  float[] bias() {
    return bias;
  }
}
