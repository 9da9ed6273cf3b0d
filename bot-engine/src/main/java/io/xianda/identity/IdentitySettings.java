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
 */
@ConfigurationProperties("xianda.identity")
public record IdentitySettings(
    @DefaultValue("12h") Duration tokenLife,
    @DefaultValue("false") boolean demo,
    @DefaultValue List<String> embeddedBy) {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

  public IdentitySettings {
    if (tokenLife.isNegative() || tokenLife.isZero()) {
      throw new IllegalArgumentException("xianda.identity.token-life must be positive");
    }
    embeddedBy = List.copyOf(embeddedBy);
    for (String origin : embeddedBy) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "xianda.identity.embedded-by must be origins such as https://shop.example, and is: "
                + origin);
      }
    }
  }
}
