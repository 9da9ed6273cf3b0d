package io.xianda.channel;

import static io.xianda.channel.SharedService.expiredToken;
import static io.xianda.channel.SharedService.foreignToken;
import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.shopper;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xianda.conversation.Conversations;
import io.xianda.identity.IdentitySettings;
import io.xianda.identity.ShopperTokens;
import io.xianda.identity.SignedUsers;
import io.xianda.order.DemoShop;
import io.xianda.person.Persons;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The REST way of messages, over a real port and a real database. */
class MessageApiTest {

  private static final int LARGEST_BODY = 64 * 1024;

  @Nested
  class ASession {

    @Test
    void opensForAShopperOfTheDemo() {
      JsonNode session = xianda().opensSession(Map.of("shopper", "lin")).isOk().json();
      assertThat(session.path("shopper").path("id").asString()).isEqualTo("lin");
      assertThat(session.path("shopper").path("name").asString()).isEqualTo("林女士");
      assertThat(session.path("shopper").path("guest").asBoolean()).isFalse();
      assertThat(session.path("shop").asString()).isEqualTo("小满鲜生");
      assertThat(session.path("token").asString()).isNotBlank();
      assertThat(session.path("expiresAt").asString()).isNotBlank();
    }

    @Test
    void opensForAGuestWhoIsNobodyElse() {
      JsonNode session = xianda().opensSession(Map.of()).isOk().json();
      assertThat(session.path("shopper").path("guest").asBoolean()).isTrue();
      assertThat(session.path("state").asString()).isEqualTo("bot");
      assertThat(guest().id()).isNotEqualTo(guest().id());
    }

    @Test
    void leadsAShopperBackIntoTheOpenConversation() {
      assertThat(shopper("feng").conversation()).isEqualTo(shopper("feng").conversation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "林女士", "lin lin", "guest-1", "' or 1=1 --"})
    void isRefusedToWhomTheShopDoesNotKnow(String unknown) {
      xianda().opensSession(Map.of("shopper", unknown)).isRefused(400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"lin\"", "{} {}", "{\"shopper\":{}}"})
    void isRefusedWithoutAnObjectThatCanBeRead(String body) {
      xianda().at("/api/v1/sessions").postsJson(body).isRefused(400, "malformed");
    }

    @Test
    void mayBePickedFromTheDemoShop() {
      JsonNode shoppers = xianda().at("/api/v1/demo/shoppers").gets().isOk().json();
      assertThat(shoppers.valueStream().map(s -> s.path("id").asString()))
          .contains("lin", "chen", "zhao", "feng")
          .doesNotHaveDuplicates();
      assertThat(shoppers.valueStream())
          .allSatisfy(s -> assertThat(s.path("hint").asString()).isNotBlank());
    }

    @Test
    void cannotBePickedWhereThisIsNotTheDemo() {
      var sessions =
          new SessionsController(
              part(Conversations.class),
              part(ShopperTokens.class),
              new IdentitySettings(Duration.ofHours(12), false, List.of(), List.of()),
              DemoShop.shipped(Clock.systemUTC()),
              part(SignedUsers.class),
              part(Persons.class));
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(sessions::demoShoppers)
          .returns(Problem.NOT_FOUND, ProblemException::problem);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(
              () -> sessions.open(new SessionsController.NewSession("lin", null, null, null)))
          .returns(Problem.INVALID, ProblemException::problem);
      assertThat(
              sessions
                  .open(new SessionsController.NewSession(null, null, null, null))
                  .shopper()
                  .guest())
          .isTrue();
    }
  }

  @Nested
  class AMessage {

    @Test
    void isAnsweredInTheSameReply() {
      shopper("lin").says("几点能送到").isAnsweredWith("前送到");
      guest().says("几点能送到").isAnsweredWith("登录");
    }

    @Test
    void isShownAsItWasSaid() {
      HttpReply reply = guest().says("m-1", "你好，在吗？").isAnswered();
      assertThat(reply.message()).isEqualTo(new Said(1, "shopper", "m-1", "你好，在吗？"));
      assertThat(reply.repeated()).isFalse();
      assertThat(reply.json().path("state").asString()).isEqualTo("bot");
      assertThat(reply.json().path("message").path("at").asString()).endsWith("+08:00");
    }

    @Test
    void thatAsksForAPersonPutsTheConversationIntoTheQueue() {
      Shopper guest = guest();
      assertThat(guest.says("转人工").isAnswered().json().path("state").asString())
          .isEqualTo("queued");
      assertThat(guest.reads("").isOk().json().path("state").asString()).isEqualTo("queued");
    }

    @Test
    void repeatedIsStoredOnceAndAnsweredTheSame() {
      Shopper guest = guest();
      HttpReply first = guest.says("again", "几点能送到").isAnswered();
      guest.says("你好").isAnswered();
      HttpReply second = guest.says("again", "几点能送到").isAnswered();
      assertThat(second.repeated()).isTrue();
      assertThat(second.message()).isEqualTo(first.message());
      assertThat(second.replies()).isEqualTo(first.replies());
      assertThat(guest.conversationWithoutGap()).hasSize(4);
    }

    @Test
    void repeatedWhileTheFirstIsStillBeingAnsweredIsStoredOnce() throws Exception {
      Shopper guest = guest();
      try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<HttpReply> send = () -> guest.says("impatient", "坏果怎么赔");
        List<Future<HttpReply>> sent =
            senders.invokeAll(List.of(send, send, send, send, send, send));
        for (Future<HttpReply> reply : sent) {
          reply.get().isAnswered();
          assertThat(reply.get().message().seq()).isEqualTo(1);
          assertThat(reply.get().replies()).extracting(Said::seq).containsExactly(2L);
        }
      }
      assertThat(guest.conversationWithoutGap()).hasSize(2);
    }

    @Test
    void ofAnotherShopperMayHaveTheSameId() {
      guest().says("m-1", "你好").isAnswered();
      assertThat(guest().says("m-1", "你好").isAnswered().repeated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          " \n\t　",
          "\u200b\u200d\ufeff\u2060",
          "\u202e\u2066",
          "\u0000",
          "\u3164",
          "\u2800",
          "\ufe0f"
        })
    void ofNothingIsRefused(String nothing) {
      Shopper guest = guest();
      guest.says(nothing).isRefused(400, "empty-message");
      assertThat(guest.conversationSoFar()).isEmpty();
    }

    @Test
    void withoutTextIsRefused() {
      guest().sendsBody("{\"clientMessageId\":\"m1\"}").isRefused(400, "empty-message");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 10_000})
    void thatIsTooLongToReadIsStoredAndAnsweredWithACourteousWord(int length) {
      Shopper guest = guest();
      String text = "好".repeat(length);
      guest.says(text).isAnsweredWith("分成几条发");
      assertThat(guest.conversationWithoutGap().getFirst().text()).isEqualTo(text);
    }

    @Test
    void thatIsJustShortEnoughIsRead() {
      assertThat(guest().says("好".repeat(1_000)).isAnswered().replies().getLast().text())
          .doesNotContain("分成几条发");
    }

    @ParameterizedTest
    @ValueSource(ints = {10_001, 60_000})
    void beyondWhatIsStoredIsTooLarge(int length) {
      Shopper guest = guest();
      guest.says("a".repeat(length)).isRefused(413, "too-large");
      assertThat(guest.conversationSoFar()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "号", "", "a/b", "a\\nb"})
    void withABadIdIsRefused(String id) {
      guest()
          .sendsBody("{\"clientMessageId\":\"" + id + "\",\"text\":\"你好\"}")
          .isRefused(400, "invalid");
    }

    @Test
    void withAnIdOfSixtyFourCharactersIsTakenAndOfOneMoreRefused() {
      guest().says("a".repeat(64), "你好").isAnswered();
      guest().says("a".repeat(65), "你好").isRefused(400, "invalid");
    }

    @Test
    void withoutAnIdIsRefused() {
      guest().sendsBody("{\"text\":\"你好\"}").isRefused(400, "invalid");
    }

    @Test
    void withMarkupComesBackAsPlainText() {
      Shopper guest = guest();
      guest.says("<script>alert(1)</script>").isAnswered();
      assertThat(guest.conversationSoFar().getFirst().text())
          .isEqualTo("<script>alert(1)</script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001b[31m", "\\u202e", "\\uffff", "\\ue000"})
    void withControlCharactersIsAnswered(String strange) {
      guest()
          .sendsBody("{\"clientMessageId\":\"m1\",\"text\":\"几点能送到" + strange + "\"}")
          .isAnsweredWith("登录");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800"})
    void ofLoneSurrogatesIsNothing(String half) {
      guest()
          .sendsBody("{\"clientMessageId\":\"m1\",\"text\":\"" + half + "\"}")
          .isRefused(400, "empty-message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"几点\\ud800能送到", "几点能送到\\udc00", "\\ud83d几点能送到\\ude00"})
    void withALoneSurrogateInItIsAnswered(String text) {
      Shopper guest = guest();
      HttpReply reply =
          guest.sendsBody("{\"clientMessageId\":\"m1\",\"text\":\"" + text + "\"}").isAnswered();
      assertThat(reply.message().text()).contains("\uFFFD");
      assertThat(guest.conversationWithoutGap()).hasSize(2).first().isEqualTo(reply.message());
    }
  }

  @Nested
  class ABody {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "7", "{\"clientMessageId\":\"m\",\"text\":{}}"})
    void thatIsNoMessageIsRefused(String body) {
      guest().sendsBody(body).isRefused(400, "malformed");
    }

    static Stream<byte[]> notInUtf8() {
      return Stream.of(
          message(new byte[] {(byte) 0xff, (byte) 0xfe}),
          message(new byte[] {(byte) 0xe5, (byte) 0xa5}),
          message(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}),
          message("几点能送到".getBytes(Charset.forName("GBK"))));
    }

    private static byte[] message(byte[] text) {
      byte[] start = "{\"clientMessageId\":\"m1\",\"text\":\"".getBytes(StandardCharsets.UTF_8);
      byte[] body = new byte[start.length + text.length + 2];
      System.arraycopy(start, 0, body, 0, start.length);
      System.arraycopy(text, 0, body, start.length, text.length);
      body[body.length - 2] = '"';
      body[body.length - 1] = '}';
      return body;
    }

    @ParameterizedTest
    @MethodSource
    void notInUtf8(byte[] body) {
      Shopper guest = guest();
      guest.messages("").postsJson(body).isRefused(400, "malformed");
      assertThat(guest.conversationSoFar()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"text/plain", "application/xml", "garbage", "application/json;charset=x"})
    void ofAnotherTypeIsRefused(String type) {
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      guest()
          .messages("")
          .with("Content-Type", type)
          .posts(body)
          .isRefused(415, "unsupported-media-type");
    }

    @Test
    void withoutATypeIsRefused() {
      guest()
          .messages("")
          .posts("{}".getBytes(StandardCharsets.UTF_8))
          .isRefused(415, "unsupported-media-type");
    }

    @Test
    void ofSixtyFourKibibytesIsReadAndOfOneByteMoreIsTooLarge() {
      guest().messages("").postsJson(padded(LARGEST_BODY)).isAnswered();
      guest().messages("").postsJson(padded(LARGEST_BODY + 1)).isRefused(413, "too-large");
    }

    @Test
    void thatIsTooLargeIsRefusedAlsoWhenItDoesNotTellItsLength() {
      Shopper guest = guest();
      guest.messages("").postsJsonInChunks(padded(LARGEST_BODY + 1)).isRefused(413, "too-large");
      guest.messages("").postsJsonInChunks(padded(3 * LARGEST_BODY)).isRefused(413, "too-large");
      assertThat(guest.conversationSoFar()).isEmpty();
    }

    private static byte[] padded(int bytes) {
      String message = "{\"clientMessageId\":\"m1\",\"text\":\"你好\"";
      int length = message.getBytes(StandardCharsets.UTF_8).length + 1;
      return (message + " ".repeat(bytes - length) + "}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nestedDeeperThanAnyMessageIsTooLarge() {
      String deep = "{\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
      guest().sendsBody(deep).isRefused(413, "too-large");
    }
  }

  @Nested
  class TheRecord {

    @Test
    void isReadInItsOrderAndInPages() {
      Shopper guest = guest();
      for (int i = 1; i <= 3; i++) {
        guest.says("m" + i, "你好").isAnswered();
      }
      List<Said> all = guest.conversationWithoutGap();
      assertThat(all).extracting(Said::id).containsExactly("m1", "", "m2", "", "m3", "");
      assertThat(guest.reads("?after=2&limit=3").isOk().messages()).isEqualTo(all.subList(2, 5));
      assertThat(guest.reads("?after=5").isOk().messages()).isEqualTo(all.subList(5, 6));
      assertThat(guest.reads("?after=6").isOk().messages()).isEmpty();
      assertThat(guest.reads("?limit=1").isOk().messages()).isEqualTo(all.subList(0, 1));
    }

    @Test
    void isEmptyBeforeTheFirstMessageAndBeyondTheLast() {
      assertThat(guest().reads("").isOk().messages()).isEmpty();
      assertThat(guest().reads("?after=" + Long.MAX_VALUE).isOk().messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "?after=-1",
          "?after=x",
          "?after=99999999999999999999",
          "?limit=0",
          "?limit=201",
          "?limit=x",
          "?after=%FF",
          "?after=%00"
        })
    void isNotReadFromNowhere(String query) {
      guest().reads(query).isRefused(400, "invalid");
    }
  }

  @Nested
  class AConversation {

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "1", "%20", "00000000-0000-4000-8000-000000000000"})
    void thatDoesNotExistIsNotFound(String id) {
      Shopper lost = guest().lookingAt(id);
      lost.reads("").isRefused(404, "no-conversation");
      lost.says("你好").isRefused(404, "no-conversation");
    }

    @Test
    void ofAnotherShopperDoesNotExist() {
      Shopper owner = guest();
      owner.says("我的秘密").isAnswered();
      Shopper stranger = guest().lookingAt(owner.conversation());
      String refusal = stranger.reads("").isRefused(404, "no-conversation").body();
      stranger.says("你好").isRefused(404, "no-conversation");
      assertThat(refusal).doesNotContain("秘密");
      assertThat(owner.conversationSoFar()).hasSize(2);
    }

    static Stream<String> tokensThatAreNotGood() {
      String good = guest().token();
      return Stream.of(
          "x",
          "a.b.c",
          good.substring(0, good.length() - 3),
          good.substring(good.indexOf('.')),
          // {"alg":"none"}, {"sub":"lin","iss":"xianda"}
          "eyJhbGciOiJub25lIn0.eyJzdWIiOiJsaW4iLCJpc3MiOiJ4aWFuZGEifQ.",
          foreignToken("lin"));
    }

    @ParameterizedTest
    @MethodSource("tokensThatAreNotGood")
    void needsAGoodToken(String token) {
      Shopper lin = shopper("lin").holding(token);
      lin.reads("").isRefused(401, "unauthorized");
      lin.says("你好").isRefused(401, "unauthorized");
    }

    @Test
    void needsAToken() {
      String address = "/api/v1/conversations/" + guest().conversation() + "/messages";
      HttpReply reply = xianda().at(address).gets().isRefused(401, "unauthorized");
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
      xianda().at(address).posts(Map.of()).isRefused(401, "unauthorized");
      xianda()
          .at(address)
          .with("Authorization", "Basic eDp5")
          .gets()
          .isRefused(401, "unauthorized");
    }

    @Test
    void tellsThatATokenHasExpired() {
      Shopper lin = shopper("lin").holding(expiredToken("lin"));
      lin.reads("").isRefused(401, "token-expired");
      lin.says("你好").isRefused(401, "token-expired");
    }
  }

  @Nested
  class AnAddress {

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void refusesWhatItDoesNotDo(String method) {
      guest().messages("").sends(method).isRefused(405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/api/v1/nothing", "/actuator/env", "/index.php"})
    void thatIsUnknownIsNotFound(String path) {
      xianda().at(path).withToken(guest().token()).gets().isRefused(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/error", "/actuator/env"})
    void thatIsUnknownIsNotFoundWithoutATokenEither(String path) {
      xianda().at(path).gets().isRefused(404, "not-found");
      xianda().at(path).with("Authorization", "Bearer x").gets().isRefused(404, "not-found");
    }

    @Test
    void thatIsOpenToAllIsOpenToWhoHoldsAnOldTokenToo() {
      String old = "Bearer " + expiredToken("lin");
      xianda().at("/").with("Authorization", old).gets().isOk();
      xianda().at("/api/v1/sessions").with("Authorization", old).posts(Map.of()).isOk();
      xianda().at("/api/v1/demo/shoppers").with("Authorization", old).gets().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/actuator/health", "/actuator/health/readiness"})
    void mayBeAskedForItsHeadersOnly(String path) {
      assertThat(xianda().at(path).sends("HEAD").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
    void takesNoForms(String type) {
      xianda()
          .at("/api/v1/sessions")
          .with("Content-Type", type)
          .posts("--x".getBytes(StandardCharsets.UTF_8))
          .isRefused(415, "unsupported-media-type");
    }

    @Test
    void thatCannotBeDecodedIsAnInvalidRequest() {
      xianda()
          .at("/api/v1/sessions")
          .with("Content-Type", "application/x-www-form-urlencoded")
          .posts("a=%".getBytes(StandardCharsets.UTF_8))
          .isRefused(400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness"})
    void tellsWatchersThatTheServiceLives(String path) {
      assertThat(xianda().at(path).gets().isOk().json().path("status").asString()).isEqualTo("UP");
    }

    @Test
    void tellsWhetherTheServiceIsWell() {
      JsonNode health = xianda().at("/actuator/health").gets().isOk().json();
      assertThat(health.path("status").asString()).isEqualTo("UP");
      assertThat(health.has("components")).isFalse();
    }

    @Test
    void ofThePageCarriesSecurityHeaders() {
      HttpReply page = xianda().at("/").gets().isOk();
      assertThat(page.header("Content-Type")).startsWith("text/html");
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors")
          .doesNotContain("unsafe");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/",
          "/index.html",
          "/desk",
          "/desk/",
          "/desk/tickets/1",
          "/ops",
          "/widget.js",
          "/theme.js"
        })
    void ofThePageNeedsNoToken(String path) {
      xianda().at(path).gets().isOk();
    }

    @Test
    void neverNamesTheProgramBehindIt() {
      HttpReply refusal = guest().sendsBody("{").isRefused(400, "malformed");
      assertThat(refusal.header("Server")).isEmpty();
      assertThat(refusal.body()).doesNotContain("Exception", "org.", "tools.jackson", "trace");
    }
  }

  @Test
  void aShopperWhoComesBackFindsTheSameConversationWithANewToken() {
    Shopper before = shopper("feng");
    String id = UUID.randomUUID().toString();
    before.says(id, "你好").isAnswered();
    assertThat(shopper("feng").conversationSoFar()).extracting(Said::id).contains(id);
  }
}
