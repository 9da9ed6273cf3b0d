package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, the mentions lie within it, in order and side by side. */
class MessageSlotsPropertiesTest {

  @Property(tries = 1000, seed = "20261120")
  void chineseNumber(@ForAll("texts") String text) {
    Tables.assertInOrder(text, ChineseNumber.in(text));
  }

  @Property(tries = 1000, seed = "20261121")
  void extent(@ForAll("texts") String text) {
    Tables.assertInOrder(text, Extent.in(text));
    assertThat(Extent.in(text))
        .allMatch(e -> e.value().share().isPositive())
        .allMatch(e -> e.value().share().compareTo(Fraction.ONE) <= 0);
  }

  @Property(tries = 1000, seed = "20261122")
  void weightPair(@ForAll("texts") String text) {
    Tables.assertInOrder(text, WeightPair.in(text));
    assertThat(WeightPair.in(text))
        .allMatch(mention ->
            switch (mention.value()) {
              case WeightPair.Both both -> both.promisedGrams() > 0 && both.actualGrams() > 0;
              case WeightPair.Short missing -> missing.missingGrams() > 0;
              case WeightPair.Actual actual -> actual.actualGrams() > 0;
            });
  }

  @Property(tries = 1000, seed = "20261123")
  void count(@ForAll("texts") String text) {
    Tables.assertInOrder(text, Count.in(text));
    assertThat(Count.in(text)).allMatch(count -> count.value().pieces().isPositive());
  }

  @Property(tries = 1000, seed = "20261124")
  void yesNo(@ForAll("texts") String text) {
    Tables.assertInOrder(text, YesNo.in(text));
  }

  @Property(tries = 1000, seed = "20261125")
  void emotion(@ForAll("texts") String text) {
    Tables.assertInOrder(text, Emotion.in(text));
  }

  @Provide
  Arbitrary<String> texts() {
    return Tables.texts();
  }
}
