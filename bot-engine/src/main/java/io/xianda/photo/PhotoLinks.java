package io.xianda.photo;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Links that show one picture to whoever holds them, for a quarter of an hour. Thread-safe. */
public final class PhotoLinks {

  private static final Duration LIFE = Duration.ofMinutes(15);

  private final PhotoMac mac;
  private final Clock clock;

  PhotoLinks(PhotoMac mac, Clock clock) {
    this.mac = mac;
    this.clock = clock;
  }

  /**
   * A link.
   *
   * @param path with query, from the root of the service
   * @param expiresAt until when it is good
   */
  public record Link(String path, Instant expiresAt) {}

  /** A new link to a picture. */
  public Link to(PhotoName photo) {
    Instant expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
    long exp = expiresAt.getEpochSecond();
    return new Link(
        "/api/v1/photos/%s?exp=%d&sig=%s".formatted(photo, exp, mac.of(text(photo, exp))),
        expiresAt);
  }

  /**
   * Whether a link is good now.
   *
   * @param exp seconds since 1970, as it stands in the link
   * @param signature as it stands in the link
   */
  public boolean isGood(PhotoName photo, long exp, String signature) {
    try {
      return mac.isOf(text(photo, exp), signature)
          && clock.instant().isBefore(Instant.ofEpochSecond(exp));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String text(PhotoName photo, long exp) {
    return "link/" + photo + "/" + exp;
  }
}
