package io.xianda.identity;

import java.time.Clock;
import java.time.Duration;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What every token must be: signed here, by one issuer for one kind of people, and not too old. */
final class DecodeTokens {

  /** Clocks may differ by so much. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private DecodeTokens() {}

  @SafeVarargs
  static JwtDecoder of(
      SecretKey key, Clock clock, String issuer, OAuth2TokenValidator<Jwt>... more) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    var timestamps = new JwtTimestampValidator(SKEW);
    timestamps.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            timestamps,
            new JwtIssuerValidator(issuer),
            new DelegatingOAuth2TokenValidator<>(more)));
    return decoder;
  }
}
