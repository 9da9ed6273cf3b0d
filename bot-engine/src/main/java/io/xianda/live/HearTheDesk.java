package io.xianda.live;

import io.xianda.conversation.Author;
import io.xianda.desk.DeskEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes what happens at the desk to everybody who looks at the conversation. */
@Component
class HearTheDesk {

  private final LiveSockets sockets;

  HearTheDesk(LiveSockets sockets) {
    this.sockets = sockets;
  }

  @TransactionalEventListener
  void on(DeskEvent.Said said) {
    sockets.stored(said.conversation(), said.message());
  }

  @TransactionalEventListener
  void on(DeskEvent.StateChanged changed) {
    sockets.state(changed.conversation(), changed.state());
  }

  @TransactionalEventListener
  void on(DeskEvent.Read read) {
    sockets.read(read.conversation(), Author.AGENT, read.seq());
  }
}
