package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.wechat.WechatApps.ACCOUNT;
import static io.xianda.wechat.WechatApps.PLAIN;
import static io.xianda.wechat.WechatApps.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever is not WeChat gets nowhere: nothing is stored, and nothing breaks. */
class HostileCallbackTest {

  private static final int MANY = 10_000;
  private static final long SEED = 20_261_123;

  private final Random random = new Random(SEED);
  private final JdbcClient database = part(JdbcClient.class);
  private Map<String, Long> before = Map.of();

  @BeforeEach
  void countsWhatThereIs() {
    before = rows();
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void theCheckOfTheAddressRepeatsOnlyWhatIsSigned() {
    Callback signed =
        Callback.plain(SHOP, "", Instant.now()).with("echostr", "5837397576500011341");
    HttpReply good = check("shop", signed);
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.body()).isEqualTo("5837397576500011341");

    assertThat(check("shop", signed.with("signature", "0".repeat(40))).status()).isEqualTo(403);
    assertThat(check("account", signed).status()).isEqualTo(403);
    assertThat(check("shop", signed.with("echostr", "<script>")).status()).isEqualTo(400);
    assertThat(check("shop", signed.with("echostr", "")).status()).isEqualTo(400);
    Callback old =
        Callback.plain(SHOP, "", Instant.now().minus(Duration.ofMinutes(6))).with("echostr", "1");
    assertThat(check("shop", old).status()).isEqualTo(403);
  }

  @Test
  void anAppThatIsNotConfiguredHasNoAddress() {
    Callback signed = Callback.encrypted(SHOP, Callback.text("oLin", "在吗"), Instant.now());
    assertThat(post("nowhere", signed).status()).isEqualTo(404);
    assertThat(check("nowhere", signed).status()).isEqualTo(404);
    assertThat(xianda().at("/wechat/shop/callback").sendsJson("PUT", "{}").status()).isEqualTo(404);
    assertThat(xianda().at("/wechat/shop").gets().status()).isEqualTo(404);
  }

  @Test
  void whatIsSignedForOneAppOpensNoOther() {
    Callback signed = Callback.encrypted(ACCOUNT, Callback.text("oLin", "在吗"), Instant.now());
    assertThat(post("shop", signed).status()).isEqualTo(403);
  }

  @Test
  void aReplayOfAnHourAgoIsRefused() {
    Instant then = Instant.now().minus(Duration.ofHours(1));
    Callback old = Callback.encrypted(SHOP, Callback.text("oLin", "在吗"), then);
    assertThat(post("shop", old).status()).isEqualTo(403);
    // With a new time, nothing is signed.
    Callback renewed = old.with("timestamp", Long.toString(Instant.now().getEpochSecond()));
    assertThat(post("shop", renewed).status()).isEqualTo(403);
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    Callback large = Callback.plain(PLAIN, "{\"a\":\"" + "x".repeat(70_000), Instant.now());
    assertThat(post("plain", large).status()).isEqualTo(413);
    Callback huge = large.withBody(new byte[3_000_000]);
    assertThat(post("plain", huge).status()).isEqualTo(413);
  }

  @Test
  void bombsAndEntitiesAreRefused() {
    for (String bomb :
        List.of(
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><xml><b>&b;</b></xml>",
            "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><b>1</b></xml>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><b>&e;</b></xml>",
            "<xml>" + "<a>".repeat(20_000),
            "{\"a\":" + "[".repeat(60_000),
            "{\"a\":1" + "0".repeat(60_000) + "}",
            "{\"a\":1e999999999}x",
            "<xml" + " a=\"1\"".repeat(9_000) + "/>")) {
      assertThat(post("plain", Callback.plain(PLAIN, bomb, Instant.now())).status()).isEqualTo(400);
      // And where it was sealed by who has the key.
      HttpReply sealed = post("shop", Callback.encrypted(SHOP, bomb, Instant.now()));
      assertThat(sealed.status()).isIn(400, 413);
    }
  }

  /** Good callbacks of which something was changed, and noise. */
  @Test
  void tenThousandChangedAndRandomCallbacksComeToNothing() {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < MANY; i++) {
      HttpReply reply = post(random.nextInt(20) == 0 ? "plain" : "shop", changed());
      statuses.merge(reply.status(), 1, Integer::sum);
      assertThat(reply.body()).isEmpty();
    }
    assertThat(statuses.keySet()).isSubsetOf(400, 403, 413);
  }

  private Callback changed() {
    Instant now = Instant.now();
    Callback good = Callback.encrypted(SHOP, Callback.text("oLin", "草莓烂了" + random.nextInt()), now);
    return switch (random.nextInt(8)) {
      case 0 -> good.withBody(flipped(good.body().clone()));
      case 1 -> good.withBody(Arrays.copyOf(good.body(), random.nextInt(good.body().length - 1)));
      case 2 -> good.with("signature", noise(40));
      case 3 -> good.with("msg_signature", random.nextBoolean() ? "" : noise(40));
      case 4 -> good.with("nonce", noise(10)).with("timestamp", noise(10));
      case 5 -> Callback.plain(SHOP, Callback.text("oLin", "没有加密"), now);
      case 6 -> {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        yield good.withBody(bytes);
      }
      default -> {
        // The signature holds, and what it covers is noise.
        byte[] bytes = new byte[32 * (1 + random.nextInt(4))];
        random.nextBytes(bytes);
        yield Callback.carrying(
            SHOP, java.util.Base64.getEncoder().encodeToString(bytes), random.nextBoolean(), now);
      }
    };
  }

  /** One bit of what is encrypted; what stands around it is signed by nobody. */
  private byte[] flipped(byte[] body) {
    String whole = new String(body, StandardCharsets.ISO_8859_1);
    int from = whole.indexOf("Encrypt\":\"") + 10;
    int at = from + random.nextInt(body.length - 2 - from);
    body[at] ^= (byte) (1 << random.nextInt(7));
    return body;
  }

  private String noise(int length) {
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < length; i++) {
      noise.append((char) (' ' + random.nextInt(95)));
    }
    return noise.toString();
  }

  private static HttpReply post(String app, Callback callback) {
    return xianda()
        .at("/wechat/" + app + "/callback?" + callback.address())
        .with("Content-Type", "application/json")
        .posts(callback.body());
  }

  private static HttpReply check(String app, Callback callback) {
    return xianda().at("/wechat/" + app + "/callback?" + callback.address()).gets();
  }

  /** Of WeChat's conversations and tables; other tests have theirs beside. */
  private Map<String, Long> rows() {
    List<String> tables =
        new ArrayList<>(
            database
                .sql(
                    "select table_name from information_schema.tables where table_name like 'wechat%'")
                .query(String.class)
                .list());
    Map<String, Long> rows = new TreeMap<>();
    for (String table : tables) {
      rows.put(table, count(table));
    }
    rows.put("conversation", count("conversation where channel not in ('web')"));
    return rows;
  }

  private long count(String from) {
    return database.sql("select count(*) from " + from).query(Long.class).single();
  }
}
