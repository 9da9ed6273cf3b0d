package io.xianda.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.SentenceEncoder;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code answer("…").to("运费多少").said("…").isRefused(Departure.FIGURE)}. */
record Answered(String answer, String question, String shopper, @Nullable String rewording) {

  /** Loaded once: it takes a second. */
  private static final class Shipped {
    static final SentenceEncoder ENCODER = BgeSmallZh.load();
  }

  static Answered answer(String answer) {
    return new Answered(answer, "", "", null);
  }

  Answered to(String words) {
    return new Answered(answer, question, words, rewording);
  }

  Answered said(String other) {
    return new Answered(answer, question, shopper, other);
  }

  void isUsed() {
    assertThat(check(Shipped.ENCODER)).describedAs("%s", rewording).isEmpty();
  }

  void isRefused(Departure departure) {
    assertThat(check(Shipped.ENCODER)).describedAs("%s", rewording).contains(departure);
  }

  private Optional<Departure> check(SentenceEncoder encoder) {
    return new StaysWithin(encoder)
        .departure(Objects.requireNonNull(rewording), question, answer, shopper);
  }
}
