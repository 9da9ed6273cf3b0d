package io.xianda.dialogue;

import io.xianda.handoff.OfficeHours;
import io.xianda.handoff.OpenTime;
import io.xianda.handoff.StaffingSettings;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the bot talks and what it dares.
 *
 * @param zone the shop's time zone
 * @param personsFrom when people start to answer, where {@link StaffingSettings} say nothing else
 * @param personsUntil when they stop, likewise
 * @param quietTime how long the shopper must pause before the bot takes what was said as one turn
 * @param longestMessage in characters
 * @param risk what must be how likely before the bot acts
 */
@ConfigurationProperties("xianda.dialogue")
public record DialogueSettings(
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @DefaultValue("08:00") LocalTime personsFrom,
    @DefaultValue("22:00") LocalTime personsUntil,
    @DefaultValue("600ms") Duration quietTime,
    @DefaultValue("1000") int longestMessage,
    @DefaultValue RiskBudget risk) {

  public DialogueSettings {
    if (quietTime.isNegative() || quietTime.compareTo(Duration.ofSeconds(5)) > 0) {
      throw new IllegalArgumentException("xianda.dialogue.quiet-time lies in [0s, 5s]");
    }
    if (!personsFrom.isBefore(personsUntil)) {
      throw new IllegalArgumentException(
          "xianda.dialogue.persons-from must be before persons-until, on the same day");
    }
    if (longestMessage < 1) {
      throw new IllegalArgumentException("xianda.dialogue.longest-message must be positive");
    }
  }

  /** When people are there. */
  public OfficeHours officeHours(StaffingSettings staffing) {
    return new OfficeHours(zone, new OpenTime.Between(personsFrom, personsUntil), staffing);
  }

  /** The settings that apply when nothing is configured. */
  public static DialogueSettings defaults() {
    return new Binder().bindOrCreate("xianda.dialogue", DialogueSettings.class);
  }
}
