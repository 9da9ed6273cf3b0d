package io.xianda.workplace;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.desk.AgentId;
import io.xianda.live.LiveSocket;
import io.xianda.live.LiveSockets;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/** One connection of an agent, with all conversations that it looks at. Thread-safe. */
final class DeskSession {

  private static final Logger LOG = LoggerFactory.getLogger(DeskSession.class);

  private final Me me;
  private final WebSocketSession session;
  private final JsonMapper json;
  private final Map<ConversationId, LiveSocket> looking = new ConcurrentHashMap<>();

  /**
   * @param session that several threads may send on
   */
  DeskSession(Me me, WebSocketSession session, JsonMapper json) {
    this.me = me;
    this.session = session;
    this.json = json;
  }

  AgentId agent() {
    return me.agent();
  }

  /** Whoever it is, with the roles that they had when they connected. */
  Me me() {
    return me;
  }

  boolean looksAt(ConversationId id) {
    return looking.containsKey(id);
  }

  /**
   * From now on every message of the conversation is shown, once and in order.
   *
   * @param seen the last place that the client has
   */
  void enter(ConversationId id, long seen, LiveSockets live, Conversations conversations) {
    var socket = new LiveSocket(session, id, seen, json);
    if (looking.putIfAbsent(id, socket) == null) {
      // Attached first, caught up then: what is stored in between comes by one way or the other.
      live.attach(id, socket);
      socket.catchUp(conversations);
    }
  }

  void leave(ConversationId id, LiveSockets live) {
    LiveSocket socket = looking.remove(id);
    if (socket != null) {
      live.detach(id, socket);
    }
  }

  void leaveAll(LiveSockets live) {
    looking.keySet().forEach(id -> leave(id, live));
  }

  void send(Map<String, ?> frame) {
    try {
      if (session.isOpen()) {
        session.sendMessage(new TextMessage(json.writeValueAsString(frame)));
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("an agent cannot be reached: {}", e.getMessage());
      close(CloseStatus.SESSION_NOT_RELIABLE);
    }
  }

  void close(CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException e) {
      LOG.debug("an agent's connection cannot be closed: {}", e.getMessage());
    }
  }
}
