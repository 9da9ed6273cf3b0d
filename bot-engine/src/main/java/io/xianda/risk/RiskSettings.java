package io.xianda.risk;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far thresholds may be set by hand.
 *
 * @param lowest that anybody may set
 * @param highest that anybody may set; above it a group would be all but silent
 * @param money skill groups that speak of money or health: below the fitted threshold only admins
 *     go
 */
@ConfigurationProperties("xianda.risk")
public record RiskSettings(
    @DefaultValue("0.40") double lowest,
    @DefaultValue("0.95") double highest,
    @DefaultValue({"aftersale", "finance"}) Set<String> money) {

  public RiskSettings {
    money = Set.copyOf(money);
    if (!(lowest >= 0 && lowest <= highest && highest <= 1)) {
      throw new IllegalArgumentException(
          "xianda.risk: 0 <= lowest <= highest <= 1, but lowest is %s and highest %s"
              .formatted(lowest, highest));
    }
  }

  /** Whether this may be set at all. */
  public boolean allows(double threshold) {
    return threshold >= lowest && threshold <= highest;
  }
}
