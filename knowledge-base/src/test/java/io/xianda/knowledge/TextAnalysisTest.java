package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is cut into words and into pairs of neighbouring characters, the same way every time. */
class TextAnalysisTest {

  private final TextAnalysis analysis = new TextAnalysis();

  static Stream<Arguments> bigrams() {
    return Stream.of(
        arguments("退款到账", List.of("退款", "款到", "到账")),
        arguments("退款,到账", List.of("退款", "到账")),
        arguments("好", List.of("好")),
        arguments("好, 的", List.of("好", "的")),
        arguments("app闪退", List.of("ap", "pp", "p闪", "闪退")),
        arguments("45分钟", List.of("45", "5分", "分钟")),
        arguments("退退退", List.of("退退", "退退")),
        arguments("𠮷野家", List.of("𠮷野", "野家")),
        arguments("烂了😡", List.of("烂了")),
        arguments("?!😡 ", List.of()),
        arguments("", List.of()));
  }

  @ParameterizedTest
  @MethodSource("bigrams")
  void neighboursAreBigrams(String text, List<String> expected) {
    assertThat(TextAnalysis.bigrams(text)).isEqualTo(expected);
  }

  @Test
  void distinctBigramsAreCountedOnceInTheirOrder() {
    assertThat(TextAnalysis.distinctBigrams("退退退款退退")).containsExactly("退退", "退款", "款退");
  }

  @Test
  void aTextIsCutIntoWords() {
    assertThat(analysis.words("怎么开发票")).containsSequence("发票");
    assertThat(analysis.words("退款多久到账")).contains("退款", "到");
  }

  @Test
  void punctuationAndEmojiAreNoWords() {
    assertThat(analysis.words("?!,。 ")).isEmpty();
    assertThat(analysis.words("")).isEmpty();
    assertThat(analysis.words("退款,退款!")).containsExactly("退款", "退款");
  }

  @Test
  void brokenTextIsCutWithoutHarm() {
    assertThat(analysis.words("退款\ud83d")).contains("退款");
    assertThat(TextAnalysis.bigrams("退款\ud83d")).containsExactly("退款");
  }

  @Test
  void manyThreadsCutAlike() throws Exception {
    String text = "我上午买的草莓烂了一半能不能退款给我";
    List<String> alone = analysis.words(text);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(threads.submit(() -> analysis.words(text)));
      }
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).isEqualTo(alone);
      }
    }
  }
}
