package io.xianda.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {

  private static final MathContext EXACT = new MathContext(40);

  /** Every term as it is in the textbook. */
  private static double added(long k, long n, String probability) {
    BigDecimal p = new BigDecimal(probability);
    BigDecimal sum = BigDecimal.ZERO;
    for (long i = k; i <= n; i++) {
      BigInteger choose = BigInteger.ONE;
      for (long j = 0; j < i; j++) {
        choose = choose.multiply(BigInteger.valueOf(n - j)).divide(BigInteger.valueOf(j + 1));
      }
      sum =
          sum.add(
              new BigDecimal(choose)
                  .multiply(p.pow((int) i, EXACT))
                  .multiply(BigDecimal.ONE.subtract(p).pow((int) (n - i), EXACT)),
              EXACT);
    }
    return sum.doubleValue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.3",
    "1, 1, 0.5",
    "3, 10, 0.1",
    "10, 10, 0.9",
    "1, 200, 0.001",
    "40, 200, 0.1",
    "5, 200, 0.1",
    "199, 200, 0.99",
    "60, 200, 0.3",
    "120, 200, 0.02"
  })
  void theTailIsTheSumOfItsTerms(long k, long n, String p) {
    double added = added(k, n, p);

    assertThat(Chance.atLeast(k, n, Double.parseDouble(p)))
        .isCloseTo(added, within(1e-9 * added + 1e-15));
  }

  @Test
  void whatCannotBeOtherwiseIsNoChance() {
    assertThat(Chance.atLeast(5, 10, 0)).isZero();
    assertThat(Chance.atLeast(5, 10, 1)).isEqualTo(1);
    assertThat(Chance.twoSided(5, 10, 0.5)).isEqualTo(1);
    assertThat(Chance.atLeast(600_000, 1_000_000, 0.5)).isCloseTo(0, within(1e-100));
    assertThat(Chance.atLeast(400_000, 1_000_000, 0.5)).isCloseTo(1, within(1e-9));
  }

  @Test
  void bothSidesCountAlike() {
    assertThat(Chance.twoSided(2, 12, 0.5)).isCloseTo(2 * added(10, 12, "0.5"), within(1e-12));
    assertThat(Chance.twoSided(10, 12, 0.5)).isCloseTo(2 * added(10, 12, "0.5"), within(1e-12));
  }

  /** The example of Benjamini and Hochberg, 1995: of these four are found. */
  @Test
  void amongManyTestsOnlySoManyMayBeFalse() {
    double[] q =
        Chance.falseDiscoveries(
            new double[] {
              0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
              0.4262, 0.5719, 0.6528, 0.7590, 1.0
            });

    assertThat(Arrays.stream(q).filter(one -> one <= Chance.FALSE_DISCOVERIES)).hasSize(4);
    assertThat(q).isSorted();
    assertThat(q[0]).isCloseTo(0.0015, within(1e-12));
    assertThat(Chance.falseDiscoveries(new double[0])).isEmpty();
  }

  @Test
  void theIntervalOfFewIsWide() {
    Share eight = Share.of(8, 10);
    assertThat(eight.rate()).isEqualTo(0.8);
    assertThat(eight.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(eight.high()).isCloseTo(0.9433, within(1e-4));
    assertThat(Share.of(0, 10).low()).isZero();
    assertThat(Share.of(0, 10).high()).isCloseTo(0.2775, within(1e-4));
    assertThat(Share.of(10, 10).high()).isEqualTo(1);
    assertThat(Share.of(0, 0).rate()).isNull();
  }
}
