package io.xianda.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service replied to one request.
 *
 * @param status of HTTP
 * @param headers of HTTP
 * @param body as text
 */
public record HttpReply(int status, HttpHeaders headers, String body) {

  static HttpReply of(HttpResponse<String> response) {
    return new HttpReply(response.statusCode(), response.headers(), response.body());
  }

  public JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  /** Everything went well. */
  public HttpReply isOk() {
    assertThat(status).as(body).isEqualTo(200);
    return this;
  }

  /** The message is stored, and the bot has said something to it. */
  public HttpReply isAnswered() {
    isOk();
    assertThat(replies()).isNotEmpty();
    assertThat(replies())
        .allSatisfy(reply -> {
          assertThat(reply.author()).isEqualTo("bot");
          assertThat(reply.text()).isNotBlank();
          assertThat(reply.seq()).isGreaterThan(message().seq());
        });
    return this;
  }

  /** The same, with these words in it. */
  public HttpReply isAnsweredWith(String words) {
    isAnswered();
    assertThat(replies().getLast().text()).contains(words);
    return this;
  }

  /** A problem detail (RFC 9457) of this status and stable type, with words fit to show. */
  public HttpReply isRefused(int expectedStatus, String problem) {
    assertThat(status).as(body).isEqualTo(expectedStatus);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(json().path("type").asString("")).isEqualTo("urn:xianda:problem:" + problem);
    assertThat(json().path("status").asInt()).isEqualTo(expectedStatus);
    assertThat(json().path("title").asString("")).isNotBlank();
    assertThat(json().path("detail").asString("")).isNotBlank();
    return this;
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The shopper's message as it was stored. */
  public Said message() {
    return Said.of(json().path("message"));
  }

  /** What the bot said to it. */
  public List<Said> replies() {
    return Said.all(json().path("replies"));
  }

  /** Whether this client message id was known already. */
  public boolean repeated() {
    return json().path("repeated").asBoolean();
  }

  /** A page of the record. */
  List<Said> messages() {
    return Said.all(json().path("messages"));
  }
}
