package io.xianda.order;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where orders are.
 *
 * @param url of the merchant's order system, {@code http} or {@code https}, without user, query and
 *     fragment; empty for the demonstration shop
 * @param token that it asks for; where this is the demonstration, also what it asks of others
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take, all of it
 * @param retries how often a call that failed is tried again at once, 0 to 3
 */
@ConfigurationProperties("xianda.merchant")
public record MerchantSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String token,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("3s") Duration readTimeout,
    @DefaultValue("1") int retries) {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  public MerchantSettings {
    if (!url.isBlank()) {
      address(url);
      if (token.isBlank()) {
        throw new IllegalArgumentException(
            "xianda.merchant.token is missing; set XIANDA_MERCHANT_TOKEN");
      }
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f) || token.length() > 500) {
      throw new IllegalArgumentException(
          "xianda.merchant.token has up to 500 visible ASCII characters");
    }
    requireSensible(connectTimeout, "connect-timeout");
    requireSensible(readTimeout, "read-timeout");
    if (retries < 0 || retries > 3) {
      throw new IllegalArgumentException("xianda.merchant.retries lies in [0, 3]");
    }
  }

  private static void requireSensible(Duration timeout, String name) {
    if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("xianda.merchant." + name + " lies in (0s, 30s]");
    }
  }

  /** Where the merchant's order system is, if it is not the demonstration shop. */
  Optional<URI> address() {
    return url.isBlank() ? Optional.empty() : Optional.of(address(url));
  }

  /**
   * Reads such a URL; a slash at its end does not matter.
   *
   * @throws IllegalArgumentException when it is none; the message does not repeat it
   */
  public static URI address(String url) {
    URI address;
    try {
      address = URI.create(url.strip().replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is no URL");
    }
    String scheme = address.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || address.getHost() == null) {
      throw new IllegalArgumentException("it must be like https://orders.example.com/xianda");
    }
    if (address.getUserInfo() != null
        || address.getQuery() != null
        || address.getFragment() != null) {
      throw new IllegalArgumentException("it must have no user, query or fragment");
    }
    return address;
  }

  @Override
  public String toString() {
    return "MerchantSettings[url=%s]".formatted(url.isBlank() ? "none" : url);
  }
}
