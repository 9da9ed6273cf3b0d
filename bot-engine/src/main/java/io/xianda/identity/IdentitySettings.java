package io.xianda.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shoppers are known.
 *
 * @param tokenLife how long a token is good
 * @param demo whether a shopper may be picked from the demo shop's list; only ever on 127.0.0.1
 */
@ConfigurationProperties("xianda.identity")
public record IdentitySettings(
    @DefaultValue("12h") Duration tokenLife, @DefaultValue("false") boolean demo) {

  public IdentitySettings {
    if (tokenLife.isNegative() || tokenLife.isZero()) {
      throw new IllegalArgumentException("xianda.identity.token-life must be positive");
    }
  }
}
