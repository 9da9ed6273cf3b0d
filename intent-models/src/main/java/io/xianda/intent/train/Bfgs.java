package io.xianda.intent.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS with backtracking (Nocedal and Wright,
 * Numerical Optimization, 2006, algorithms 7.4 and 3.1). Deterministic: every sum is taken in one
 * order.
 */
final class Bfgs {

  /** How many steps are remembered. */
  private static final int MEMORY = 6;

  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MOST_BACKTRACKS = 20;

  private Bfgs() {}

  /** A function to be minimised. */
  interface Function {

    /** The value at {@code at}; writes the gradient into {@code gradient}. */
    double at(float[] at, float[] gradient);
  }

  @SuppressWarnings("ArrayRecordComponent") // private to the optimiser
  private record Step(float[] moved, float[] turned, double curvature) {}

  /**
   * Takes at most this many steps from the origin.
   *
   * @return where it has arrived
   */
  static float[] minimise(Function function, int size, int steps) {
    float[] at = new float[size];
    float[] gradient = new float[size];
    double value = function.at(at, gradient);
    Deque<Step> memory = new ArrayDeque<>();
    for (int step = 0; step < steps; step++) {
      float[] direction = direction(gradient, memory);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        return at;
      }
      double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      float[] next = new float[size];
      float[] nextGradient = new float[size];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int tries = 0; tries < MOST_BACKTRACKS; tries++) {
        for (int i = 0; i < size; i++) {
          next[i] = (float) (at[i] + length * direction[i]);
        }
        nextValue = function.at(next, nextGradient);
        if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
          break;
        }
        length /= 2;
      }
      if (!(nextValue < value)) {
        return at;
      }
      remember(memory, at, next, gradient, nextGradient);
      at = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return at;
  }

  private static void remember(
      Deque<Step> memory, float[] at, float[] next, float[] gradient, float[] nextGradient) {
    float[] moved = new float[at.length];
    float[] turned = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      moved[i] = next[i] - at[i];
      turned[i] = nextGradient[i] - gradient[i];
    }
    double curvature = dot(moved, turned);
    // Where the function is flat the step says nothing about its shape.
    if (curvature > 1e-10) {
      memory.addLast(new Step(moved, turned, curvature));
      if (memory.size() > MEMORY) {
        memory.removeFirst();
      }
    }
  }

  /** The gradient, turned downhill and bent by what the last steps have taught. */
  private static float[] direction(float[] gradient, Deque<Step> memory) {
    float[] direction = gradient.clone();
    double[] weights = new double[memory.size()];
    int i = weights.length;
    for (Iterator<Step> back = memory.descendingIterator(); back.hasNext(); ) {
      Step step = back.next();
      weights[--i] = dot(step.moved(), direction) / step.curvature();
      add(direction, step.turned(), -weights[i]);
    }
    if (!memory.isEmpty()) {
      Step last = memory.getLast();
      scale(direction, last.curvature() / dot(last.turned(), last.turned()));
    }
    for (Step step : memory) {
      double weight = dot(step.turned(), direction) / step.curvature();
      add(direction, step.moved(), weights[i++] - weight);
    }
    scale(direction, -1);
    return direction;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static void add(float[] to, float[] what, double weight) {
    float w = (float) weight;
    for (int i = 0; i < to.length; i++) {
      to[i] += w * what[i];
    }
  }

  private static void scale(float[] values, double by) {
    float w = (float) by;
    for (int i = 0; i < values.length; i++) {
      values[i] *= w;
    }
  }
}
