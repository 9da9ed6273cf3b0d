package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.util.Optional;

/** The way into the merchant's order system. Thread-safe. */
public interface OrderGateway {

  /**
   * The shopper's orders; an empty account for a guest.
   *
   * @throws MerchantAwayException when the merchant's system does not answer in time
   */
  Account accountOf(ShopperId shopper);

  /**
   * Does something to an order of this shopper, once for each key.
   *
   * @return {@link EffectResult.Unknown} instead of an exception when the merchant's system does
   *     not answer in time
   */
  EffectResult apply(EffectKey key, ShopperId shopper, Effect effect);

  /**
   * Which shopper this is; nothing where the merchant does not know, or knows nobody by WeChat.
   *
   * @throws MerchantAwayException when the merchant's system does not answer in time
   */
  default Optional<ShopperId> shopperOf(WechatName name) {
    return Optional.empty();
  }
}
