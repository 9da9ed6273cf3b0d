package io.xianda.identity;

import io.xianda.conversation.ShopperId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** The tokens that shoppers carry: JWT, signed with HMAC-SHA-256. Thread-safe. */
public final class ShopperTokens {

  static final String ISSUER = "xianda";

  private final JwtEncoder encoder;
  private final JwtDecoder decoder;
  private final Clock clock;
  private final IdentitySettings settings;

  ShopperTokens(JwtEncoder encoder, JwtDecoder decoder, Clock clock, IdentitySettings settings) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * A token as it is handed out.
   *
   * @param value what the shopper sends
   * @param expiresAt until when it is good
   */
  public record Issued(String value, Instant expiresAt) {}

  /** What reading a token can lead to. */
  public sealed interface Reading {

    /** It is good. */
    record Valid(ShopperId shopper) implements Reading {}

    /** It was good once. */
    record Expired() implements Reading {}

    /** It never was, or not here. */
    record Invalid() implements Reading {}
  }

  /** A new token for this shopper. */
  public Issued issue(ShopperId shopper) {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(settings.tokenLife());
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(ISSUER)
            .subject(shopper.value())
            .issuedAt(now)
            .expiresAt(expiresAt)
            .build();
    Jwt jwt =
        encoder.encode(
            JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims));
    return new Issued(jwt.getTokenValue(), expiresAt);
  }

  /** Whose token this is. */
  public Reading read(String token) {
    try {
      String subject = decoder.decode(token).getSubject();
      return subject == null ? new Reading.Invalid() : new Reading.Valid(new ShopperId(subject));
    } catch (JwtValidationException e) {
      return isExpiry(e) ? new Reading.Expired() : new Reading.Invalid();
    } catch (BadJwtException | IllegalArgumentException e) {
      return new Reading.Invalid();
    }
  }

  static boolean isExpiry(JwtValidationException e) {
    return e.getErrors().stream()
        .anyMatch(error -> String.valueOf(error.getDescription()).contains("expired"));
  }
}
