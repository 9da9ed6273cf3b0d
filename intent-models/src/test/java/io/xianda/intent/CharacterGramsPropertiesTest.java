package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** The grams of any text are a sorted set of buckets with weights of length 1. */
class CharacterGramsPropertiesTest {

  @Property(tries = 1000, seed = "20261122")
  void bucketsAreAscendingDistinctAndInRange(@ForAll @StringLength(max = 500) String text) {
    int[] buckets = CharacterGrams.of(text).buckets();

    assertThat(buckets)
        .isNotEmpty()
        .isEqualTo(Arrays.stream(buckets).sorted().distinct().toArray());
    assertThat(buckets[0]).isNotNegative();
    assertThat(buckets[buckets.length - 1]).isLessThan(CharacterGrams.BUCKETS);
  }

  @Property(tries = 200, seed = "20261122")
  void theWeightsHaveLengthOneTogether(@ForAll @StringLength(max = 200) String text) {
    CharacterGrams grams = CharacterGrams.of(text);

    double squares = (double) grams.weight() * grams.weight() * grams.buckets().length;
    assertThat(squares).isCloseTo(1, within(1e-5));
  }
}
