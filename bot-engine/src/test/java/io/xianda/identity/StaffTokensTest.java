package io.xianda.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens that the staff carries. */
class StaffTokensTest {

  private static final Instant MORNING = Instant.parse("2026-11-22T00:30:00Z");
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private static final Staff LI = new Staff("li", Set.of(StaffRole.OPERATOR, StaffRole.REVIEWER));

  private final StaffTokens tokens = at(MORNING);

  @Test
  void aTokenTellsTheAccountAndItsRoles() {
    StaffTokens.Issued issued = tokens.issue(LI, StaffTokens.LIFE);

    assertThat(issued.expiresAt()).isEqualTo(MORNING.plus(Duration.ofHours(12)));
    assertThat(tokens.read(issued.value())).isEqualTo(new StaffTokens.Reading.Valid(LI));
  }

  @Test
  void aTokenIsGoodUntilItsTimeIsOver() {
    String token = tokens.issue(LI, Duration.ofHours(1)).value();

    assertThat(at(MORNING.plusSeconds(3606)).read(token))
        .isEqualTo(new StaffTokens.Reading.Expired());
  }

  @Test
  void aTokenIsGoodForAWeekAtMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.issue(LI, Duration.ofDays(7).plusSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(LI, Duration.ZERO));
  }

  @Test
  void aShoppersTokenIsNoneOfTheStaffNorTheReverse() {
    var config = new SecurityConfig();
    SecretKey key = new SecretKeySpec(KEY, "HmacSHA256");
    Clock clock = Clock.fixed(MORNING, ZoneOffset.UTC);
    ShopperTokens shoppers =
        config.shopperTokens(
            config.jwtEncoder(key),
            config.jwtDecoder(key, clock, shopper -> shopper),
            clock,
            new IdentitySettings(Duration.ofHours(12), false, List.of(), List.of()));

    assertThat(tokens.read(shoppers.issue(new io.xianda.conversation.ShopperId("li")).value()))
        .isEqualTo(new StaffTokens.Reading.Invalid());
    assertThat(shoppers.read(tokens.issue(LI, StaffTokens.LIFE).value()))
        .isEqualTo(new ShopperTokens.Reading.Invalid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Li", "l i", "李", "a/b", "12345678901234567890123456789012345678901"})
  void anAccountHasAPlainName(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Staff(name, Set.of(StaffRole.ADMIN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c"})
  void whatIsNoTokenIsInvalid(String token) {
    assertThat(tokens.read(token)).isEqualTo(new StaffTokens.Reading.Invalid());
  }

  private static StaffTokens at(Instant now) {
    return StaffTokens.signedWith(KEY, Clock.fixed(now, ZoneOffset.UTC));
  }
}
