package io.xianda.order;

/** What the merchant's system says to an effect. */
public sealed interface EffectResult {

  /** It is done, now or before under the same key. */
  record Applied() implements EffectResult {}

  /**
   * It is not done and never will be under this key: the order has changed meanwhile.
   *
   * @param reason a stable word such as {@code already-left}
   */
  record Refused(String reason) implements EffectResult {}

  /** Nobody knows: the merchant's system does not answer. It is asked again until it does. */
  record Unknown() implements EffectResult {}
}
