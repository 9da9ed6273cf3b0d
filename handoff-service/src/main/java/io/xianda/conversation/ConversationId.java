package io.xianda.conversation;

import java.util.UUID;

/**
 * Identifies a conversation; random, so that nobody guesses another's.
 *
 * @param value version 4
 */
public record ConversationId(UUID value) {

  /** A new one. */
  public static ConversationId random() {
    return new ConversationId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
