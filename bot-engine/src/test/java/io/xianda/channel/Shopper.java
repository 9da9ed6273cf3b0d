package io.xianda.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A shopper in a conversation.
 *
 * @param xianda the service
 * @param id who it is
 * @param token of the session
 * @param conversation of the session
 */
public record Shopper(Xianda xianda, String id, String token, String conversation) {

  private static final int PAGE = 100;

  static Shopper of(Xianda xianda, HttpReply session) {
    JsonNode json = session.isOk().json();
    return new Shopper(
        xianda,
        json.path("shopper").path("id").asString(),
        json.path("token").asString(),
        json.path("conversation").asString());
  }

  /** The same shopper with another token. */
  Shopper holding(String otherToken) {
    return new Shopper(xianda, id, otherToken, conversation);
  }

  /** The same shopper, asking for another conversation. */
  Shopper lookingAt(String otherConversation) {
    return new Shopper(xianda, id, token, otherConversation);
  }

  /** Says it for the first time, by REST. */
  public HttpReply says(String text) {
    return says(UUID.randomUUID().toString(), text);
  }

  /** Says it under this client message id, by REST. */
  public HttpReply says(String clientMessageId, String text) {
    return messages("").posts(Map.of("clientMessageId", clientMessageId, "text", text));
  }

  /** Sends this as the body of a message. */
  HttpReply sendsBody(String body) {
    return messages("").postsJson(body);
  }

  HttpReply reads(String query) {
    return messages(query).gets();
  }

  /** The whole conversation as it stands in the record. */
  public List<Said> conversationSoFar() {
    List<Said> all = new ArrayList<>();
    List<Said> page;
    do {
      long last = all.isEmpty() ? 0 : all.getLast().seq();
      page = reads("?after=" + last + "&limit=" + PAGE).isOk().messages();
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  /** The conversation, whose places must be 1, 2, 3 … */
  public List<Said> conversationWithoutGap() {
    List<Said> all = conversationSoFar();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).seq()).isEqualTo(i + 1);
    }
    return all;
  }

  /** A request to the messages of the conversation. */
  Ask messages(String query) {
    return xianda
        .at("/api/v1/conversations/" + conversation + "/messages" + query)
        .withToken(token);
  }

  /** Opens a socket and says hello on it; everything after this place will be shown. */
  public ChatClient opensSocket(long after) {
    ChatClient socket = ChatClient.connectedTo(xianda);
    socket.hello(token, conversation, after);
    assertThat(socket.next("welcome").path("conversation").asString()).isEqualTo(conversation);
    return socket;
  }
}
