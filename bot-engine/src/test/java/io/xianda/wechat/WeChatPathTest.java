package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.wechat.WechatApps.DOUBLE;
import static io.xianda.wechat.WechatApps.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Desk;
import io.xianda.desk.Presence;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole way: a callback is stored and answered, within what WeChat allows to say. */
class WeChatPathTest {

  private static final String SEND = "/cgi-bin/message/custom/send";
  private static final Duration SOON = Duration.ofSeconds(40);

  private final Conversations conversations = part(Conversations.class);
  private final JdbcClient database = part(JdbcClient.class);
  private final String lin = "oLin" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void whatAShopperWritesIsAnsweredOnceHoweverOftenWeChatRepeatsIt() {
    String message = Callback.text(lin, "你好");
    for (int i = 0; i < 3; i++) {
      says(message);
    }
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
    says(message);
    assertThat(record()).filteredOn(each -> each.clientId() != null).hasSize(1);
    await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
  }

  @Test
  void nothingOfItStandsReadableInTheDatabase() {
    says(Callback.text(lin, "我的草莓烂了"));
    await().atMost(SOON).until(() -> !DOUBLE.saidTo(lin).isEmpty());
    for (String table : List.of("wechat_shopper", "wechat_thread", "wechat_in", "wechat_out")) {
      assertThat(database.sql("select t::text from " + table + " t").query(String.class).list())
          .isNotNull()
          .allSatisfy(row -> assertThat(row).doesNotContain(lin, "草莓"));
    }
  }

  @Test
  void aPictureIsFetchedCheckedAndStored() throws IOException {
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    DOUBLE.has("media-" + lin, jpeg.toByteArray());
    says(event("image", "\"MsgId\":%d,\"MediaId\":\"media-%s\"".formatted(System.nanoTime(), lin)));
    await()
        .atMost(SOON)
        .until(() ->
            record().stream()
                .flatMap(message -> message.parts().stream())
                .anyMatch(Part.Image.class::isInstance));
  }

  @Test
  void aPictureThatCannotBeHadIsToldAsSuch() {
    says(event("image", "\"MsgId\":%d,\"MediaId\":\"nowhere\"".formatted(System.nanoTime())));
    await()
        .atMost(SOON)
        .until(() -> record().stream().anyMatch(message -> message.text().contains("没能收到")));
  }

  @Test
  void whoComesIsGreetedWithTheOrder() {
    DOUBLE.sees(lin, 2);
    String came =
        event("event", "\"Event\":\"user_enter_tempsession\",\"SessionFrom\":\"order=X20261123\"");
    assertThat(post(came).body()).isEqualTo("success");
    post(came);
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
    assertThat(DOUBLE.saidTo(lin).getFirst().text()).contains("X20261123");
  }

  @Test
  void theLastOfTheBudgetIsKeptForAPersonAndTheRestWaitsForTheShopper() {
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
    for (int i = 0; i < 5; i++) {
      conversations.tell(conversation(), List.of(new Part.Text("通知" + i)));
      part(WechatChannel.class).serve(conversation());
    }
    assertThat(DOUBLE.saidTo(lin)).hasSize(4);
    says(Callback.text(lin, "你好"));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(DOUBLE.saidTo(lin))
                .as("what was held is one bubble")
                .anySatisfy(bubble -> assertThat(bubble.text()).contains("通知3", "通知4")));
  }

  @ParameterizedTest
  @ValueSource(ints = {40001, 42001})
  void aTokenThatIsNoLongerGoodIsRenewedOnce(int code) {
    int before = DOUBLE.tokensGiven();
    DOUBLE.next(lin, SEND, code);
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
    assertThat(DOUBLE.tokensGiven()).isBetween(before + 1, before + 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {45015, 45047})
  void whatWeChatWillNotTakeNowIsHeldUntilTheShopperWrites(int code) {
    DOUBLE.next(lin, SEND, code);
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> states().contains("held"));
    assertThat(DOUBLE.saidTo(lin)).isEmpty();
    says(Callback.text(lin, "还在吗"));
    await().atMost(SOON).until(() -> !DOUBLE.saidTo(lin).isEmpty());
    assertThat(states()).doesNotContain("held");
  }

  @ParameterizedTest
  @ValueSource(ints = {48001, 40003})
  void whatWillNeverBeTakenIsToldToTheAgent(int code) {
    DOUBLE.next(lin, SEND, code);
    says(Callback.text(lin, "你好"));
    await()
        .atMost(SOON)
        .until(() -> record().stream().anyMatch(message -> message.text().contains("微信没有送达")));
    assertThat(states()).containsExactly("undelivered");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 45009})
  void whatWasNotAnsweredIsTriedAgain(int code) {
    DOUBLE.next(lin, SEND, code);
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {45072, 45080, 45081})
  void typingThatIsRefusedKeepsNothingBack(int code) {
    DOUBLE.next(lin, "/cgi-bin/message/custom/typing", code);
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 43101, 47003, 40037})
  void anAgentsReplyThatWeChatWillNotTakeIsRemindedOfAndLaterSaid(int code) {
    String agent = "li-" + UUID.randomUUID().toString().substring(0, 8);
    part(Agents.class).employ(new AgentId(agent), "小李", 5, Map.of(new SkillGroup("general"), 2));
    part(Agents.class).become(new AgentId(agent), Presence.BUSY);
    says(Callback.text(lin, "转人工"));
    await().atMost(SOON).until(() -> !DOUBLE.saidTo(lin).isEmpty());
    Ask desk = xianda().at("/api/v1/desk/conversations/" + conversation() + "/take");
    desk.withToken(token(agent)).posts(Map.of()).isOk();
    DOUBLE.next(lin, SEND, 45015);
    if (code != 0) {
      DOUBLE.next(lin, "/cgi-bin/message/subscribe/send", code);
    }
    int before = DOUBLE.saidTo(lin).size();
    part(Desk.class)
        .say(
            new AgentId(agent),
            conversation(),
            new ClientMessageId("a1"),
            List.of(new Part.Text("马上为您处理")));
    await()
        .atMost(SOON)
        .until(() ->
            record().stream()
                .anyMatch(message -> message.text().contains(code == 0 ? "已经用订阅消息提醒" : "自动补发")));
    assertThat(DOUBLE.saidTo(lin).stream().skip(before).map(WechatDouble.Said::what))
        .containsExactlyElementsOf(code == 0 ? List.of("subscription") : List.of());
    says(Callback.text(lin, "在的"));
    await()
        .atMost(SOON)
        .until(
            () -> DOUBLE.saidTo(lin).stream().anyMatch(bubble -> bubble.text().equals("马上为您处理")));
    part(Agents.class).become(new AgentId(agent), Presence.OFFLINE);
  }

  @Test
  void aReplyGoesWhereTheShopperWroteLast() {
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
    HttpReply login = logsIn("code-" + lin);
    assertThat(login.body()).doesNotContain("never-to-be-seen", lin);
    assertThat(login.json().path("conversation").asString()).isEqualTo(conversation().toString());
    xianda()
        .at("/api/v1/conversations/" + conversation() + "/messages")
        .withToken(login.json().path("token").asString())
        .posts(Map.of("clientMessageId", "page-1", "text", "几点送到"));
    await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 1);
    says(Callback.text(lin, "你好"));
    await().atMost(SOON).until(() -> DOUBLE.saidTo(lin).size() == 2);
  }

  @ParameterizedTest
  @CsvSource({"40029, 400", "40163, 400", "45011, 429", "40226, 403", "40013, 502", "-1, 503"})
  void aCodeThatWeChatDoesNotTakeIsToldAsSuch(int code, int status) {
    assertThat(logsIn(Integer.toString(code)).status()).isEqualTo(status);
  }

  private static HttpReply logsIn(String code) {
    return xianda().at("/api/v1/sessions/wechat").posts(Map.of("app", "shop", "code", code));
  }

  private static String token(String agent) {
    return part(StaffTokens.class)
        .issue(new Staff(agent, Set.of(StaffRole.AGENT)), Duration.ofHours(1))
        .value();
  }

  private void says(String message) {
    DOUBLE.hears(lin);
    HttpReply reply = post(message);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("success");
  }

  private static HttpReply post(String message) {
    Callback callback = Callback.encrypted(SHOP, message, Instant.now());
    return xianda()
        .at("/wechat/shop/callback?" + callback.address())
        .with("Content-Type", "application/json")
        .posts(callback.body());
  }

  private String event(String type, String fields) {
    return "{\"ToUserName\":\"gh\",\"FromUserName\":\"%s\",\"CreateTime\":1482048670,\"MsgType\":\"%s\",%s}"
        .formatted(lin, type, fields);
  }

  private ConversationId conversation() {
    String hash = part(HashOpenIds.class).of("openid", "shop", lin);
    return new ConversationId(
        database
            .sql("select conversation from wechat_thread where openid_hash = :hash")
            .param("hash", hash)
            .query(UUID.class)
            .single());
  }

  private List<Message> record() {
    return conversations.after(conversation(), 0, 100);
  }

  private List<String> states() {
    return database
        .sql("select state from wechat_out where conversation = :id order by place")
        .param("id", conversation().value())
        .query((row, n) -> String.valueOf(row.getString("state")))
        .list();
  }
}
