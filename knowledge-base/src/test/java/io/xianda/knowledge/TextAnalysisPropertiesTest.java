package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Whatever is typed can be cut, and the terms are fit for an index that splits at white space. */
class TextAnalysisPropertiesTest {

  private final TextAnalysis analysis = new TextAnalysis();

  @Property(tries = 1000, seed = "20261122")
  void termsAreNeitherEmptyNorHoldSpaces(@ForAll @StringLength(max = 100) String text) {
    assertThat(analysis.words(text)).noneMatch(TextAnalysisPropertiesTest::isNoTerm);
    assertThat(TextAnalysis.bigrams(text)).noneMatch(TextAnalysisPropertiesTest::isNoTerm);
  }

  private static boolean isNoTerm(String term) {
    return term.isEmpty() || term.codePoints().anyMatch(Character::isWhitespace);
  }
}
