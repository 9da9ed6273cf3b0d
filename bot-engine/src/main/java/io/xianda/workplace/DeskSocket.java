package io.xianda.workplace;

import io.xianda.conversation.Author;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.desk.AgentId;
import io.xianda.desk.Case;
import io.xianda.desk.Desk;
import io.xianda.desk.DeskRefusedException;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import io.xianda.live.LiveSockets;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The news of the desk by WebSocket; its frames are described in docs/websocket.md. What an agent
 * does goes by REST; only typing comes this way, since nobody misses it when it is lost.
 */
@Component
class DeskSocket extends TextWebSocketHandler {

  private static final Logger LOG = LoggerFactory.getLogger(DeskSocket.class);
  private static final int LARGEST_FRAME = 16 * 1024;
  private static final int SEND_LIMIT_MS = 10_000;
  private static final int BUFFER_LIMIT_BYTES = 2 * 1024 * 1024;
  private static final String DESK = "desk";
  private static final CloseStatus BAD_TOKEN = new CloseStatus(4401, "token");
  private static final Set<StaffRole> SERVE =
      Set.of(StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.ADMIN);

  private final StaffTokens tokens;
  private final Desk desk;
  private final Conversations conversations;
  private final LiveSockets live;
  private final DeskSockets sockets;
  private final JsonMapper json;

  DeskSocket(
      StaffTokens tokens,
      Desk desk,
      Conversations conversations,
      LiveSockets live,
      DeskSockets sockets,
      JsonMapper json) {
    this.tokens = tokens;
    this.desk = desk;
    this.conversations = conversations;
    this.live = live;
    this.sockets = sockets;
    this.json = json;
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    if (message.getPayloadLength() > LARGEST_FRAME) {
      close(session, CloseStatus.TOO_BIG_TO_PROCESS);
      return;
    }
    try {
      JsonNode frame = json.readTree(message.getPayload());
      String type = frame.path("type").asString("");
      switch (type) {
        case "hello" -> hello(session, frame);
        case "look" -> look(known(session), frame);
        case "typing" -> typing(known(session), frame);
        case "ping" -> known(session).send(reply("pong", frame));
        default -> throw new DeskProblemException(DeskProblem.INVALID);
      }
    } catch (JacksonException e) {
      refuse(session, DeskProblem.INVALID);
    } catch (DeskProblemException e) {
      refuse(session, e.problem());
    } catch (DeskRefusedException e) {
      refuse(session, DeskProblem.of(e.refusal()));
    } catch (RuntimeException e) {
      LOG.error("a frame of the desk failed", e);
      close(session, CloseStatus.SERVER_ERROR);
    }
  }

  /** Who it is, and how far the client has seen each conversation. */
  private void hello(WebSocketSession session, JsonNode frame) {
    if (!(tokens.read(frame.path("token").asString(""))
            instanceof StaffTokens.Reading.Valid(var staff))
        || staff.roles().stream().noneMatch(SERVE::contains)) {
      close(session, BAD_TOKEN);
      return;
    }
    leave(session);
    var me = new Me(new AgentId(staff.name()), staff.roles());
    AgentId agent = me.agent();
    var joined =
        new DeskSession(
            me,
            new ConcurrentWebSocketSessionDecorator(session, SEND_LIMIT_MS, BUFFER_LIMIT_BYTES),
            json);
    session.getAttributes().put(DESK, joined);
    List<Case> mine = desk.inHandsOf(agent);
    Map<String, Object> welcome = reply("welcome", frame);
    welcome.put("agent", agent.value());
    welcome.put(
        "conversations", mine.stream().map(open -> open.conversation().toString()).toList());
    joined.send(welcome);
    // Attached first: what happens meanwhile comes twice rather than never.
    sockets.attach(joined);
    JsonNode seen = frame.path("seen");
    for (Case open : mine) {
      ConversationId id = open.conversation();
      joined.enter(id, Math.max(0, seen.path(id.toString()).asLong(0)), live, conversations);
    }
  }

  /** Looks at a conversation that is not the agent's own: before taking it, or as a supervisor. */
  private void look(DeskSession session, JsonNode frame) {
    ConversationId id = conversation(frame);
    if (!session.me().seesAll() && !desk.mayRead(session.agent(), id)) {
      throw new DeskProblemException(DeskProblem.UNKNOWN);
    }
    Conversation found =
        conversations.find(id).orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
    long after = Math.clamp(frame.path("after").asLong(0), 0, found.lastSeq());
    session.enter(id, after, live, conversations);
  }

  private void typing(DeskSession session, JsonNode frame) {
    ConversationId id = conversation(frame);
    if (session.looksAt(id)) {
      live.typing(id, Author.AGENT, frame.path("on").asBoolean(false));
    }
  }

  private static ConversationId conversation(JsonNode frame) {
    return Reading.orInvalid(
        () -> new ConversationId(UUID.fromString(frame.path("conversation").asString(""))));
  }

  private static DeskSession known(WebSocketSession session) {
    if (session.getAttributes().get(DESK) instanceof DeskSession known) {
      return known;
    }
    throw new DeskProblemException(DeskProblem.INVALID);
  }

  private void leave(WebSocketSession session) {
    if (session.getAttributes().remove(DESK) instanceof DeskSession joined) {
      sockets.detach(joined);
    }
  }

  private void refuse(WebSocketSession session, DeskProblem problem) {
    ProblemDetail detail = DeskProblemHandler.detail(problem);
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", "error");
    frame.put(
        "error",
        Map.of(
            "type", problem.type(),
            "title", String.valueOf(detail.getTitle()),
            "detail", String.valueOf(detail.getDetail()),
            "status", detail.getStatus()));
    if (session.getAttributes().get(DESK) instanceof DeskSession known) {
      known.send(frame);
    } else {
      close(session, BAD_TOKEN);
    }
  }

  private static Map<String, Object> reply(String type, JsonNode frame) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("type", type);
    @Nullable String id = frame.path("id").asString(null);
    if (id != null && id.length() <= 64) {
      reply.put("id", id);
    }
    return reply;
  }

  private static void close(WebSocketSession session, CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException e) {
      LOG.debug("an agent's connection cannot be closed: {}", e.getMessage());
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    leave(session);
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    LOG.debug("an agent's connection broke: {}", failure.getMessage());
  }
}
