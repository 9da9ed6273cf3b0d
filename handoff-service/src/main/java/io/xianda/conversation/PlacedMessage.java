package io.xianda.conversation;

/**
 * A message with the conversation that it stands in.
 *
 * @param conversation which one
 * @param message as it stands there
 */
public record PlacedMessage(ConversationId conversation, Message message) {}
