package io.xianda.wechatdouble;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many messages an account may still send to somebody, and until when. Not thread-safe. */
final class Quota {

  /** What lets an account speak, for how long, and how often. */
  enum Cause {
    /** 用户发送信息 */
    WROTE(Duration.ofDays(2), 5),
    /** 用户进入会话 (mini-programs) */
    ENTERED(Duration.ofMinutes(1), 2),
    /** 点击菜单、关注、扫码 (official accounts) */
    TOUCHED(Duration.ofMinutes(1), 3);

    private final Duration span;
    private final int messages;

    Cause(Duration span, int messages) {
      this.span = span;
      this.messages = messages;
    }
  }

  /**
   * What is left of one.
   *
   * @param until its end, not included
   */
  record Left(Cause cause, Instant until, int messages) {}

  private final Map<Cause, Left> windows = new EnumMap<>(Cause.class);

  void open(Cause cause, Instant now) {
    windows.put(cause, new Left(cause, now.plus(cause.span), cause.messages));
  }

  List<Left> open(Instant now) {
    return windows.values().stream()
        .filter(window -> now.isBefore(window.until()))
        .sorted(Comparator.comparing(Left::until))
        .toList();
  }

  /**
   * Counts a message in the window that ends first.
   *
   * @return 0, 45015 when there is no window, 45047 when all of it has been said
   */
  int take(Instant now) {
    List<Left> open = open(now);
    if (open.isEmpty()) {
      return 45015;
    }
    return open.stream()
        .filter(window -> window.messages() > 0)
        .findFirst()
        .map(window -> {
          windows.put(
              window.cause(), new Left(window.cause(), window.until(), window.messages() - 1));
          return 0;
        })
        .orElse(45047);
  }
}
