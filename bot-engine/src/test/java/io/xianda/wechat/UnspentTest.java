package io.xianda.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.wechat.Budget.Occasion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What WeChat did not take counts for nothing. */
class UnspentTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Budget wrote = Budget.NONE.after(Occasion.MESSAGE, NOON);

  private static Budget taken(Budget budget) {
    return budget.take(NOON, true).orElseThrow();
  }

  @Test
  void isGivenBackToTheWindowThatItWasCountedIn() {
    assertThat(Unspent.back(taken(wrote), wrote, taken(wrote))).isEqualTo(wrote);
    Budget came = wrote.after(Occasion.ENTERED, NOON);
    assertThat(Unspent.back(taken(came), came, taken(came))).isEqualTo(came);
  }

  @Test
  void isNotGivenBackToAWindowThatBeganAnew() {
    Budget anew = wrote.after(Occasion.MESSAGE, NOON.plusSeconds(5));
    assertThat(Unspent.back(anew, wrote, taken(wrote))).isEqualTo(anew);
  }

  @Test
  void isNotGivenBackWhereWeChatHasSaidThatNothingIsLeft() {
    assertThat(Unspent.back(Budget.NONE, wrote, taken(wrote))).isEqualTo(Budget.NONE);
  }
}
