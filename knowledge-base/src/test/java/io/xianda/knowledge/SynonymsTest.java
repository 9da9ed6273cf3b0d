package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words of the same meaning are looked for together. */
class SynonymsTest {

  private static final Synonyms RIDERS =
      Synonyms.read(List.of("# people", "骑手 小哥 配送员 # all of them"));

  @Test
  void whoSaysOneWordIsLookedForByTheOthers() {
    assertThat(related(RIDERS, "小哥在哪")).containsExactly("骑手", "配送", "送员");
  }

  @Test
  void whatTheMessageHasItselfIsNotRelated() {
    assertThat(related(RIDERS, "配送小哥在哪")).containsExactly("骑手", "送员");
  }

  @Test
  void whoNamesNoneOfThemIsLookedForAsHeSpeaks() {
    assertThat(related(RIDERS, "怎么开发票")).isEmpty();
    assertThat(related(Synonyms.none(), "小哥在哪")).isEmpty();
  }

  @Test
  void aDictionaryThatCannotBeMeantIsRefusedByItsLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synonyms.read(List.of("", "骑手")))
        .withMessage("line 2: a word alone has no synonym");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synonyms.read(List.of("骑手 哥")))
        .withMessage("line 1: 哥 has 1 characters, allowed are 2 to 20");
  }

  @Test
  void theShippedDictionaryCanBeRead() {
    assertThat(Synonyms.shipped().groups()).hasSizeGreaterThan(20);
  }

  private static List<String> related(Synonyms synonyms, String text) {
    return synonyms.related(text, TextAnalysis.distinctBigrams(text));
  }
}
