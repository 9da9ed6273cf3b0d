package io.xianda.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of {@code /ws} or {@code /ws/desk}. It keeps what arrives by type and in order, and
 * waits for the next one with a deadline.
 */
public final class ChatClient implements AutoCloseable {

  private static final long PATIENCE_S = 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, BlockingQueue<JsonNode>> frames = new ConcurrentHashMap<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private ChatClient(Xianda xianda, String path) {
    URI address = URI.create(xianda.address().toString().replaceFirst("^http", "ws") + path);
    this.socket = Xianda.HTTP.newWebSocketBuilder().buildAsync(address, new Ear()).join();
  }

  /** A socket on which nothing was said yet. */
  static ChatClient connectedTo(Xianda xianda) {
    return new ChatClient(xianda, "/ws");
  }

  /** The same at the agents' desk. */
  public static ChatClient atTheDesk(Xianda xianda) {
    return new ChatClient(xianda, "/ws/desk");
  }

  void hello(String token, String conversation, long after) {
    sends(frame("hello", "h1", "token", token, "conversation", conversation, "after", after));
  }

  /** Says it under this client message id, without waiting for anything. */
  public void says(String id, String text) {
    sends(frame("say", id, "text", text));
  }

  void pings(String id) {
    sends(frame("ping", id));
  }

  public void sends(Map<String, Object> frame) {
    sendsRaw(JSON.writeValueAsString(frame));
  }

  /** Sends any text; returns when it has left. */
  synchronized void sendsRaw(String text) {
    socket.sendText(text, true).join();
  }

  /** The next frame of this type that was not yet asked for. */
  public JsonNode next(String type) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    try {
      JsonNode frame = null;
      boolean hope = true;
      while (frame == null && hope) {
        // Asked before the queue is: what came before the end is not lost.
        hope = !closed.isDone() && System.nanoTime() < deadline;
        frame = queue(type).poll(50, TimeUnit.MILLISECONDS);
      }
      if (frame == null) {
        throw new AssertionError("no frame of type " + type + " came; left are " + frames);
      }
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The next message, by whomever. */
  public Said nextMessage() {
    return Said.of(next("message").path("message"));
  }

  /** The next so many messages. */
  List<Said> nextMessages(int count) {
    List<Said> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(nextMessage());
    }
    return messages;
  }

  /** The next message of the bot; what comes before it is passed over. */
  Said nextBotMessage() {
    Said message = nextMessage();
    while (!message.isByBot()) {
      message = nextMessage();
    }
    return message;
  }

  /**
   * The place under which the message of this id was acknowledged, which must be the next
   * acknowledgement.
   */
  public long isAcknowledged(String id) {
    JsonNode ack = next("ack");
    assertThat(ack.path("id").asString()).isEqualTo(id);
    return ack.path("seq").asLong();
  }

  /** The frame of this id was refused with this problem. */
  void isRefused(@Nullable String id, int status, String problem) {
    JsonNode frame = next("error");
    assertThat(frame.path("id").asString(null)).isEqualTo(id);
    JsonNode error = frame.path("error");
    assertThat(error.path("type").asString()).isEqualTo("urn:xianda:problem:" + problem);
    assertThat(error.path("status").asInt()).isEqualTo(status);
    assertThat(error.path("title").asString()).isNotBlank();
    assertThat(error.path("detail").asString()).isNotBlank();
  }

  /** The server still answers on this socket. */
  void isOpen() {
    pings("still-there");
    assertThat(next("pong").path("id").asString()).isEqualTo("still-there");
  }

  /**
   * What has arrived of this type and was not yet asked for, once everything sent so far has been
   * dealt with.
   */
  public List<JsonNode> left(String type) {
    isOpen();
    return List.copyOf(queue(type));
  }

  /** Waits for the server to close it. */
  public void isClosedWith(int code) {
    try {
      assertThat(closed.get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the socket was not closed with " + code, e);
    }
  }

  private BlockingQueue<JsonNode> queue(String type) {
    return frames.computeIfAbsent(type, key -> new LinkedBlockingQueue<>());
  }

  private static Map<String, Object> frame(String type, String id, Object... more) {
    Map<String, Object> frame = new LinkedHashMap<>(Map.of("type", type, "id", id));
    for (int i = 0; i < more.length; i += 2) {
      frame.put((String) more[i], more[i + 1]);
    }
    return frame;
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts together what the network takes apart. */
  private final class Ear implements WebSocket.Listener {

    private final StringBuilder heard = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      heard.append(data);
      if (last) {
        JsonNode frame = JSON.readTree(heard.toString());
        heard.setLength(0);
        queue(frame.path("type").asString()).add(frame);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.completeExceptionally(failure);
    }
  }
}
