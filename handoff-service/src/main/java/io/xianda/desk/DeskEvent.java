package io.xianda.desk;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * News for those who look on, published once what they tell stands in the database. Whoever misses
 * them finds all of it there.
 */
public sealed interface DeskEvent {

  /** Which conversation it is about. */
  ConversationId conversation();

  /** An agent is asked to take it. */
  record Offered(ConversationId conversation, AgentId agent, Instant until, boolean transfer)
      implements DeskEvent {}

  /** The offer is over, without having been accepted. */
  record OfferOver(ConversationId conversation, AgentId agent) implements DeskEvent {}

  /** Nobody accepted the transfer: it stays where it was. */
  record TransferReturned(ConversationId conversation, AgentId agent) implements DeskEvent {}

  /** It is in an agent's hands now. */
  record Taken(ConversationId conversation, AgentId agent, @Nullable AgentId before)
      implements DeskEvent {}

  /** Somebody else is to speak. */
  record StateChanged(ConversationId conversation, ConversationState state) implements DeskEvent {}

  /** An agent wrote, or something happened that both sides should see. */
  record Said(ConversationId conversation, Message message) implements DeskEvent {}

  /** An agent wrote for colleagues only. */
  record Whispered(ConversationId conversation, Whisper whisper) implements DeskEvent {}

  /** An agent has read up to this place. */
  record Read(ConversationId conversation, long seq) implements DeskEvent {}

  /** A colleague was invited, or has gone. */
  record GuestChanged(ConversationId conversation, AgentId guest, boolean in)
      implements DeskEvent {}

  /** What waits has changed: places in the queue are to be told anew. */
  record QueueMoved(ConversationId conversation) implements DeskEvent {}
}
