package io.xianda.conversation;

/**
 * A shopper's message that stands in the record.
 *
 * @param message as it was stored, now or before
 * @param repeated whether it had been stored before under the same client message id
 */
public record Received(Message message, boolean repeated) {}
