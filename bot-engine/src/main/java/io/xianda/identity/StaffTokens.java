package io.xianda.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The tokens that the staff carries: JWT, signed with HMAC-SHA-256 by an issuer of its own, so that
 * no shopper's token is ever one of the staff, nor the reverse. Thread-safe.
 */
public final class StaffTokens {

  static final String ISSUER = "xianda-staff";

  /** How long a token is good unless somebody says otherwise. */
  public static final Duration LIFE = Duration.ofHours(12);

  /** How long a token is good at most. */
  public static final Duration LONGEST_LIFE = Duration.ofDays(7);

  private static final String ROLES = "roles";

  private final NimbusJwtEncoder encoder;
  private final JwtDecoder decoder;
  private final Clock clock;

  StaffTokens(SecretKey key, Clock clock) {
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(key));
    this.decoder =
        DecodeTokens.of(
            key,
            clock,
            ISSUER,
            token ->
                staff(token) == null
                    ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                    : OAuth2TokenValidatorResult.success());
    this.clock = clock;
  }

  /**
   * Tokens signed with the key of an installation.
   *
   * @param key as {@code Keys.tokenKey} tells it
   */
  public static StaffTokens signedWith(byte[] key, Clock clock) {
    return new StaffTokens(new SecretKeySpec(key, "HmacSHA256"), clock);
  }

  /**
   * A token as it is handed out.
   *
   * @param value what is sent with every request
   * @param expiresAt until when it is good
   */
  public record Issued(String value, Instant expiresAt) {}

  /** What reading a token can lead to. */
  public sealed interface Reading {

    /** It is good. */
    record Valid(Staff staff) implements Reading {}

    /** It was good once. */
    record Expired() implements Reading {}

    /** It never was, or not here, or not for the staff. */
    record Invalid() implements Reading {}
  }

  /**
   * A new token.
   *
   * @param life how long it is good, positive and at most {@link #LONGEST_LIFE}
   */
  public Issued issue(Staff staff, Duration life) {
    if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException("a token is good for up to seven days, not " + life);
    }
    Instant now = clock.instant();
    Instant expiresAt = now.plus(life);
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(ISSUER)
            .subject(staff.name())
            .claim(ROLES, staff.roles().stream().map(StaffRole::word).sorted().toList())
            .issuedAt(now)
            .expiresAt(expiresAt)
            .build();
    Jwt token =
        encoder.encode(
            JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims));
    return new Issued(token.getTokenValue(), expiresAt);
  }

  /** Whose token this is, and what they may do. */
  public Reading read(String token) {
    try {
      Staff staff = staff(decoder.decode(token));
      return staff == null ? new Reading.Invalid() : new Reading.Valid(staff);
    } catch (JwtValidationException e) {
      return ShopperTokens.isExpiry(e) ? new Reading.Expired() : new Reading.Invalid();
    } catch (BadJwtException e) {
      return new Reading.Invalid();
    }
  }

  JwtDecoder decoder() {
    return decoder;
  }

  /**
   * Who is named in a token that was checked, or {@code null} when it names nobody of the staff.
   */
  static @Nullable Staff staff(Jwt token) {
    try {
      List<String> roles = token.getClaimAsStringList(ROLES);
      String name = token.getSubject();
      return roles == null || name == null
          ? null
          : new Staff(
              name, roles.stream().map(StaffRole::of).collect(Collectors.toUnmodifiableSet()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
