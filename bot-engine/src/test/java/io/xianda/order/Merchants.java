package io.xianda.order;

import io.xianda.conversation.ShopperId;

/** Merchants' systems for tests of other packages. */
public final class Merchants {

  private Merchants() {}

  /** Effects for a merchant's system that shows its orders and answers to no effect. */
  public static StoredEffects deafTo(OrderGateway orders, EffectRecord record) {
    return new StoredEffects(
        new OrderGateway() {
          @Override
          public Account accountOf(ShopperId shopper) {
            return orders.accountOf(shopper);
          }

          @Override
          public EffectResult apply(EffectKey key, ShopperId shopper, Effect effect) {
            return new EffectResult.Unknown();
          }
        },
        record);
  }
}
