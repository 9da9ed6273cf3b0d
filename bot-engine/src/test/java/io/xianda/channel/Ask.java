package io.xianda.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A request that is being put together; sending it gives the reply. */
public record Ask(URI address, Map<String, String> headers) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public Ask with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Ask(address, Map.copyOf(more));
  }

  public Ask withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public HttpReply gets() {
    return sends("GET", BodyPublishers.noBody());
  }

  /** Sends JSON by another method than POST. */
  public HttpReply sendsJson(String method, String body) {
    return with("Content-Type", "application/json")
        .sends(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  public HttpReply sends(String method) {
    return sends(method, BodyPublishers.noBody());
  }

  public HttpReply posts(Object json) {
    return postsJson(JSON.writeValueAsString(json));
  }

  public HttpReply postsJson(String body) {
    return postsJson(body.getBytes(StandardCharsets.UTF_8));
  }

  HttpReply postsJson(byte[] body) {
    return with("Content-Type", "application/json").posts(body);
  }

  public HttpReply posts(byte[] body) {
    return sends("POST", BodyPublishers.ofByteArray(body));
  }

  /** Sends the body without telling its length first. */
  HttpReply postsJsonInChunks(byte[] body) {
    return with("Content-Type", "application/json")
        .sends("POST", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  private HttpReply sends(String method, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, body).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    try {
      return HttpReply.of(Xianda.HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
