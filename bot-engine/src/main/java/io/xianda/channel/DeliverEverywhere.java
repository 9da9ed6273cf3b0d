package io.xianda.channel;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;
import io.xianda.desk.DeskEvent;
import io.xianda.dialogue.Delivery;
import io.xianda.live.LiveSockets;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes news to whoever looks on, and to the channels that push. */
@Component
@Primary
class DeliverEverywhere implements Delivery {

  private final LiveSockets sockets;
  private final List<PushChannel> channels;

  DeliverEverywhere(LiveSockets sockets, ObjectProvider<PushChannel> channels) {
    this.sockets = sockets;
    // There may be none.
    this.channels = channels.stream().toList();
  }

  @Override
  public void stored(ConversationId conversation, Message message) {
    onceCommitted(() -> {
      sockets.stored(conversation, message);
      channels.forEach(channel -> channel.stored(conversation, message));
    });
  }

  /** What a channel stores with other things of its own is told when all of it is on disk. */
  private static void onceCommitted(Runnable tell) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      tell.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            tell.run();
          }
        });
  }

  @Override
  public void typing(ConversationId conversation, boolean on) {
    sockets.typing(conversation, on);
    channels.forEach(channel -> channel.typing(conversation, on));
  }

  @Override
  public void state(ConversationId conversation, ConversationState state) {
    sockets.state(conversation, state);
  }

  /** The sockets hear of it by themselves. */
  @TransactionalEventListener
  void on(DeskEvent.Said said) {
    channels.forEach(channel -> channel.stored(said.conversation(), said.message()));
  }
}
