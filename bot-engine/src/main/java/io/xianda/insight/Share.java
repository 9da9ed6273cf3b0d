package io.xianda.insight;

import org.jspecify.annotations.Nullable;

/**
 * So many of so many.
 *
 * @param part from 0 to {@code of}
 * @param of may be 0
 * @param rate in [0, 1]; {@code null} of nothing, as are the other two
 * @param low lower end of the 95 % interval
 * @param high upper end of it
 */
record Share(
    long part, long of, @Nullable Double rate, @Nullable Double low, @Nullable Double high) {

  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** The share with Wilson's interval, which is right for few and for rare ones too. */
  static Share of(long part, long of) {
    if (part < 0 || part > of) {
      throw new IllegalArgumentException("%d of %d is no share".formatted(part, of));
    }
    if (of == 0) {
      return new Share(0, 0, null, null, null);
    }
    double n = of;
    double rate = part / n;
    double zz = Z * Z;
    double centre = (rate + zz / (2 * n)) / (1 + zz / n);
    double half = Z * Math.sqrt(rate * (1 - rate) / n + zz / (4 * n * n)) / (1 + zz / n);
    return new Share(
        part,
        of,
        rate,
        part == 0 ? 0.0 : Math.max(0, centre - half),
        part == of ? 1.0 : Math.min(1, centre + half));
  }
}
