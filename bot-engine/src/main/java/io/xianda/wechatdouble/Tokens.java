package io.xianda.wechatdouble;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Access tokens as {@code stable_token} gives them: whoever asks gets the same one until shortly
 * before its end; forcing gives a new one, and the one before is good no longer. Thread-safe.
 */
final class Tokens {

  static final Duration LIFE = Duration.ofHours(2);

  /** So long before a token's end another one is given, and both are good. */
  private static final Duration BOTH = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, Issued> current = new HashMap<>();
  private final Map<String, Issued> all = new HashMap<>();
  private final AtomicInteger given = new AtomicInteger();

  Tokens(Clock clock) {
    this.clock = clock;
  }

  record Issued(String value, String appId, Instant until) {}

  /** Whose a token is, or why it is none: 41001 missing, 40001 unknown, 42001 too old. */
  sealed interface Whose {
    record Of(String appId) implements Whose {}

    record Nobody(int code) implements Whose {}
  }

  synchronized Issued give(String appId, boolean force) {
    Instant now = clock.instant();
    Issued known = current.get(appId);
    if (known != null && !force && now.isBefore(known.until().minus(BOTH))) {
      return known;
    }
    if (known != null && force) {
      all.remove(known.value());
    }
    Issued fresh =
        new Issued(
            "token_" + given.incrementAndGet() + "_" + UUID.randomUUID(), appId, now.plus(LIFE));
    current.put(appId, fresh);
    all.put(fresh.value(), fresh);
    return fresh;
  }

  synchronized Whose whose(String value) {
    if (value.isEmpty()) {
      return new Whose.Nobody(41001);
    }
    Issued known = all.get(value);
    if (known == null) {
      return new Whose.Nobody(40001);
    }
    return clock.instant().isBefore(known.until())
        ? new Whose.Of(known.appId())
        : new Whose.Nobody(42001);
  }

  /** As if somebody else had forced another one, or the time were over. */
  synchronized void forget(boolean expired) {
    if (expired) {
      all.replaceAll((_, each) -> new Issued(each.value(), each.appId(), Instant.EPOCH));
    } else {
      all.clear();
    }
    current.clear();
  }

  int given() {
    return given.get();
  }
}
