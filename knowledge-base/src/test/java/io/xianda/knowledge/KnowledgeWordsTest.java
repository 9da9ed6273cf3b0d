package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small words of the knowledge base reject what they cannot mean. */
class KnowledgeWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "发票", "a b", "a/b", "a\n"})
  void whatIsNoEntryIdIsRejected(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntryId(value))
        .withMessage("not an entry id: " + value);
  }

  @Test
  void anEntryIdHasUpToAHundredCharacters() {
    assertThat(new EntryId("a".repeat(100))).hasToString("a".repeat(100));
    assertThatIllegalArgumentException().isThrownBy(() -> new EntryId("a".repeat(101)));
  }

  @Test
  void aGenerationIsNotNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Generation(-1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void aQueryAsksForOneToAHundredEntries(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new KnowledgeQuery("退款", HashedBigrams.vector("退款"), intent -> 0.5, limit))
        .withMessageContaining("limit lies in [1, 100]: " + limit);
  }
}
