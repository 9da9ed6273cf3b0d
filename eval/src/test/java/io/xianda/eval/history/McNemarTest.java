package io.xianda.eval.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class McNemarTest {

  @Test
  void itGivesTheKnownValues() {
    assertThat(McNemar.p(0, 0)).isEqualTo(1);
    assertThat(McNemar.p(0, 1)).isEqualTo(1);
    assertThat(McNemar.p(5, 5)).isEqualTo(1);
    assertThat(McNemar.p(0, 5)).isCloseTo(0.0625, within(1e-12));
    assertThat(McNemar.p(1, 7)).isCloseTo(0.0703125, within(1e-12));
    assertThat(McNemar.p(2, 10)).isCloseTo(2 * (1 + 12 + 66) / 4096.0, within(1e-12));
    assertThat(McNemar.p(8, 2)).isCloseTo(0.109375, within(1e-12));
  }

  @Test
  void itHoldsWhereHalfToThatPowerIsNoNumberAnyMore() {
    // By the normal approximation with continuity correction: z = 199 / sqrt(2000) = 4.45.
    assertThat(McNemar.p(900, 1100)).isCloseTo(8.6e-6, within(0.4e-6));
    assertThat(McNemar.p(1000, 1000)).isEqualTo(1);
  }

  @Property(tries = 200)
  void itDoesNotMatterWhichRunIsTheLater(
      @ForAll @IntRange(max = 60) int gained, @ForAll @IntRange(max = 60) int lost) {
    assertThat(McNemar.p(gained, lost)).isEqualTo(McNemar.p(lost, gained)).isBetween(0.0, 1.0);
  }

  @Test
  void fewerThanNoCasesAreRefused() {
    assertThatThrownBy(() -> McNemar.p(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
