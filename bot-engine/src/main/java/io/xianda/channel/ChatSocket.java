package io.xianda.channel;

import io.xianda.conversation.Author;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Received;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.AnswerMessage;
import io.xianda.dialogue.GatherTurns;
import io.xianda.identity.ShopperTokens;
import io.xianda.live.LiveSocket;
import io.xianda.live.LiveSockets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The WebSocket way of messages; its frames are described in docs/websocket.md. */
@Component
class ChatSocket extends TextWebSocketHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);

  /** A client that takes longer for a frame, or has more than this waiting, is disconnected. */
  private static final int SEND_LIMIT_MS = 10_000;

  private static final int BUFFER_LIMIT_BYTES = 512 * 1024;
  private static final String LIVE = "live";
  private static final String SAFE = "safe";
  private static final CloseStatus BAD_TOKEN = new CloseStatus(4401, "token");
  private static final CloseStatus NO_CONVERSATION = new CloseStatus(4404, "conversation");

  private final ShopperTokens tokens;
  private final ShopperConversations shopperConversations;
  private final Conversations conversations;
  private final AnswerMessage answerMessage;
  private final GatherTurns gatherTurns;
  private final LiveSockets liveSockets;
  private final JsonMapper json;

  ChatSocket(
      ShopperTokens tokens,
      ShopperConversations shopperConversations,
      Conversations conversations,
      AnswerMessage answerMessage,
      GatherTurns gatherTurns,
      LiveSockets liveSockets,
      JsonMapper json) {
    this.tokens = tokens;
    this.shopperConversations = shopperConversations;
    this.conversations = conversations;
    this.answerMessage = answerMessage;
    this.gatherTurns = gatherTurns;
    this.liveSockets = liveSockets;
    this.json = json;
  }

  /** A frame of a client. */
  private record Frame(
      @Nullable String type,
      @Nullable String id,
      @Nullable String token,
      @Nullable String conversation,
      long after,
      boolean on,
      @Nullable String text,
      List<String> photos) {}

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    session
        .getAttributes()
        .put(
            SAFE,
            new ConcurrentWebSocketSessionDecorator(session, SEND_LIMIT_MS, BUFFER_LIMIT_BYTES));
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    // The container counts characters; the limit is one of bytes.
    if (message.getPayloadLength() > SocketConfig.LARGEST_FRAME) {
      close(session, CloseStatus.TOO_BIG_TO_PROCESS);
      return;
    }
    String id = null;
    try {
      Frame frame = frame(message.getPayload());
      id = frame.id();
      String type = frame.type() == null ? "" : frame.type();
      switch (type) {
        case "hello" -> hello(session, frame);
        case "say" -> say(live(session), frame);
        case "typing" ->
            liveSockets.typing(live(session).conversation(), Author.SHOPPER, frame.on());
        case "ping" -> send(session, reply("pong", frame.id()));
        default -> throw new ProblemException(Problem.INVALID);
      }
    } catch (ProblemException e) {
      refuse(session, id, e.problem());
    } catch (DataAccessException | TransactionException e) {
      LOG.error("the database did not answer: {}", e.getMessage());
      refuse(session, id, Problem.BUSY);
    } catch (RuntimeException e) {
      LOG.error("a frame failed", e);
      refuse(session, id, Problem.FAILED);
    }
  }

  private Frame frame(String payload) {
    try {
      JsonNode node = json.readTree(payload);
      if (!node.isObject()) {
        throw new ProblemException(Problem.MALFORMED);
      }
      return new Frame(
          text(node, "type"),
          text(node, "id"),
          text(node, "token"),
          text(node, "conversation"),
          Math.max(0, node.path("after").asLong(0)),
          node.path("on").asBoolean(false),
          text(node, "text"),
          node.path("photos").valueStream().map(name -> name.asString("")).toList());
    } catch (JacksonException e) {
      throw new ProblemException(Problem.MALFORMED);
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || !value.isString() ? null : value.asString();
  }

  private void hello(WebSocketSession session, Frame frame) {
    ShopperId shopper =
        switch (tokens.read(frame.token() == null ? "" : frame.token())) {
          case ShopperTokens.Reading.Valid(ShopperId valid) -> valid;
          case ShopperTokens.Reading.Expired expired ->
              throw new ProblemException(Problem.TOKEN_EXPIRED);
          case ShopperTokens.Reading.Invalid invalid ->
              throw new ProblemException(Problem.UNAUTHORIZED);
        };
    Conversation conversation =
        shopperConversations.of(shopper, conversationId(frame.conversation()));
    leave(session);
    var live =
        new LiveSocket(
            safe(session),
            conversation.id(),
            Math.min(frame.after(), conversation.lastSeq()),
            json);
    Map<String, Object> welcome = reply("welcome", frame.id());
    welcome.put("conversation", conversation.id().toString());
    welcome.put("seq", conversation.lastSeq());
    welcome.put("state", conversation.state().name().toLowerCase(Locale.ROOT));
    send(session, welcome);
    session.getAttributes().put(LIVE, live);
    // Attached first, caught up then: what is stored in between comes by one way or the other, and
    // once.
    liveSockets.attach(conversation.id(), live);
    live.catchUp(conversations);
  }

  private void say(LiveSocket live, Frame frame) {
    Conversation conversation =
        conversations
            .find(live.conversation())
            .orElseThrow(() -> new ProblemException(Problem.NO_CONVERSATION));
    shopperConversations.writable(conversation.shopper(), conversation.id().value());
    Received received =
        answerMessage.receive(
            conversation.id(),
            clientMessageId(frame.id()),
            shopperConversations.parts(conversation.shopper(), frame.text(), frame.photos()),
            true);
    Map<String, Object> ack = reply("ack", frame.id());
    ack.put("conversation", conversation.id().toString());
    ack.put("seq", received.message().seq());
    live.send(ack);
    gatherTurns.said(conversation.id());
  }

  private static ClientMessageId clientMessageId(@Nullable String id) {
    try {
      return new ClientMessageId(id == null ? "" : id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.INVALID);
    }
  }

  private static UUID conversationId(@Nullable String id) {
    try {
      return UUID.fromString(id == null ? "" : id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.NO_CONVERSATION);
    }
  }

  private void refuse(WebSocketSession session, @Nullable String id, Problem problem) {
    Map<String, Object> frame = reply("error", id);
    frame.put(
        "error",
        Map.of(
            "type", problem.type(),
            "title", problem.title(),
            "detail", problem.detail(),
            "status", problem.status().value()));
    send(session, frame);
    if (problem == Problem.UNAUTHORIZED || problem == Problem.TOKEN_EXPIRED) {
      close(session, BAD_TOKEN);
    } else if (problem == Problem.NO_CONVERSATION) {
      close(session, NO_CONVERSATION);
    }
  }

  private static Map<String, Object> reply(String type, @Nullable String id) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", type);
    if (id != null && id.length() <= 64) {
      frame.put("id", id);
    }
    return frame;
  }

  private static WebSocketSession safe(WebSocketSession session) {
    return (WebSocketSession) session.getAttributes().getOrDefault(SAFE, session);
  }

  private void send(WebSocketSession session, Map<String, Object> frame) {
    try {
      safe(session).sendMessage(new TextMessage(json.writeValueAsString(frame)));
    } catch (java.io.IOException | IllegalStateException e) {
      LOG.debug("a client cannot be reached: {}", e.getMessage());
    }
  }

  private static void close(WebSocketSession session, CloseStatus status) {
    try {
      safe(session).close(status);
    } catch (java.io.IOException e) {
      LOG.debug("a client cannot be closed: {}", e.getMessage());
    }
  }

  private static LiveSocket live(WebSocketSession session) {
    if (session.getAttributes().get(LIVE) instanceof LiveSocket live) {
      return live;
    }
    throw new ProblemException(Problem.UNAUTHORIZED);
  }

  private void leave(WebSocketSession session) {
    if (session.getAttributes().remove(LIVE) instanceof LiveSocket live) {
      liveSockets.detach(live.conversation(), live);
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    leave(session);
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    LOG.debug("a connection broke: {}", failure.getMessage());
  }
}
