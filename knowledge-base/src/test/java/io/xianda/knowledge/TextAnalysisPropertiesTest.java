package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
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

  @Property(tries = 500, seed = "20261122")
  void aMessageCoversItselfAndEveryLongerOne(
      @ForAll @StringLength(max = 40) String text, @ForAll @StringLength(max = 40) String more) {
    Set<String> message = TextAnalysis.distinctBigrams(text);

    assertThat(TextAnalysis.coverage(message, TextAnalysis.distinctBigrams(text + " " + more)))
        .isEqualTo(message.isEmpty() ? 0 : 1);
  }

  private static boolean isNoTerm(String term) {
    return term.isEmpty() || term.codePoints().anyMatch(Character::isWhitespace);
  }
}
