package io.xianda.intent.slot;

/**
 * An exact number: shares such as a third have no exact decimal form. Always in lowest terms, so
 * equal numbers are equal records. Arithmetic that leaves the range of a long throws {@link
 * ArithmeticException}; what {@link ChineseNumber} reads is far too small for that.
 *
 * @param numerator of any sign
 * @param denominator positive
 */
public record Fraction(long numerator, long denominator) implements Comparable<Fraction> {

  static final Fraction ONE = new Fraction(1, 1);
  static final Fraction HALF = new Fraction(1, 2);

  public Fraction {
    if (denominator <= 0) {
      throw new IllegalArgumentException("denominator: " + denominator);
    }
    long divisor = divisor(Math.abs(numerator), denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  /** A whole number. */
  public static Fraction of(long whole) {
    return new Fraction(whole, 1);
  }

  /** Whether it has no fractional part. */
  public boolean isWhole() {
    return denominator == 1;
  }

  /** The nearest whole number, halves upwards. */
  public long rounded() {
    return Math.floorDiv(2 * numerator + denominator, 2 * denominator);
  }

  public double toDouble() {
    return (double) numerator / denominator;
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        Math.addExact(
            Math.multiplyExact(numerator, other.denominator),
            Math.multiplyExact(other.numerator, denominator)),
        Math.multiplyExact(denominator, other.denominator));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(-other.numerator, other.denominator));
  }

  Fraction times(Fraction other) {
    return new Fraction(
        Math.multiplyExact(numerator, other.numerator),
        Math.multiplyExact(denominator, other.denominator));
  }

  /**
   * The quotient.
   *
   * @param other positive
   */
  Fraction dividedBy(Fraction other) {
    return new Fraction(
        Math.multiplyExact(numerator, other.denominator),
        Math.multiplyExact(denominator, other.numerator));
  }

  boolean isPositive() {
    return numerator > 0;
  }

  @Override
  public int compareTo(Fraction other) {
    return Long.compare(
        Math.multiplyExact(numerator, other.denominator),
        Math.multiplyExact(other.numerator, denominator));
  }

  /** Such as {@code 3} or {@code 1/3}. */
  @Override
  public String toString() {
    return isWhole() ? Long.toString(numerator) : numerator + "/" + denominator;
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
