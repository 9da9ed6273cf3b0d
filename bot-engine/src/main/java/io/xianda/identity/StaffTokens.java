package io.xianda.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
 * no shopper's token is ever one of the staff, nor the reverse. There are two kinds. The token of a
 * session, which a log-in gives, names the session in {@code jti} and holds no roles: it is good as
 * long as the session, and opens what the account may do now. A token without a session, which the
 * command line and the demo give, needs no account, holds its roles, and nobody can revoke it
 * before its time is over. Thread-safe.
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
  private final StaffSessions sessions;

  StaffTokens(SecretKey key, Clock clock, StaffSessions sessions) {
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(key));
    this.decoder =
        DecodeTokens.of(
            key,
            clock,
            ISSUER,
            token ->
                session(token).isEmpty() && staff(token) == null
                    ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                    : OAuth2TokenValidatorResult.success());
    this.clock = clock;
    this.sessions = sessions;
  }

  /**
   * Tokens signed with the key of an installation; those of sessions cannot be read with them.
   *
   * @param key as {@code Keys.tokenKey} tells it
   */
  public static StaffTokens signedWith(byte[] key, Clock clock) {
    return new StaffTokens(new SecretKeySpec(key, "HmacSHA256"), clock, _ -> Optional.empty());
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

    /** It is good, and this is who may do what now. */
    record Valid(Staff staff) implements Reading {}

    /** It was good once. */
    record Expired() implements Reading {}

    /** It never was, or not here, or not for the staff; or its session opens nothing now. */
    record Invalid() implements Reading {}
  }

  /**
   * A new token without a session.
   *
   * @param life how long it is good, positive and at most {@link #LONGEST_LIFE}
   */
  public Issued issue(Staff staff, Duration life) {
    if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException("a token is good for up to seven days, not " + life);
    }
    Instant expiresAt = clock.instant().plus(life);
    return signed(
        claims(staff.name(), expiresAt)
            .claim(ROLES, staff.roles().stream().map(StaffRole::word).sorted().toList()),
        expiresAt);
  }

  /**
   * The token of a session.
   *
   * @param account its name
   * @param expiresAt when the session is over
   */
  public Issued issue(String account, UUID session, Instant expiresAt) {
    return signed(claims(account, expiresAt).id(session.toString()), expiresAt);
  }

  private JwtClaimsSet.Builder claims(String account, Instant expiresAt) {
    return JwtClaimsSet.builder()
        .issuer(ISSUER)
        .subject(account)
        .issuedAt(clock.instant())
        .expiresAt(expiresAt);
  }

  private Issued signed(JwtClaimsSet.Builder claims, Instant expiresAt) {
    Jwt token =
        encoder.encode(
            JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims.build()));
    return new Issued(token.getTokenValue(), expiresAt);
  }

  /** Whose token this is, and what they may do. */
  public Reading read(String token) {
    try {
      return holder(decoder.decode(token))
          .filter(holder -> !holder.newPasswordDue())
          .<Reading>map(holder -> new Reading.Valid(holder.staff()))
          .orElseGet(Reading.Invalid::new);
    } catch (JwtValidationException e) {
      return ShopperTokens.isExpiry(e) ? new Reading.Expired() : new Reading.Invalid();
    } catch (BadJwtException e) {
      return new Reading.Invalid();
    }
  }

  JwtDecoder decoder() {
    return decoder;
  }

  /** Who holds a token that was checked, or nothing when its session opens nothing now. */
  Optional<StaffSessions.Holder> holder(Jwt token) {
    Optional<UUID> session = session(token);
    if (session.isPresent()) {
      return sessions
          .holder(session.get())
          .filter(holder -> holder.staff().name().equals(token.getSubject()));
    }
    return Optional.ofNullable(staff(token)).map(staff -> new StaffSessions.Holder(staff, false));
  }

  /** The session of a token that was checked, or nothing when it was given without one. */
  public static Optional<UUID> session(Jwt token) {
    try {
      return Optional.ofNullable(token.getId()).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Who is named in a token that was checked and has no session, or {@code null} when it names
   * nobody of the staff.
   */
  private static @Nullable Staff staff(Jwt token) {
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
