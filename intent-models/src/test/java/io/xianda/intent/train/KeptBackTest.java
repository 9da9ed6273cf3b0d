package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.Intent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which messages the encoder was not tuned on must never change: the tuned weights are shipped. */
class KeptBackTest {

  @Test
  void aboutAFifthIsKeptBack() {
    long kept =
        IntStream.range(0, 5000)
            .filter(i -> KeptBack.contains(message("第%d盒草莓烂了".formatted(i))))
            .count();

    assertThat(kept).isBetween(900L, 1100L);
  }

  @Test
  void howAMessageIsTypedChangesNothing() {
    assertThat(KeptBack.contains(message("ＸＭ草莓 烂了！")))
        .isEqualTo(KeptBack.contains(message("xm草莓 烂了!")));
  }

  @Test
  void theChoiceIsTheOneThatTheShippedEncoderWasTunedWith() {
    assertThat(
            List.of("几点能送到", "草莓烂了一半", "转人工", "怎么开发票", "今天股市怎么样", "多少钱包邮", "催一下", "有没有新人券").stream()
                .filter(text -> KeptBack.contains(message(text))))
        .containsExactly("有没有新人券");
  }

  private static TrainingMessage message(String text) {
    return new TrainingMessage(new Intent("delivery.eta"), List.of(), text);
  }
}
