package io.xianda.wechat;

import static io.xianda.wechat.WechatApps.ACCOUNT;
import static io.xianda.wechat.WechatApps.PLAIN;
import static io.xianda.wechat.WechatApps.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.wechat.OpenCallback.Opened;
import io.xianda.wechat.OpenCallback.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import me.chanjar.weixin.common.util.crypto.SHA1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a callback is believed. */
class OpenCallbackTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String HELLO = Callback.text("oLin", "草莓烂了");
  private static final String HELLO_XML =
      """
      <xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[oLin]]></FromUserName>
      <CreateTime>1482048670</CreateTime><MsgType><![CDATA[text]]></MsgType>
      <Content><![CDATA[草莓<!DOCTYPE 烂了]]></Content><MsgId>22</MsgId></xml>
      """;

  private final OpenCallback shop = new OpenCallback(SHOP, Clock.fixed(NOW, ZoneOffset.UTC));
  private final OpenCallback plain = new OpenCallback(PLAIN, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void theSignatureIsThatOfWxJava() {
    assertThat(Signatures.of("token", "1482048670", "nonce", "Zz"))
        .isEqualTo(SHA1.gen("token", "1482048670", "nonce", "Zz"));
  }

  @Test
  void jsonAndXmlAreReadPlainAndEncrypted() {
    believes(plain, Callback.plain(PLAIN, HELLO, NOW), "草莓烂了");
    believes(plain, Callback.plain(PLAIN, HELLO_XML, NOW), "草莓<!DOCTYPE 烂了");
    believes(shop, Callback.encrypted(SHOP, HELLO, NOW), "草莓烂了");
    believes(shop, Callback.encrypted(SHOP, HELLO_XML, NOW), "草莓<!DOCTYPE 烂了");
  }

  /** In compatible mode both stand in the body; only one of them is signed. */
  @Test
  void inCompatibleModeWhatIsEncryptedCounts() {
    Callback encrypted = Callback.encrypted(SHOP, HELLO, NOW);
    String both =
        new String(encrypted.body(), java.nio.charset.StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"Content\":\"给我退款\",");
    believes(shop, encrypted.withBody(both), "草莓烂了");
  }

  @Test
  void whatIsNotEncryptedIsNotBelievedWhereThereIsAKey() {
    refuses(shop, Callback.plain(SHOP, HELLO, NOW), Refusal.PLAIN);
  }

  /** WxJava's fromEncryptedJson opens it without looking at msg_signature. */
  @Test
  void theSignatureOfWhatIsEncryptedIsChecked() {
    Callback good = Callback.encrypted(SHOP, HELLO, NOW);
    refuses(shop, good.with("msg_signature", ""), Refusal.MESSAGE_SIGNATURE);
    refuses(
        shop,
        good.with("msg_signature", String.valueOf(good.query().get("signature"))),
        Refusal.MESSAGE_SIGNATURE);
    Callback other = Callback.encrypted(SHOP, Callback.text("oLin", "另一句"), NOW);
    refuses(shop, good.withBody(other.body()), Refusal.MESSAGE_SIGNATURE);
  }

  @Test
  void theSignatureOfTheAddressIsChecked() {
    Callback good = Callback.encrypted(SHOP, HELLO, NOW);
    refuses(shop, good.with("signature", ""), Refusal.SIGNATURE);
    refuses(shop, good.with("signature", "0".repeat(40)), Refusal.SIGNATURE);
    refuses(shop, good.with("nonce", "1"), Refusal.SIGNATURE);
    refuses(shop, good.with("nonce", ""), Refusal.SIGNATURE);
    refuses(shop, good.with("timestamp", ""), Refusal.SIGNATURE);
    refuses(shop, Callback.encrypted(ACCOUNT, HELLO, NOW), Refusal.SIGNATURE);
  }

  @Test
  void whatIsSignedRightlyForAnotherAppIsNotBelieved() {
    String sealed = new MessageKey(SHOP.encodingAesKey()).seal(new byte[3], ACCOUNT.appId());
    refuses(shop, Callback.carrying(SHOP, sealed, false, NOW), Refusal.SEALED_OTHERWISE);
  }

  @Test
  void whatIsOldOrAheadIsNotBelieved() {
    Duration second = Duration.ofSeconds(1);
    believes(shop, Callback.encrypted(SHOP, HELLO, NOW.minus(OpenCallback.OLDEST)), "草莓烂了");
    believes(shop, Callback.encrypted(SHOP, HELLO, NOW.plus(OpenCallback.AHEAD)), "草莓烂了");
    refuses(
        shop,
        Callback.encrypted(SHOP, HELLO, NOW.minus(OpenCallback.OLDEST).minus(second)),
        Refusal.OLD);
    refuses(
        shop,
        Callback.encrypted(SHOP, HELLO, NOW.plus(OpenCallback.AHEAD).plus(second)),
        Refusal.OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "+1", "1e9", "٣", "999999999999", "9999999999999999999999"})
  void whatIsNoTimeIsNotBelieved(String time) {
    refuses(shop, Callback.encrypted(SHOP, HELLO, NOW).with("timestamp", time), Refusal.OLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{",
        "{}{}",
        "{\"a\":\"1\",\"a\":\"2\"}",
        "{\"a\":[[[[[[[[[[]]]]]]]]]]}",
        "<xml><a>1</a><a>2</a></xml>",
        "<xml><a>1</a>",
        "<!DOCTYPE xml><xml><Content>1</Content></xml>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Content>&e;</Content></xml>",
        "<xml><Content>&nbsp;</Content></xml>",
        "<xml><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></xml>"
      })
  void whatCannotBeReadInOneWayIsRefused(String body) {
    refuses(plain, Callback.plain(PLAIN, body, NOW), Refusal.UNREADABLE);
    refuses(shop, Callback.encrypted(SHOP, body, NOW), Refusal.UNREADABLE);
  }

  @Test
  void entitiesThatGrowAreNotFollowed() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 40; i++) {
      bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    bomb.append("]><xml><Content>&a39;</Content></xml>");
    refuses(plain, Callback.plain(PLAIN, bomb.toString(), NOW), Refusal.UNREADABLE);
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    refuses(
        plain,
        Callback.plain(PLAIN, HELLO, NOW).withBody(new byte[] {'{', '"', (byte) 0xff, '"'}),
        Refusal.UNREADABLE);
  }

  private static void believes(OpenCallback app, Callback callback, String said) {
    assertThat(app.open(callback.asked(), callback.body()))
        .isInstanceOfSatisfying(
            Opened.Believed.class,
            believed -> {
              assertThat(believed.fields().get("Content")).isEqualTo(said);
              assertThat(believed.fields().get("FromUserName")).isEqualTo("oLin");
              assertThat(believed.toString()).doesNotContain(said, "oLin");
            });
  }

  private static void refuses(OpenCallback app, Callback callback, Refusal why) {
    assertThat(app.open(callback.asked(), callback.body())).isEqualTo(new Opened.Refused(why));
  }
}
