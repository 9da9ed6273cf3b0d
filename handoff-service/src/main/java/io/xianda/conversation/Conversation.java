package io.xianda.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A conversation as it stands.
 *
 * @param id its identifier
 * @param shopper whose it is
 * @param channel where it takes place
 * @param state who is to speak
 * @param lastSeq place of the last message, 0 when there is none
 * @param answeredSeq place of the last shopper's message that the bot has dealt with
 * @param memory what the bot keeps between turns, in a form only the bot reads, or {@code null}
 */
public record Conversation(
    ConversationId id,
    ShopperId shopper,
    Channel channel,
    ConversationState state,
    long lastSeq,
    long answeredSeq,
    @Nullable String memory) {}
