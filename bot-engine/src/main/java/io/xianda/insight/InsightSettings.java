package io.xianda.insight;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What reports cannot read from the record.
 *
 * @param handling how long an agent takes for a conversation, where too few were measured
 * @param hourly what an hour of an agent costs, in yuan
 * @param evaluations the file that {@code bin/xianda eval all} writes, or {@code null} for the one
 *     that is shipped
 */
@ConfigurationProperties("xianda.insight")
record InsightSettings(
    @DefaultValue("4m") Duration handling,
    @DefaultValue("40") BigDecimal hourly,
    @Nullable Path evaluations) {

  private static final Duration LONGEST = Duration.ofHours(8);
  private static final BigDecimal DEAREST = BigDecimal.valueOf(10_000);

  InsightSettings {
    if (!handling.isPositive() || handling.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("xianda.insight.handling lies in (0, 8h]");
    }
    if (hourly.signum() < 0 || hourly.compareTo(DEAREST) > 0) {
      throw new IllegalArgumentException("xianda.insight.hourly lies in [0, 10000]");
    }
  }
}
