package io.xianda.knowledge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an Elasticsearch is. Shown without its credentials, wherever it is shown.
 *
 * @param tls whether it is spoken to in TLS
 * @param host name or address
 * @param port in [1, 65535]
 * @param path before every request's own, such as {@code /search}; empty for none
 * @param credentials who asks, when it wants to know
 */
public record ElasticsearchUrl(
    boolean tls, String host, int port, String path, Optional<Credentials> credentials) {

  private static final int DEFAULT_PORT = 9200;

  private static final int LONGEST = 1000;

  /** Who asks. Never shown. */
  public record Credentials(String user, String password) {

    @Override
    public String toString() {
      return "***";
    }
  }

  /**
   * Reads {@code https://user:password@host:9200/path}; all but scheme and host may be missing.
   * What is no plain character in user or password is percent-encoded.
   *
   * @throws IllegalArgumentException saying what is wrong, without repeating the text: it may hold
   *     a password
   */
  public static ElasticsearchUrl of(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("it is longer than %d characters".formatted(LONGEST));
    }
    URI uri = parse(text.strip());
    String scheme = uri.getScheme();
    String host = uri.getHost();
    if (scheme == null || !scheme.matches("(?i)https?") || host == null) {
      throw new IllegalArgumentException(
          "it must look like http://host:9200 or https://user:password@host:9200");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("it may have neither a query nor a fragment");
    }
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("its port lies in [1, 65535]");
    }
    return new ElasticsearchUrl(
        scheme.equalsIgnoreCase("https"),
        host,
        port,
        uri.getPath().replaceFirst("/+$", ""),
        credentials(uri.getUserInfo()));
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Its message, and its cause's, repeat the text.
      throw new IllegalArgumentException("it cannot be read as a URL");
    }
  }

  private static Optional<Credentials> credentials(@Nullable String userInfo) {
    if (userInfo == null) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("before the @ stand a user and a password");
    }
    return Optional.of(
        new Credentials(userInfo.substring(0, colon), userInfo.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return "%s://%s:%d%s".formatted(tls ? "https" : "http", host, port, path);
  }
}
