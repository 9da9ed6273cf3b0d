package io.xianda.wechat;

import static io.xianda.wechat.Budget.Occasion.ENTERED;
import static io.xianda.wechat.Budget.Occasion.MESSAGE;
import static io.xianda.wechat.Budget.Occasion.TOUCHED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** WeChat counts what it takes, and so do we. */
class BudgetTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void withoutAnOccasionNothingMayBeSaid() {
    assertThat(Budget.NONE.take(NOW, true)).isEmpty();
  }

  @Test
  void afterAMessageFiveMayBeSaidAndTheLastIsKept() {
    Budget budget = Budget.NONE.after(MESSAGE, NOW);
    assertThat(said(budget, false, NOW)).isEqualTo(4);
    assertThat(said(budget, true, NOW)).isEqualTo(5);
    assertThat(said(budget, true, NOW.plus(Duration.ofDays(2)))).isZero();
    assertThat(said(budget, true, NOW.plus(Duration.ofDays(2)).minusNanos(1))).isEqualTo(5);
  }

  @Test
  void whoComesHearsTwoAndWhoTouchesHearsThreeWithinAMinute() {
    assertThat(said(Budget.NONE.after(ENTERED, NOW), false, NOW)).isEqualTo(2);
    assertThat(said(Budget.NONE.after(TOUCHED, NOW), false, NOW)).isEqualTo(3);
    assertThat(said(Budget.NONE.after(TOUCHED, NOW), true, NOW.plusSeconds(60))).isZero();
  }

  @Test
  void eachMessageBeginsTheLongWindowAnewAndTheShortOneIsUsedFirst() {
    Budget budget = Budget.NONE.after(MESSAGE, NOW).take(NOW, false).orElseThrow();
    Budget both = budget.after(ENTERED, NOW).take(NOW, false).orElseThrow();
    assertThat(both.messageLeft()).isEqualTo(4);
    assertThat(both.momentLeft()).isEqualTo(1);
    assertThat(both.after(MESSAGE, NOW).messageLeft()).isEqualTo(5);
  }

  private static int said(Budget budget, boolean mayBeLast, Instant at) {
    int said = 0;
    for (var left = budget.take(at, mayBeLast);
        left.isPresent();
        left = left.get().take(at, mayBeLast)) {
      said++;
    }
    return said;
  }
}
