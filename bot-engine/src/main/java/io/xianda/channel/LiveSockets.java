package io.xianda.channel;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.dialogue.Delivery;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The sockets that look at each conversation on this machine. Thread-safe. */
@Component
class LiveSockets implements Delivery {

  private final Map<ConversationId, Set<LiveSocket>> lookingAt = new ConcurrentHashMap<>();
  private final Conversations conversations;

  LiveSockets(Conversations conversations) {
    this.conversations = conversations;
  }

  void attach(ConversationId id, LiveSocket socket) {
    // Inside, because the last of the others may be detached at the same time.
    lookingAt.compute(
        id,
        (key, sockets) -> {
          Set<LiveSocket> looking = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
          looking.add(socket);
          return looking;
        });
  }

  void detach(ConversationId id, LiveSocket socket) {
    lookingAt.computeIfPresent(
        id,
        (key, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  @Override
  public void stored(ConversationId id, Message message) {
    for (LiveSocket socket : sockets(id)) {
      socket.show(message, conversations);
    }
  }

  @Override
  public void typing(ConversationId id, boolean on) {
    for (LiveSocket socket : sockets(id)) {
      socket.send(Map.of("type", "typing", "conversation", id.toString(), "on", on));
    }
  }

  @Override
  public void state(ConversationId id, ConversationState state) {
    for (LiveSocket socket : sockets(id)) {
      socket.send(
          Map.of(
              "type",
              "state",
              "conversation",
              id.toString(),
              "state",
              state.name().toLowerCase(Locale.ROOT)));
    }
  }

  private Set<LiveSocket> sockets(ConversationId id) {
    return lookingAt.getOrDefault(id, Set.of());
  }
}
