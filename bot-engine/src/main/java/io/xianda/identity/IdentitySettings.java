package io.xianda.identity;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shoppers are known.
 *
 * @param tokenLife how long a token is good
 * @param demo whether a shopper may be picked from the demo shop's list; only ever on 127.0.0.1
 * @param embeddedBy origins of the sites that may show the chat in a frame, such as {@code
 *     https://shop.example}; the service's own always may
 * @param userSecrets with which the merchant's server signs who its users are, each of 32 to 200
 *     characters; any of them is believed, so that one can be exchanged for another. None: nobody
 *     signs in so
 */
@ConfigurationProperties("xianda.identity")
public record IdentitySettings(
    @DefaultValue("12h") Duration tokenLife,
    @DefaultValue("false") boolean demo,
    @DefaultValue List<String> embeddedBy,
    @DefaultValue List<String> userSecrets) {

  private static final int SHORTEST_SECRET = 32;
  private static final int LONGEST_SECRET = 200;
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

  public IdentitySettings {
    if (tokenLife.isNegative() || tokenLife.isZero()) {
      throw new IllegalArgumentException("xianda.identity.token-life must be positive");
    }
    embeddedBy = List.copyOf(embeddedBy);
    userSecrets = List.copyOf(userSecrets);
    for (String secret : userSecrets) {
      if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
        throw new IllegalArgumentException(
            "xianda.identity.user-secrets must have %d to %d characters each; one has %d"
                .formatted(SHORTEST_SECRET, LONGEST_SECRET, secret.length()));
      }
    }
    for (String origin : embeddedBy) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "xianda.identity.embedded-by must be origins such as https://shop.example, and is: "
                + origin);
      }
    }
  }
}
