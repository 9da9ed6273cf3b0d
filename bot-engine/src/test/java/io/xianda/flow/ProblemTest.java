package io.xianda.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.Normaliser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shoppers say is wrong with their goods. */
class ProblemTest {

  @ParameterizedTest
  @CsvSource({
    "草莓烂了, SPOILED",
    "冰淇淋全化了, SPOILED",
    "牛奶胀包了, SPOILED",
    "鸡蛋碎了6个, DAMAGED",
    "盒子压扁了, DAMAGED",
    "少发了一盒, MISSING",
    "少了3个, MISSING",
    "少了两盒, MISSING",
    "酸奶漏了2杯, DAMAGED",
    "买了两盒只来一盒, MISSING",
    "没收到豆腐, MISSING",
    "送错了, WRONG_ITEM",
    "我买的草莓送来的是苹果, WRONG_ITEM",
    "缺斤少两, SHORT_WEIGHT",
    "少了半斤, SHORT_WEIGHT",
    "少了二两, SHORT_WEIGHT",
    "少了100克, SHORT_WEIGHT",
    "少了一百克, SHORT_WEIGHT",
    "少了十几克, SHORT_WEIGHT",
    "差了两斤, SHORT_WEIGHT",
    "少了0.5公斤, SHORT_WEIGHT",
    "5斤称了4斤半, SHORT_WEIGHT",
    "标的500g只有380g, SHORT_WEIGHT",
    "西瓜不甜, POOR",
    "个头太小了, POOR",
    "不想要了, NO_REASON",
    "买多了, NO_REASON",
    "我要退款, UNKNOWN",
    "帮我处理一下, UNKNOWN",
  })
  void isNamedByTheirWords(String words, Problem problem) {
    assertThat(Problem.of(Normaliser.normalise(words).text(), Problem.UNKNOWN)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "草莓烂了不想要了, SPOILED, SPOILED",
    "酸奶漏了2杯, DAMAGED, DAMAGED",
    "草莓, SPOILED, SPOILED",
    "不是烂了是送错了, SPOILED, WRONG_ITEM",
    "送错了, SPOILED, WRONG_ITEM",
  })
  void isTheExpectedOneWhereTheWordsSpeakOfItAtAll(
      String words, Problem expected, Problem problem) {
    assertThat(Problem.of(Normaliser.normalise(words).text(), expected)).isEqualTo(problem);
  }
}
