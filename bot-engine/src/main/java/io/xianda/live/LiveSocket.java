package io.xianda.live;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client's view of a conversation. It knows the last place that it has shown, so that every
 * message arrives once and in order, however many threads store messages at the same time.
 */
public final class LiveSocket {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
  private static final int PAGE = 100;

  private final WebSocketSession session;
  private final ConversationId conversation;
  private final JsonMapper json;
  private final ReentrantLock lock = new ReentrantLock();
  private long shown;

  /**
   * @param shown the last place that the client has
   */
  public LiveSocket(
      WebSocketSession session, ConversationId conversation, long shown, JsonMapper json) {
    this.session = session;
    this.conversation = conversation;
    this.shown = shown;
    this.json = json;
  }

  /** What it looks at. */
  public ConversationId conversation() {
    return conversation;
  }

  /** Shows a message, and before it whatever stands between it and the last one shown. */
  void show(Message message, Conversations conversations) {
    lock.lock();
    try {
      if (message.seq() > shown + 1) {
        catchUp(conversations);
      } else if (message.seq() == shown + 1) {
        sendMessage(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Shows all that stands in the record after the last place shown. */
  public void catchUp(Conversations conversations) {
    lock.lock();
    try {
      for (var page = conversations.after(conversation, shown, PAGE);
          !page.isEmpty();
          page = conversations.after(conversation, shown, PAGE)) {
        page.forEach(this::sendMessage);
      }
    } finally {
      lock.unlock();
    }
  }

  private void sendMessage(Message message) {
    shown = message.seq();
    send(
        Map.of(
            "type", "message",
            "conversation", conversation.toString(),
            "seq", message.seq(),
            "message", ShownMessage.of(message)));
  }

  /**
   * Sends a frame; a client that is gone or too slow is disconnected, and asks again for what it
   * missed.
   */
  public void send(Map<String, ?> frame) {
    try {
      if (session.isOpen()) {
        session.sendMessage(new TextMessage(json.writeValueAsString(frame)));
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a client cannot be reached: {}", e.getMessage());
      close(CloseStatus.SESSION_NOT_RELIABLE);
    }
  }

  /** Ends the connection. */
  public void close(CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException e) {
      LOG.debug("a client cannot be closed: {}", e.getMessage());
    }
  }
}
