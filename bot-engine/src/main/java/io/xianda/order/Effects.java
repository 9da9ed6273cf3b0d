package io.xianda.order;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import java.time.Instant;
import java.util.Optional;

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

  /**
   * A turn in which something was done, or begun, before its reply was recorded. It must be decided
   * as it was then, or the shopper is told something else than what was done.
   *
   * @param through the place of its last message: whatever was said later belongs to the next turn
   * @param at the time that counted
   */
  record Begun(long through, Instant at) {}

  /**
   * How the turn after this place was begun; empty when nothing was done in it.
   *
   * @param from the place before the first message of the turn
   */
  default Optional<Begun> begun(ConversationId conversation, long from) {
    return Optional.empty();
  }

  /**
   * The orders as a turn sees them: where something was done in it already, as they were before
   * that.
   */
  default OrderGateway seenBy(TurnKey turn, OrderGateway orders) {
    return orders;
  }

  /** Straight to the gateway, which keeps the keys itself: for evaluation and tests. */
  static Effects through(OrderGateway orders) {
    return (turn, place, shopper, effect) ->
        orders.apply(EffectKey.of(turn, place), shopper, effect);
  }

  /** For rehearsals: everything seems to work and nothing happens. */
  static Effects pretended() {
    return (turn, place, shopper, effect) -> new EffectResult.Applied();
  }
}
