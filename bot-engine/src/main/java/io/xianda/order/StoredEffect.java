package io.xianda.order;

import io.xianda.conversation.ShopperId;

/**
 * An effect as it stands in the record.
 *
 * @param result what came of it; {@link EffectResult.Unknown} while nobody knows
 */
record StoredEffect(EffectKey key, ShopperId shopper, Effect effect, EffectResult result) {

  boolean isPending() {
    return result instanceof EffectResult.Unknown;
  }
}
