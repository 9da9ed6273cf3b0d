package io.xianda.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/**
 * A running service as its clients see it: an address.
 *
 * @param address such as {@code http://127.0.0.1:8080}
 */
public record Xianda(URI address) {

  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** The service on a port of this machine. */
  public static Xianda onPort(int port) {
    return new Xianda(URI.create("http://127.0.0.1:" + port));
  }

  /** One of the demo shop's shoppers, with a new token. */
  public Shopper shopper(String id) {
    return Shopper.of(this, opensSession(Map.of("shopper", id)));
  }

  /** A shopper whom nobody knows, in a conversation where nothing was said yet. */
  public Shopper guest() {
    return Shopper.of(this, opensSession(Map.of()));
  }

  HttpReply opensSession(Object asked) {
    return at("/api/v1/sessions").posts(asked);
  }

  /** A request to this path and query, with nothing in it yet. */
  public Ask at(String path) {
    return new Ask(address.resolve(path), Map.of());
  }
}
