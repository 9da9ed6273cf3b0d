package io.xianda.eval.dialogues;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The time of a dialogue: that of an ordinary working day in Shanghai, and a few seconds later
 * after each turn. For one thread at a time.
 */
final class SlowClock extends Clock {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);
  private static final Duration TURN = Duration.ofSeconds(5);

  private Instant now = Instant.EPOCH;

  /** Another dialogue begins. */
  void startsAt(LocalTime time) {
    now = MONDAY.atTime(time).atZone(SHANGHAI).toInstant();
  }

  /** A turn is over. */
  void passes() {
    now = now.plus(TURN);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return SHANGHAI;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
