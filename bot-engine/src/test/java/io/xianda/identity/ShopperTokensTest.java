package io.xianda.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.conversation.ShopperId;
import io.xianda.storage.Keys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** The tokens that shoppers carry: whose they are, how long they are good, and what is none. */
class ShopperTokensTest {

  private static final Instant MORNING = Instant.parse("2026-11-22T00:30:00Z");
  private static final Duration LIFE = Duration.ofHours(12);
  private static final ShopperId WU = new ShopperId("wu");
  private static final ShopperTokens.Reading INVALID = new ShopperTokens.Reading.Invalid();

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final SecurityConfig config = new SecurityConfig();
  private SecretKey key;
  private ShopperTokens tokens;

  @BeforeEach
  void anInstallation() {
    key = config.tokenKey(new Keys(directory.resolve("keys")));
    tokens = tokensUnder(key);
  }

  @Test
  void aTokenTellsWhoseItIsAndUntilWhenItIsGood() {
    ShopperTokens.Issued issued = tokens.issue(WU);

    assertThat(issued.expiresAt()).isEqualTo(MORNING.plus(LIFE));
    assertThat(tokens.read(issued.value())).isEqualTo(new ShopperTokens.Reading.Valid(WU));
  }

  @Test
  void aTokenIsGoodUntilItsTimeIsOver() {
    String token = tokens.issue(WU).value();

    clock.now = MORNING.plus(LIFE).minusSeconds(1);
    assertThat(tokens.read(token)).isEqualTo(new ShopperTokens.Reading.Valid(WU));
    // Clocks may differ by five seconds.
    clock.now = MORNING.plus(LIFE).plusSeconds(6);
    assertThat(tokens.read(token)).isEqualTo(new ShopperTokens.Reading.Expired());
  }

  @Test
  void aRestartKnowsTheTokensOfBefore() {
    String token = tokens.issue(WU).value();

    ShopperTokens afterRestart = tokensUnder(config.tokenKey(new Keys(directory.resolve("keys"))));

    assertThat(afterRestart.read(token)).isEqualTo(new ShopperTokens.Reading.Valid(WU));
  }

  @Test
  void aTokenOfAnotherInstallationIsNone() {
    SecretKey another = config.tokenKey(new Keys(directory.resolve("other")));

    assertThat(tokens.read(tokensUnder(another).issue(WU).value())).isEqualTo(INVALID);
  }

  @Test
  void aTokenOfAnotherInstallationIsNotEvenAnExpiredOne() {
    SecretKey another = config.tokenKey(new Keys(directory.resolve("other")));
    String token = tokensUnder(another).issue(WU).value();

    clock.now = MORNING.plus(LIFE).plusSeconds(6);

    assertThat(tokens.read(token)).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "wu", "a.b", "a.b.c", "..", "a.b.c.d.e", "Bearer x.y.z", "草莓.烂.了"})
  void garbageIsNoToken(String garbage) {
    assertThat(tokens.read(garbage)).isEqualTo(INVALID);
  }

  @Test
  void aTokenWithAnotherShopperWrittenIntoItIsNone() {
    String[] pieces = tokens.issue(WU).value().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(pieces[1]), StandardCharsets.UTF_8);
    assertThat(claims).contains("\"wu\"");

    String forged = pieces[0] + "." + base64(claims.replace("\"wu\"", "\"li\"")) + "." + pieces[2];

    assertThat(tokens.read(forged)).isEqualTo(INVALID);
  }

  @Test
  void aTokenWithoutASignatureIsNone() {
    String[] pieces = tokens.issue(WU).value().split("\\.", -1);

    assertThat(tokens.read(base64("{\"alg\":\"none\"}") + "." + pieces[1] + "."))
        .isEqualTo(INVALID);
    assertThat(tokens.read(base64("{\"alg\":\"none\"}") + "." + pieces[1] + "." + pieces[2]))
        .isEqualTo(INVALID);
    assertThat(tokens.read(pieces[0] + "." + pieces[1] + ".")).isEqualTo(INVALID);
  }

  @Test
  void whatAnotherProgramSignsUnderTheSameKeyIsNoToken() {
    assertThat(tokens.read(signed(claims -> claims.issuer("somebody")))).isEqualTo(INVALID);
    assertThat(tokens.read(signed(claims -> claims.claims(all -> all.remove("iss")))))
        .isEqualTo(INVALID);
  }

  @Test
  void aTokenForNobodyWeKnowIsNone() {
    assertThat(tokens.read(signed(claims -> claims.subject("+86 138 0013 8000"))))
        .isEqualTo(INVALID);
  }

  @Test
  void aTokenThatIsNotGoodYetIsNotAnExpiredOne() {
    assertThat(tokens.read(signed(claims -> claims.notBefore(MORNING.plusSeconds(60)))))
        .isEqualTo(INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aTokenLives(Duration life) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdentitySettings(life, false, List.of(), List.of()))
        .withMessage("xianda.identity.token-life must be positive");
  }

  private ShopperTokens tokensUnder(SecretKey secret) {
    return config.shopperTokens(
        config.jwtEncoder(secret),
        config.jwtDecoder(secret, clock, shopper -> shopper),
        clock,
        new IdentitySettings(LIFE, false, List.of(), List.of()));
  }

  /** A token like ours but for the change, signed with our key. */
  private String signed(Consumer<JwtClaimsSet.Builder> change) {
    JwtClaimsSet.Builder claims =
        JwtClaimsSet.builder()
            .issuer(ShopperTokens.ISSUER)
            .subject(WU.value())
            .issuedAt(MORNING)
            .expiresAt(MORNING.plus(LIFE));
    change.accept(claims);
    return config
        .jwtEncoder(key)
        .encode(
            JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims.build()))
        .getTokenValue();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Stands still until it is set. */
  private static final class SettableClock extends Clock {

    private Instant now = MORNING;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
