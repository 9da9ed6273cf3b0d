package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The grams of a text are a small sorted set that depends on nothing but the text. */
class CharacterGramsTest {

  @Test
  void theSameTextHasTheSameGrams() {
    assertThat(CharacterGrams.of("草莓烂了").buckets()).isEqualTo(CharacterGrams.of("草莓烂了").buckets());
  }

  @Test
  void theHashIsTheOneThatTrainedModelsKnow() {
    // a change of these needs another ModelManifest.FEATURES and a new training
    assertThat(CharacterGrams.of("赔").buckets()).containsExactly(1575, 1966, 7020, 15120, 15762);
  }

  @Test
  void anotherOrderOfTheSameCharactersHasOtherGrams() {
    assertThat(CharacterGrams.of("人工转").buckets()).isNotEqualTo(CharacterGrams.of("转人工").buckets());
  }

  @Test
  void aRepeatedGramCountsOnce() {
    assertThat(CharacterGrams.of("哈哈哈哈哈哈").buckets()).isEqualTo(CharacterGrams.of("哈哈哈").buckets());
  }

  @Test
  void spacesDoNotCount() {
    assertThat(CharacterGrams.of("转 人\t工").buckets()).isEqualTo(CharacterGrams.of("转人工").buckets());
  }

  @Test
  void anEmojiIsOneCharacter() {
    assertThat(CharacterGrams.of("😡").buckets()).hasSameSizeAs(CharacterGrams.of("赔").buckets());
  }

  @Test
  void theEmptyTextHasTheGramsOfItsEdges() {
    CharacterGrams empty = CharacterGrams.of("");

    assertThat(empty.buckets()).hasSize(2);
    assertThat(CharacterGrams.of(" 　").buckets()).isEqualTo(empty.buckets());
  }

  @Test
  void onlyTheBeginningOfAVeryLongTextCounts() {
    String start = "草莓".repeat(200);

    assertThat(CharacterGrams.of(start + "退款").buckets())
        .isEqualTo(CharacterGrams.of(start).buckets());
    assertThat(CharacterGrams.of("退款" + start).buckets())
        .isNotEqualTo(CharacterGrams.of(start).buckets());
  }
}
