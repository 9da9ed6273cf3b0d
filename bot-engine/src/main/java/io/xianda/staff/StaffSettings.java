package io.xianda.staff;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the staff logs in.
 *
 * @param sessionLife how long a session lasts, up to seven days
 * @param wrongPasswords how many wrong passwords lock an account
 * @param wrongWithin within which time
 * @param lockedFor for how long
 * @param bcryptStrength logarithm of the rounds, 4 to 16; one more doubles the time of a log-in,
 *     and 12 takes some 0.3 s
 * @param loginsPerMinute how many log-ins one network address may try in a minute; where a proxy
 *     stands in front, all come from one
 * @param remembered how long a node goes on without asking the database whether a session is good,
 *     up to 2 s
 */
@ConfigurationProperties("xianda.staff")
record StaffSettings(
    @DefaultValue("12h") Duration sessionLife,
    @DefaultValue("5") int wrongPasswords,
    @DefaultValue("15m") Duration wrongWithin,
    @DefaultValue("15m") Duration lockedFor,
    @DefaultValue("12") int bcryptStrength,
    @DefaultValue("20") int loginsPerMinute,
    @DefaultValue("2s") Duration remembered) {

  private static final Duration LONGEST_LIFE = Duration.ofDays(7);
  private static final Duration LONGEST_MEMORY = Duration.ofSeconds(2);

  StaffSettings {
    require(
        sessionLife.isPositive() && sessionLife.compareTo(LONGEST_LIFE) <= 0,
        "session-life is positive and up to seven days");
    require(wrongPasswords > 0, "wrong-passwords is positive");
    require(wrongWithin.isPositive() && lockedFor.isPositive(), "times of locking are positive");
    require(bcryptStrength >= 4 && bcryptStrength <= 16, "bcrypt-strength lies in [4, 16]");
    require(loginsPerMinute > 0, "logins-per-minute is positive");
    require(
        !remembered.isNegative() && remembered.compareTo(LONGEST_MEMORY) <= 0,
        "remembered lies between 0 and 2 s");
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException("xianda.staff: " + otherwise);
    }
  }
}
