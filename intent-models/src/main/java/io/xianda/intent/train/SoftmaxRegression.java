package io.xianda.intent.train;

import io.xianda.intent.CharacterGrams;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression over sentence vector and grams, with label smoothing (Szegedy et
 * al. 2016): the middle between two ways of learning it, all examples at once under an L2 penalty
 * ({@link Bfgs}) and one at a time ({@link AdaGrad}). The mean of two linear models is a linear
 * model, so that the ensemble costs nothing later.
 *
 * <p>The vectors are centred on the mean of the examples and stretched before they are used:
 * sentence vectors all lie in one narrow cone, and what they share tells nothing. Both are folded
 * into the weights at the end.
 *
 * <p>In {@link StrictMath} and with sums in a fixed order however many cores there are, so that the
 * same input gives the same bits.
 */
final class SoftmaxRegression {

  /** Makes a component of a centred vector as large as the weight of a gram. */
  private static final float STRETCH = 4;

  /** Parts that are summed up apart and then together; the same number on every machine. */
  private static final int PARTS = 8;

  /**
   * Examples that are computed together; {@code spread} and {@code gather} name them one by one.
   */
  private static final int BLOCK = 4;

  private final int classes;
  private final int dimension;
  private final float[] dense;
  private final float[] grams;
  private final float[] bias;

  private SoftmaxRegression(int classes, int dimension) {
    this.classes = classes;
    this.dimension = dimension;
    this.dense = new float[dimension * classes];
    this.grams = new float[CharacterGrams.BUCKETS * classes];
    this.bias = new float[classes];
  }

  /**
   * Trains on the examples.
   *
   * @param classes number of classes; labels lie in [0, classes)
   */
  static SoftmaxRegression train(List<Example> examples, int classes, Recipe recipe) {
    int dimension = examples.getFirst().vector().length;
    var model = new SoftmaxRegression(classes, dimension);
    float[] mean = mean(examples, dimension);
    float[] weightOfClass = weights(examples, classes, recipe.balance());
    var loss = new Loss(examples, classes, dimension, mean, weightOfClass, recipe);
    // One after the other would leave cores idle: the second way cannot use more than one.
    var oneByOne =
        CompletableFuture.supplyAsync(
            () -> new AdaGrad(examples, classes, weightOfClass, recipe).fit());
    model.take(Bfgs.minimise(loss, loss.size(), recipe.steps()), loss, mean);
    model.average(oneByOne.join());
    return model;
  }

  private static float[] mean(List<Example> examples, int dimension) {
    double[] sum = new double[dimension];
    for (Example example : examples) {
      for (int j = 0; j < dimension; j++) {
        sum[j] += example.vector()[j];
      }
    }
    float[] mean = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      mean[j] = (float) (sum[j] / examples.size());
    }
    return mean;
  }

  /** Unfolds the found parameters into weights for vectors as they come. */
  private void take(float[] parameters, Loss loss, float[] mean) {
    for (int k = 0; k < classes; k++) {
      double shift = 0;
      for (int j = 0; j < dimension; j++) {
        float weight = STRETCH * parameters[j * loss.stride + k];
        dense[j * classes + k] = weight;
        shift += (double) weight * mean[j];
      }
      bias[k] = (float) (parameters[loss.biasRow() * loss.stride + k] - shift);
      for (int b = 0; b < CharacterGrams.BUCKETS; b++) {
        grams[b * classes + k] = parameters[(dimension + b) * loss.stride + k];
      }
    }
  }

  /** Takes the middle between these weights and those of the other way of learning. */
  private void average(float[][] rows) {
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < dimension; j++) {
        dense[j * classes + k] = (dense[j * classes + k] + rows[j][k]) / 2;
      }
      for (int b = 0; b < CharacterGrams.BUCKETS; b++) {
        grams[b * classes + k] = (grams[b * classes + k] + rows[dimension + b][k]) / 2;
      }
      bias[k] = (bias[k] + rows[rows.length - 1][k]) / 2;
    }
  }

  /** The penalised loss of all examples; rows are vector, grams, bias. */
  private static final class Loss implements Bfgs.Function {

    private final List<Example> examples;
    private final int classes;
    private final int dimension;
    private final int stride;
    private final float[] mean;
    private final Recipe recipe;
    private final float[] weightOfClass;

    /** The parameters, unfolded into rows of vector, grams and bias. */
    private final float[][] rows;

    /** The same of each part's derivatives; kept, because a new one for each step costs more. */
    private final float[][][] gradients;

    Loss(
        List<Example> examples,
        int classes,
        int dimension,
        float[] mean,
        float[] weightOfClass,
        Recipe recipe) {
      this.examples = examples;
      this.classes = classes;
      this.dimension = dimension;
      this.stride = stride(classes);
      this.mean = mean;
      this.recipe = recipe;
      this.weightOfClass = weightOfClass;
      this.rows = new float[biasRow() + 1][stride];
      this.gradients = new float[PARTS][biasRow() + 1][stride];
    }

    int size() {
      return (biasRow() + 1) * stride;
    }

    int biasRow() {
      return dimension + CharacterGrams.BUCKETS;
    }

    @Override
    public double at(float[] at, float[] gradient) {
      // A row is an array of its own: only where all arrays of a loop are read and written at the
      // same place does the compiler know that it may use vector instructions.
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(at, row * stride, rows[row], 0, stride);
      }
      double[] losses = new double[PARTS];
      IntStream.range(0, PARTS)
          .parallel()
          .forEach(part -> {
            for (float[] row : gradients[part]) {
              Arrays.fill(row, 0);
            }
            losses[part] = part(part, gradients[part]);
          });
      double loss = 0;
      Arrays.fill(gradient, 0);
      for (int part = 0; part < PARTS; part++) {
        loss += losses[part];
        for (int row = 0; row < rows.length; row++) {
          float[] of = gradients[part][row];
          for (int k = 0; k < stride; k++) {
            gradient[row * stride + k] += of[k];
          }
        }
      }
      int vectorEnd = dimension * stride;
      return loss
          + penalty(at, gradient, 0, vectorEnd, recipe.vectorPenalty())
          + penalty(at, gradient, vectorEnd, biasRow() * stride, recipe.gramPenalty());
    }

    private static double penalty(float[] at, float[] gradient, int from, int to, float penalty) {
      double squares = 0;
      for (int i = from; i < to; i++) {
        squares += (double) at[i] * at[i];
        gradient[i] += penalty * at[i];
      }
      return penalty * squares / 2;
    }

    private double part(int part, float[][] gradient) {
      int from = (int) ((long) examples.size() * part / PARTS);
      int to = (int) ((long) examples.size() * (part + 1) / PARTS);
      double loss = 0;
      for (int start = from; start < to; start += BLOCK) {
        loss += block(start, Math.min(BLOCK, to - start), gradient);
      }
      return loss;
    }

    /**
     * Four examples at once: each row of the weights then comes from memory once for four products.
     * Places beyond {@code n} stay zero and add nothing.
     */
    private double block(int start, int n, float[][] gradient) {
      float[][] outputs = new float[BLOCK][stride];
      float[][] centred = new float[BLOCK][dimension];
      for (int e = 0; e < n; e++) {
        float[] vector = examples.get(start + e).vector();
        for (int j = 0; j < dimension; j++) {
          centred[e][j] = STRETCH * (vector[j] - mean[j]);
        }
        System.arraycopy(rows[biasRow()], 0, outputs[e], 0, stride);
      }
      for (int j = 0; j < dimension; j++) {
        spread(
            rows[j],
            new float[] {centred[0][j], centred[1][j], centred[2][j], centred[3][j]},
            outputs);
      }
      double loss = 0;
      for (int e = 0; e < n; e++) {
        Example example = examples.get(start + e);
        float weight = example.grams().weight();
        for (int bucket : example.grams().buckets()) {
          add(rows[dimension + bucket], weight, outputs[e]);
        }
        loss +=
            errors(
                example.label(),
                classes,
                recipe.smoothing(),
                weightOfClass[example.label()],
                outputs[e]);
        for (int bucket : example.grams().buckets()) {
          add(outputs[e], weight, gradient[dimension + bucket]);
        }
        add(outputs[e], 1, gradient[biasRow()]);
      }
      for (int j = 0; j < dimension; j++) {
        gather(
            gradient[j],
            new float[] {centred[0][j], centred[1][j], centred[2][j], centred[3][j]},
            outputs);
      }
      return loss;
    }

    private static void spread(float[] row, float[] values, float[][] to) {
      float a = values[0];
      float b = values[1];
      float c = values[2];
      float d = values[3];
      float[] toA = to[0];
      float[] toB = to[1];
      float[] toC = to[2];
      float[] toD = to[3];
      for (int k = 0; k < row.length; k++) {
        float weight = row[k];
        toA[k] += a * weight;
        toB[k] += b * weight;
        toC[k] += c * weight;
        toD[k] += d * weight;
      }
    }

    private static void gather(float[] row, float[] values, float[][] of) {
      float a = values[0];
      float b = values[1];
      float c = values[2];
      float d = values[3];
      float[] ofA = of[0];
      float[] ofB = of[1];
      float[] ofC = of[2];
      float[] ofD = of[3];
      for (int k = 0; k < row.length; k++) {
        row[k] += a * ofA[k] + b * ofB[k] + c * ofC[k] + d * ofD[k];
      }
    }
  }

  /** Adds {@code value} times the row. */
  static void add(float[] row, float value, float[] to) {
    for (int k = 0; k < row.length; k++) {
      to[k] += value * row[k];
    }
  }

  /** The length of a row: so many that the processor adds them without a remainder. */
  static int stride(int classes) {
    return (classes + 15) / 16 * 16;
  }

  /**
   * Turns the outputs into the derivatives of the loss (predicted minus smoothed true, as much as
   * the class counts), and gives the loss.
   */
  static double errors(int label, int classes, float smoothing, float weight, float[] outputs) {
    float largest = outputs[0];
    for (int k = 1; k < classes; k++) {
      largest = Math.max(largest, outputs[k]);
    }
    double sum = 0;
    double spread = smoothing / classes;
    double expected = 0;
    for (int k = 0; k < classes; k++) {
      float logit = outputs[k] - largest;
      expected += (k == label ? 1 - smoothing + spread : spread) * logit;
      outputs[k] = (float) StrictMath.exp(logit);
      sum += outputs[k];
    }
    for (int k = 0; k < outputs.length; k++) {
      outputs[k] =
          k >= classes
              ? 0
              : (float)
                  (weight * (outputs[k] / sum - (k == label ? 1 - smoothing + spread : spread)));
    }
    return weight * (StrictMath.log(sum) - expected);
  }

  /**
   * What a message of each class counts: less in a class that is far larger than the middle one.
   */
  private static float[] weights(List<Example> examples, int classes, float balance) {
    int[] sizes = new int[classes];
    for (Example example : examples) {
      sizes[example.label()]++;
    }
    int[] sorted = sizes.clone();
    Arrays.sort(sorted);
    double middle = Math.max(1, sorted[classes / 2]);
    float[] weights = new float[classes];
    for (int k = 0; k < classes; k++) {
      double ratio = sizes[k] == 0 ? 1 : Math.min(1, middle / sizes[k]);
      weights[k] = (float) StrictMath.pow(ratio, balance);
    }
    return weights;
  }

  /** One for each class, before softmax. */
  void logits(float[] vector, CharacterGrams of, float[] into) {
    System.arraycopy(bias, 0, into, 0, classes);
    for (int j = 0; j < dimension; j++) {
      addRow(dense, j, vector[j], into);
    }
    for (int bucket : of.buckets()) {
      addRow(grams, bucket, of.weight(), into);
    }
  }

  private void addRow(float[] rows, int row, float value, float[] into) {
    for (int k = 0; k < classes; k++) {
      into[k] += value * rows[row * classes + k];
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

  /** Weights of the grams, row by row. */
  float[] grams() {
    return grams;
  }

  float[] bias() {
    return bias;
  }
}
