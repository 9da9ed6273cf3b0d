package io.xianda.order;

import io.xianda.conversation.ShopperId;

/**
 * Where tasks bring what is to be done. Implementations give each effect its key, so that a turn
 * that is answered again after a crash does nothing twice. Thread-safe.
 */
@FunctionalInterface
public interface Effects {

  /**
   * Does it, once.
   *
   * @param turn names the turn for good, the same when it is answered again
   * @param place of the effect within the turn, from 0
   */
  EffectResult apply(TurnKey turn, int place, ShopperId shopper, Effect effect);

  /** Straight to the gateway, which keeps the keys itself: for evaluation and tests. */
  static Effects through(OrderGateway orders) {
    return (turn, place, shopper, effect) ->
        orders.apply(new EffectKey(turn.value() + "/" + place), shopper, effect);
  }

  /** For rehearsals: everything seems to work and nothing happens. */
  static Effects pretended() {
    return (turn, place, shopper, effect) -> new EffectResult.Applied();
  }
}
