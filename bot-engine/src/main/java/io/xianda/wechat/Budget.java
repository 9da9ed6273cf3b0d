package io.xianda.wechat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many messages WeChat still takes in a conversation: 5 within 48 hours after a message of the
 * shopper, and beside it a few within a minute after the shopper has come in (2) or has touched a
 * menu, followed or scanned (3). Either begins anew with each such occasion.
 *
 * @param messageUntil end of the window after a message, not included
 * @param momentUntil end of the short window, not included
 */
record Budget(Instant messageUntil, int messageLeft, Instant momentUntil, int momentLeft) {

  static final Budget NONE = new Budget(Instant.EPOCH, 0, Instant.EPOCH, 0);

  /** What opens a window. */
  enum Occasion {
    /** The shopper wrote. */
    MESSAGE(Duration.ofDays(2), 5),
    /** The shopper came into the customer service of a mini-program. */
    ENTERED(Duration.ofMinutes(1), 2),
    /** The shopper touched the menu of an official account, followed it or scanned its code. */
    TOUCHED(Duration.ofMinutes(1), 3);

    private final Duration span;
    private final int messages;

    Occasion(Duration span, int messages) {
      this.span = span;
      this.messages = messages;
    }
  }

  /** The same after an occasion. */
  Budget after(Occasion occasion, Instant at) {
    return switch (occasion) {
      case MESSAGE ->
          new Budget(at.plus(occasion.span), occasion.messages, momentUntil, momentLeft);
      case ENTERED, TOUCHED ->
          new Budget(messageUntil, messageLeft, at.plus(occasion.span), occasion.messages);
    };
  }

  /**
   * With one message less; the window that closes first is used first.
   *
   * @param mayBeLast whether it may be the last of the long window, which is kept for telling that
   *     a person takes over
   * @return nothing when there is none to be had
   */
  Optional<Budget> take(Instant now, boolean mayBeLast) {
    if (momentLeft > 0 && now.isBefore(momentUntil)) {
      return Optional.of(new Budget(messageUntil, messageLeft, momentUntil, momentLeft - 1));
    }
    if (messageLeft > (mayBeLast ? 0 : 1) && now.isBefore(messageUntil)) {
      return Optional.of(new Budget(messageUntil, messageLeft - 1, momentUntil, momentLeft));
    }
    return Optional.empty();
  }
}
