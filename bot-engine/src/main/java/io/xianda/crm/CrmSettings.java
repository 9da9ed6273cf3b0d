package io.xianda.crm;

import io.xianda.order.MerchantSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the CRM is.
 *
 * @param url of it, {@code http} or {@code https}, without user, query and fragment; empty when
 *     there is none
 * @param token that it asks for: up to 500 visible ASCII characters
 * @param timeout for an answer, until its last byte: (0s, 10s]
 * @param keep how long an answer is good: (0s, 10m]
 */
@ConfigurationProperties("xianda.crm")
public record CrmSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String token,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("60s") Duration keep) {

  public CrmSettings {
    if (!url.isBlank()) {
      MerchantSettings.address(url);
      require(!token.isBlank(), "token is missing; set XIANDA_CRM_TOKEN");
    }
    require(
        token.chars().allMatch(c -> c > ' ' && c < 0x7f) && token.length() <= 500,
        "token has up to 500 visible ASCII characters");
    require(within(timeout, Duration.ofSeconds(10)), "timeout lies in (0s, 10s]");
    require(within(keep, Duration.ofMinutes(10)), "keep lies in (0s, 10m]");
  }

  private static boolean within(Duration time, Duration longest) {
    return time.isPositive() && time.compareTo(longest) <= 0;
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException("xianda.crm." + otherwise);
    }
  }

  /** Where it is, if there is one. */
  Optional<URI> address() {
    return url.isBlank() ? Optional.empty() : Optional.of(MerchantSettings.address(url));
  }

  @Override
  public String toString() {
    return "CrmSettings[url=%s]".formatted(url.isBlank() ? "none" : url);
  }
}
