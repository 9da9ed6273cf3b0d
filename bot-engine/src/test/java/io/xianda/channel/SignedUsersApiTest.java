package io.xianda.channel;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.storage.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user of the shop's own app, whom the shop's server has signed. */
class SignedUsersApiTest {

  private final String user = "u-" + UUID.randomUUID();

  @Test
  void comesInWithTheSignatureOfTheShop() {
    HttpReply session = comes(user, signed(user), Map.of("channel", "APP"));

    assertThat(session.isOk().json().path("shopper").path("guest").asBoolean(true)).isFalse();
    assertThat(session.json().path("shopper").path("id").asString()).isEqualTo(user);
    // The same door again leads to the same conversation.
    assertThat(
            comes(user, signed(user), Map.of("channel", "APP"))
                .json()
                .path("conversation")
                .asString())
        .isEqualTo(session.json().path("conversation").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000000000000000000000000000000000000000000000000000000000", "zz"})
  void doesNotComeInWithAnother(String signature) {
    assertThat(comes(user, signature, Map.of()).status()).isIn(400, 401);
    assertThat(comes(user, signed(user + "x"), Map.of()).status()).isEqualTo(401);
  }

  @Test
  void cannotBeAGuestNorHaveAUnionIdThatWasNotSigned() {
    String guest = "guest-" + UUID.randomUUID();
    assertThat(comes(guest, signed(guest), Map.of()).status()).isEqualTo(401);
    assertThat(
            xianda()
                .at("/api/v1/sessions")
                .posts(
                    Map.of(
                        "user",
                        Map.of("id", user, "unionId", "somebody", "signature", signed(user))))
                .status())
        .isEqualTo(401);
  }

  @Test
  void takesAlongWhatWasSaidAsAGuest() {
    Shopper guest = guest();
    guest.says("运费多少").isOk();

    HttpReply session = comes(user, signed(user), Map.of("guest", guest.token()));

    assertThat(session.isOk().json().path("conversation").asString())
        .isEqualTo(guest.conversation());
    assertThat(Shopper.of(xianda(), session).conversationWithoutGap()).hasSizeGreaterThan(1);
  }

  private static HttpReply comes(String user, String signature, Map<String, Object> more) {
    var body = new java.util.HashMap<String, Object>(more);
    body.put("user", Map.of("id", user, "signature", signature));
    return xianda().at("/api/v1/sessions").posts(body);
  }

  private static String signed(String text) {
    return new KeyedHash(SharedService.USER_SECRET.getBytes(StandardCharsets.UTF_8)).of(text);
  }
}
