package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real encoder gives every text one direction, whoever asks and however often. */
class BgeSmallZhTest {

  private final BgeSmallZh encoder = RealEncoder.BGE;

  @Test
  void theSameTextHasTheSameVectorInEightThreads() throws Exception {
    List<String> texts = List.of("几点能送到", "草莓烂了一半怎么赔", "转人工", "");
    List<float[]> alone = texts.stream().map(encoder::encode).toList();
    var together = new CountDownLatch(8);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<float[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return texts.stream().map(encoder::encode).toList();
            }));
      }
      for (Future<List<float[]>> answer : answers) {
        List<float[]> vectors = answer.get();
        for (int i = 0; i < texts.size(); i++) {
          assertThat(vectors.get(i)).as(texts.get(i)).isEqualTo(alone.get(i));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?", "😡", "几点能送到", "hello", "\ud83d", "\u0000"})
  void everyTextHasAVectorOfLengthOne(String text) {
    float[] vector = encoder.encode(text);

    assertThat(vector).hasSize(encoder.dimension()).hasSize(512);
    assertThat(dot(vector, vector)).isCloseTo(1, within(1e-4));
  }

  @Test
  void whatGoesBeyondTheLimitIsIgnored() {
    String long600 = "草莓烂了".repeat(150);

    assertThat(encoder.encode(long600 + "我要退款")).isEqualTo(encoder.encode(long600));
  }

  @Test
  void textsOfLikeMeaningLieCloserThanOthers() {
    float[] question = encoder.encode("几点能送到");

    assertThat(dot(question, encoder.encode("大概多久可以送达")))
        .isGreaterThan(dot(question, encoder.encode("怎么开发票")) + 0.1);
  }

  @Test
  void theFingerprintNamesTheEncoder() {
    assertThat(encoder.fingerprint()).matches("bge-small-zh-v1\\.5-q-tuned:[0-9a-f]{16}");
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
