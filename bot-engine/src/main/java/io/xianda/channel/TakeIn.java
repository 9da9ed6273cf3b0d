package io.xianda.channel;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.Received;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.AnswerMessage;
import io.xianda.dialogue.Delivery;
import io.xianda.dialogue.GatherTurns;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where a channel hands in what a shopper said. Thread-safe; nothing here waits for an answer.
 * docs/channels.md shows the whole of a channel.
 */
@Component
public class TakeIn {

  private final Conversations conversations;
  private final AnswerMessage answerMessage;
  private final GatherTurns gatherTurns;
  private final Delivery delivery;

  TakeIn(
      Conversations conversations,
      AnswerMessage answerMessage,
      GatherTurns gatherTurns,
      Delivery delivery) {
    this.conversations = conversations;
    this.answerMessage = answerMessage;
    this.gatherTurns = gatherTurns;
    this.delivery = delivery;
  }

  /** The shopper's open conversation on the channel, a new one when there is none. */
  public Conversation conversation(ShopperId shopper, Channel channel) {
    return conversations.open(shopper, channel);
  }

  /**
   * Stores a message and has it answered when the shopper pauses. When this returns it is on disk;
   * the same id again changes nothing.
   *
   * @param parts at least one
   */
  public Received message(ConversationId conversation, ClientMessageId id, List<Part> parts) {
    Received received = store(conversation, id, parts);
    // Also for a repeat: what was stored before a crash may not have been answered.
    answer(conversation);
    return received;
  }

  /**
   * The first half of {@link #message}, for channels that have something to find out before the
   * answer. Within a transaction the message is stored with it. What is never answered after a
   * crash is found by the sweep.
   */
  public Received store(ConversationId conversation, ClientMessageId id, List<Part> parts) {
    return answerMessage.receive(conversation, id, parts, true);
  }

  /** The second half: what is stored is answered when the shopper pauses. */
  public void answer(ConversationId conversation) {
    gatherTurns.said(conversation);
  }

  /**
   * Says something of the bot's own accord, such as a greeting. Within a transaction it is stored
   * with it, and delivered when it has ended well.
   */
  public Message greet(ConversationId conversation, String words) {
    Message message = conversations.tell(conversation, List.of(new Part.Text(words)));
    delivery.stored(conversation, message);
    return message;
  }
}
