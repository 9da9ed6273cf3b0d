package io.xianda.wording;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a node may spend on the model in a day of the shop's time zone. Kept in memory, not in the
 * database: it keeps a mistake from running up a bill, and must not itself cost a round trip while
 * a shopper waits. A restart begins anew, and each node has its own. Thread-safe.
 */
final class DailyBudget {

  private final int mostCalls;
  private final long mostTokens;
  private final Clock clock;
  private final ZoneId zone;
  private LocalDate day = LocalDate.MIN;
  private int calls;
  private long tokens;

  DailyBudget(int mostCalls, long mostTokens, Clock clock, ZoneId zone) {
    this.mostCalls = mostCalls;
    this.mostTokens = mostTokens;
    this.clock = clock;
    this.zone = zone;
  }

  /** Takes a call, if there is one left. */
  synchronized boolean take() {
    turnPage();
    if (calls >= mostCalls || tokens >= mostTokens) {
      return false;
    }
    calls++;
    return true;
  }

  /** Notes what a call has cost. */
  synchronized void spent(long more) {
    turnPage();
    tokens += Math.max(0, more);
  }

  /** Calls that are left today. */
  synchronized int callsLeft() {
    turnPage();
    return tokens >= mostTokens ? 0 : mostCalls - calls;
  }

  private void turnPage() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (!today.equals(day)) {
      day = today;
      calls = 0;
      tokens = 0;
    }
  }
}
