package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.FillPlaceholders.Result.Filled;
import io.xianda.knowledge.FillPlaceholders.Result.Unfillable;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers name facts of the shop, and no shopper ever sees the name. */
class FillPlaceholdersTest {

  private static final ShopFacts FACTS =
      () ->
          List.of(
              new ShopFacts.Fact("delivery.fee", "5 元"),
              new ShopFacts.Fact("delivery.free_from", "满 39 元"),
              new ShopFacts.Fact("price", "$1\\2"),
              new ShopFacts.Fact("circular", "{circular}"));

  private final FillPlaceholders placeholders = new FillPlaceholders(FACTS);

  @ParameterizedTest
  @CsvSource({
    "'运费 {delivery.fee}，{delivery.free_from}免', '运费 5 元，满 39 元免'",
    "{delivery.fee}, 5 元",
    "{delivery.fee}{delivery.fee}, 5 元5 元",
    "{price}, $1\\2",
    "'收起} 不算', '收起} 不算'",
    "{delivery.fee}}, 5 元}",
  })
  void knownFactsStandInTheirPlaces(String text, String filled) {
    assertThat(placeholders.fill(text)).isEqualTo(new Filled(filled));
  }

  @Test
  void aTextWithoutPlaceholdersIsTheVerySameText() {
    String text = "运费 5 元";

    assertThat(placeholders.fill(text))
        .isInstanceOfSatisfying(Filled.class, filled -> assertThat(filled.text()).isSameAs(text));
  }

  @ParameterizedTest
  @CsvSource({
    "运费 {delivery.price}, delivery.price",
    "运费 {Delivery.fee}, Delivery.fee",
    "运费 { delivery.fee }, ' delivery.fee '",
    "运费 {配送费}, 配送费",
    "运费 {}, ''",
    "运费 {delivery.fee, delivery.fee",
    "运费 {, ''",
    "{{delivery.fee}}, ''",
    "{circular}, circular",
  })
  void whatIsNoKnownFactIsNamed(String text, String missing) {
    assertThat(placeholders.fill(text)).isEqualTo(new Unfillable(List.of(missing)));
  }

  @Test
  void allThatIsMissingIsNamedOnceInItsOrder() {
    assertThat(placeholders.fill("{b} {a} {delivery.fee} {b}"))
        .isEqualTo(new Unfillable(List.of("b", "a")));
  }

  @Test
  void aNameOfAnyLengthIsNoFact() {
    assertThat(placeholders.fill("{" + "x".repeat(10_000) + "}"))
        .isEqualTo(new Unfillable(List.of("x".repeat(60))));
  }

  @Property(tries = 1000, seed = "20261122")
  void noBraceIsEverShown(
      @ForAll @Chars({'{', '}', 'a', '.', '费'}) @StringLength(max = 30) String text) {
    switch (placeholders.fill(text + "{delivery.fee}")) {
      case Filled(String filled) -> assertThat(filled).doesNotContain("{").contains("5 元");
      case Unfillable(List<String> names) -> assertThat(names).isNotEmpty();
    }
  }
}
