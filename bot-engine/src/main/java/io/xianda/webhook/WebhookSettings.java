package io.xianda.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are told.
 *
 * @param privateAddresses whether endpoints may lie at addresses of this machine or of a private
 *     network, and be spoken to without TLS: for tests, and for shops whose systems stand beside
 * @param timeout for one attempt, from the name of the host to the last byte: (0s, 30s]
 * @param retries how long to wait after the first, second … attempt that failed, each (0s, 24h], up
 *     to 20 of them; a fifth more or less of each is chance. After the last it is given up.
 * @param atOnce attempts at one time, for one endpoint: 1 to 32
 * @param keep how long events and deliveries are kept: 1 to 365 days
 */
@ConfigurationProperties("xianda.webhook")
public record WebhookSettings(
    @DefaultValue("false") boolean privateAddresses,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "8h"}) List<Duration> retries,
    @DefaultValue("8") int atOnce,
    @DefaultValue("30d") Duration keep) {

  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  public WebhookSettings {
    retries = List.copyOf(retries);
    require(within(timeout, LONGEST_CALL), "timeout lies in (0s, 30s]");
    require(
        retries.size() <= 20 && retries.stream().allMatch(each -> within(each, LONGEST_WAIT)),
        "retries are up to 20 times in (0s, 24h]");
    require(atOnce >= 1 && atOnce <= 32, "at-once lies in [1, 32]");
    require(keep.toDays() >= 1 && keep.toDays() <= 365, "keep lies in [1d, 365d]");
  }

  private static boolean within(Duration time, Duration longest) {
    return time.isPositive() && time.compareTo(longest) <= 0;
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException("xianda.webhook." + otherwise);
    }
  }
}
