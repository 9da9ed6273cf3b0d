package io.xianda.identity;

import io.xianda.conversation.ShopperId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.transaction.TransactionException;

/** What every token must be: signed here, by one issuer for one kind of people, and not too old. */
final class DecodeTokens {

  private static final Logger LOG = LoggerFactory.getLogger(DecodeTokens.class);

  /** Clocks may differ by so much. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private DecodeTokens() {}

  /** A guest's token is one of whoever the guest turned out to be. */
  static JwtDecoder ofShoppers(SecretKey key, Clock clock, SamePerson samePerson) {
    NimbusJwtDecoder decoder = of(key, clock, ShopperTokens.ISSUER);
    decoder.setClaimSetConverter(
        MappedJwtClaimSetConverter.withDefaults(
            Map.of(JwtClaimNames.SUB, subject -> now(subject, samePerson))));
    return decoder;
  }

  private static Object now(Object subject, SamePerson samePerson) {
    try {
      return samePerson.now(new ShopperId(String.valueOf(subject))).value();
    } catch (DataAccessException | TransactionException e) {
      // What is asked for next will not be answered either, and says so better than a token can.
      LOG.warn("who a guest is now cannot be told: {}", e.getMessage());
      return subject;
    }
  }

  @SafeVarargs
  static NimbusJwtDecoder of(
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
