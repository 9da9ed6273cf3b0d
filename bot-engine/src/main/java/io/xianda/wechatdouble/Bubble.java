package io.xianda.wechatdouble;

import java.time.Instant;
import java.util.Map;

/**
 * What stands in a chat on the phone.
 *
 * @param number counted up over the whole double
 * @param kind {@code text}, {@code image}, {@code link}, {@code miniprogrampage}, {@code
 *     subscription}, {@code card}, {@code voice} or {@code note}
 * @param text what is to be read; empty for pictures
 * @param more what belongs to the kind, such as {@code media} or {@code pagepath}
 */
public record Bubble(
    long number, Instant at, By by, String kind, String text, Map<String, String> more) {

  public Bubble {
    more = Map.copyOf(more);
  }

  /** Who wrote it. */
  public enum By {
    SHOPPER,
    ACCOUNT,
    /** The phone itself. */
    WECHAT
  }
}
