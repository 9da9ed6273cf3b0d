package io.xianda.live;

import io.xianda.conversation.Author;
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
public class LiveSockets implements Delivery {

  private final Map<ConversationId, Set<LiveSocket>> lookingAt = new ConcurrentHashMap<>();
  private final Conversations conversations;

  LiveSockets(Conversations conversations) {
    this.conversations = conversations;
  }

  /** From now on this one looks at a conversation. */
  public void attach(ConversationId id, LiveSocket socket) {
    // Inside, because the last of the others may be detached at the same time.
    lookingAt.compute(
        id,
        (key, sockets) -> {
          Set<LiveSocket> looking = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
          looking.add(socket);
          return looking;
        });
  }

  /** It does no longer. */
  public void detach(ConversationId id, LiveSocket socket) {
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
    typing(id, Author.BOT, on);
  }

  /** Somebody begins or ends to type; the other side sees it. */
  public void typing(ConversationId id, Author by, boolean on) {
    toAll(id, Map.of("type", "typing", "conversation", id.toString(), "by", word(by), "on", on));
  }

  @Override
  public void state(ConversationId id, ConversationState state) {
    toAll(id, Map.of("type", "state", "conversation", id.toString(), "state", word(state)));
  }

  /** One side has read up to a place. */
  public void read(ConversationId id, Author by, long seq) {
    toAll(id, Map.of("type", "read", "conversation", id.toString(), "by", word(by), "seq", seq));
  }

  /** What anybody looks at here. */
  public Set<ConversationId> lookedAt() {
    return Set.copyOf(lookingAt.keySet());
  }

  /** Sends a frame to everybody who looks at a conversation here. */
  public void toAll(ConversationId id, Map<String, ?> frame) {
    for (LiveSocket socket : sockets(id)) {
      socket.send(frame);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Set<LiveSocket> sockets(ConversationId id) {
    return lookingAt.getOrDefault(id, Set.of());
  }
}
