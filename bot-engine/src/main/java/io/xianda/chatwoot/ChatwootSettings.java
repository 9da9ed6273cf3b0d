package io.xianda.chatwoot;

import io.xianda.handoff.SkillGroup;
import io.xianda.order.MerchantSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The inbox of Chatwoot that Xianda answers. Secrets come from the environment, such as {@code
 * XIANDA_CHATWOOT_TOKEN}, never from a command line.
 *
 * @param url of Chatwoot; empty when there is none
 * @param token access token of the agent bot
 * @param account number of the account
 * @param inbox number of the inbox; of others nothing is taken
 * @param secret of the address that Chatwoot calls: 24 to 100 letters, digits, dashes and
 *     underscores
 * @param signingSecret with which Chatwoot signs; empty where it does not. With one, whatever is
 *     not signed is refused.
 * @param verifiedContacts whether a contact's identifier is the shop's own id of a shopper, where
 *     Chatwoot says that it was verified by HMAC
 * @param teams number of a team by skill group
 * @param timeout for one call, until its last byte: (0s, 30s]
 */
@ConfigurationProperties("xianda.chatwoot")
public record ChatwootSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String token,
    @DefaultValue("0") long account,
    @DefaultValue("0") long inbox,
    @DefaultValue("") String secret,
    @DefaultValue("") String signingSecret,
    @DefaultValue("false") boolean verifiedContacts,
    @DefaultValue Map<String, Long> teams,
    @DefaultValue("5s") Duration timeout) {

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,500}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{24,100}");
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** The messages name the setting and never repeat its value. */
  public ChatwootSettings {
    teams = Map.copyOf(teams);
    if (!url.isBlank()) {
      MerchantSettings.address(url);
      require(TOKEN.matcher(token).matches(), "token is the access token of the agent bot");
      require(account > 0, "account is the number of the account");
      require(inbox > 0, "inbox is the number of the inbox");
      require(
          SECRET.matcher(secret).matches(),
          "secret has 24 to 100 letters, digits, dashes and underscores");
    }
    require(signingSecret.length() <= 500, "signing-secret has at most 500 characters");
    require(timeout.isPositive() && timeout.compareTo(LONGEST) <= 0, "timeout lies in (0s, 30s]");
    teams.forEach((group, team) -> {
      new SkillGroup(group);
      require(team > 0, "teams has numbers of teams");
    });
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException("xianda.chatwoot." + otherwise);
    }
  }

  /** Whether there is a Chatwoot. */
  boolean isOn() {
    return !url.isBlank();
  }

  /** Where its API for the account is. */
  URI address() {
    return URI.create(MerchantSettings.address(url) + "/api/v1/accounts/" + account);
  }

  Optional<Long> team(SkillGroup group) {
    return Optional.ofNullable(teams.get(group.id()));
  }

  @Override
  public String toString() {
    return "ChatwootSettings[%s]".formatted(isOn() ? "inbox " + inbox : "none");
  }
}
