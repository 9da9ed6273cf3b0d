package io.xianda.live;

import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationState;
import io.xianda.desk.DeskEvent;
import io.xianda.rating.RatingSettings;
import io.xianda.rating.Ratings;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes what happens at the desk to everybody who looks at the conversation. */
@Component
class HearTheDesk {

  private final LiveSockets sockets;
  private final Ratings ratings;
  private final RatingSettings settings;

  HearTheDesk(LiveSockets sockets, Ratings ratings, RatingSettings settings) {
    this.sockets = sockets;
    this.ratings = ratings;
    this.settings = settings;
  }

  @TransactionalEventListener
  void on(DeskEvent.Said said) {
    sockets.stored(said.conversation(), said.message());
  }

  @TransactionalEventListener
  void on(DeskEvent.StateChanged changed) {
    sockets.state(changed.conversation(), changed.state());
    if (changed.state() == ConversationState.CLOSED && ratings.isDue(changed.conversation())) {
      sockets.toAll(
          changed.conversation(),
          Map.of(
              "type",
              "rate",
              "conversation",
              changed.conversation().toString(),
              "reasons",
              settings.reasons().stream()
                  .map(word -> Map.of("word", word, "label", settings.shown(word)))
                  .toList()));
    }
  }

  @TransactionalEventListener
  void on(DeskEvent.Read read) {
    sockets.read(read.conversation(), Author.AGENT, read.seq());
  }
}
