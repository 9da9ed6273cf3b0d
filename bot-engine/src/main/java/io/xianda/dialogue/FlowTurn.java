package io.xianda.dialogue;

import io.xianda.conversation.ShopperId;
import io.xianda.intent.slot.OrderMention;
import io.xianda.order.OrderGateway;
import java.time.Instant;
import java.util.List;

/**
 * A turn as tasks see it.
 *
 * @param shopper whose orders may be looked at
 * @param text what was said, normalised
 * @param mentions order numbers in it
 * @param orders the merchant's system
 * @param now the time that counts
 * @param says what the bot says
 */
record FlowTurn(
    ShopperId shopper,
    String text,
    List<OrderMention> mentions,
    OrderGateway orders,
    Instant now,
    Phrases says) {}
