package io.xianda.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a callback is believed, in this order: its time, its signature, the signature of
 * what is encrypted, and only then what is inside. With an EncodingAESKey the message is always
 * taken from {@code Encrypt}; what compatible mode has beside it is not looked at, because no
 * signature covers it. Thread-safe.
 */
final class OpenCallback {

  /** Of a body, in bytes; a shopper's longest text, encrypted and in Base64, has a third of it. */
  static final int LARGEST = 64 * 1024;

  /** How old a callback may be. WeChat repeats one within seconds. */
  static final Duration OLDEST = Duration.ofMinutes(5);

  /** How far WeChat's clock may be ahead. */
  static final Duration AHEAD = Duration.ofMinutes(1);

  private static final int LONGEST_NONCE = 64;
  private static final int LONGEST_TIME = 12;

  private final WechatSettings.App app;
  private final @Nullable MessageKey key;
  private final Clock clock;

  OpenCallback(WechatSettings.App app, Clock clock) {
    this.app = app;
    this.key = app.encrypts() ? new MessageKey(app.encodingAesKey()) : null;
    this.clock = clock;
  }

  /**
   * What stands in a callback's address.
   *
   * @param messageSignature {@code msg_signature}
   */
  record Query(
      @Nullable String signature,
      @Nullable String timestamp,
      @Nullable String nonce,
      @Nullable String messageSignature) {}

  /** What came of it. */
  sealed interface Opened {

    /** It is WeChat's. */
    record Believed(CallbackFields fields) implements Opened {}

    /** It is not, or nobody can tell. */
    record Refused(Refusal why) implements Opened {}
  }

  /** Why a callback is not believed. */
  enum Refusal {
    OLD,
    SIGNATURE,
    /** In plain text, where only what is encrypted is believed. */
    PLAIN,
    /** The signature of what is encrypted. */
    MESSAGE_SIGNATURE,
    SEALED_OTHERWISE,
    UNREADABLE
  }

  /** Whether the address was signed by who knows the token, not long ago; what a check asks. */
  boolean isSigned(Query query) {
    return why(query) == null;
  }

  private @Nullable Refusal why(Query query) {
    String timestamp = query.timestamp();
    String nonce = query.nonce();
    if (timestamp == null || nonce == null || nonce.length() > LONGEST_NONCE) {
      return Refusal.SIGNATURE;
    }
    if (!isOfNow(timestamp)) {
      return Refusal.OLD;
    }
    return Signatures.isOf(query.signature(), app.token(), timestamp, nonce)
        ? null
        : Refusal.SIGNATURE;
  }

  private boolean isOfNow(String timestamp) {
    if (timestamp.isEmpty()
        || timestamp.length() > LONGEST_TIME
        || !timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    Instant now = clock.instant();
    return !at.isBefore(now.minus(OLDEST)) && !at.isAfter(now.plus(AHEAD));
  }

  /** Opens a message. */
  Opened open(Query query, byte[] body) {
    Refusal why = why(query);
    if (why != null) {
      return new Opened.Refused(why);
    }
    try {
      CallbackFields outside = CallbackFields.read(body);
      MessageKey sealing = key;
      return sealing == null
          ? new Opened.Believed(outside)
          : inside(query, outside.get("Encrypt"), sealing);
    } catch (CallbackFields.UnreadableException e) {
      return new Opened.Refused(Refusal.UNREADABLE);
    }
  }

  private Opened inside(Query query, @Nullable String encrypt, MessageKey sealing)
      throws CallbackFields.UnreadableException {
    if (encrypt == null) {
      return new Opened.Refused(Refusal.PLAIN);
    }
    // Before it is opened: whoever could have others opened would learn from what is refused how.
    if (!Signatures.isOf(
        query.messageSignature(),
        app.token(),
        String.valueOf(query.timestamp()),
        String.valueOf(query.nonce()),
        encrypt)) {
      return new Opened.Refused(Refusal.MESSAGE_SIGNATURE);
    }
    try {
      return new Opened.Believed(CallbackFields.read(sealing.open(encrypt, app.appId())));
    } catch (MessageKey.SealedOtherwiseException e) {
      return new Opened.Refused(Refusal.SEALED_OTHERWISE);
    }
  }
}
