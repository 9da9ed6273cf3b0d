package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.wechat.WechatApps.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.xianda.desk.Whisper;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import io.xianda.wechatdouble.Bubble;
import io.xianda.wechatdouble.Callbacks.Delivered;
import io.xianda.wechatdouble.Fault;
import io.xianda.wechatdouble.Talk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of WeChat's whole way share: one shopper of an app, and what stands of her. */
abstract class Wechat {

  static final String SEND = "/cgi-bin/message/custom/send";
  static final String REMIND = "/cgi-bin/message/subscribe";
  static final Duration SOON = Duration.ofSeconds(40);

  final Conversations conversations = part(Conversations.class);
  final JdbcClient database = part(JdbcClient.class);
  final String lin = openId();
  private final String app;
  final Talk phone;

  Wechat(String app) {
    this.app = app;
    this.phone = DOUBLE.talk(app, lin);
  }

  Wechat() {
    this("shop");
  }

  static String openId() {
    return "oLin" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }

  @BeforeEach
  void callbacksGoToTheService() {
    DOUBLE.callbacks().goTo(xianda().address());
  }

  @AfterEach
  void wechatIsWellAgain() {
    DOUBLE.faults().clear();
    DOUBLE.callbacks().repeat(1);
    DOUBLE.callbacks().releaseBackwards();
  }

  void fails(String path, int code) {
    DOUBLE.faults().plan(path, lin, new Fault.Code(code), 1);
  }

  void says(String text) {
    isAcknowledged(phone.says(text));
  }

  static void isAcknowledged(Delivered delivered) {
    assertThat(delivered.acknowledged()).as("%s", delivered).isTrue();
    assertThat(delivered.status()).isEqualTo(200);
  }

  /** What has come to the phone, subscription messages left out. */
  List<Bubble> bubbles() {
    return phone.received().stream().filter(each -> !each.kind().equals("subscription")).toList();
  }

  List<Bubble> reminders() {
    return phone.received().stream().filter(each -> each.kind().equals("subscription")).toList();
  }

  void isAnswered(int times) {
    await().atMost(SOON).until(() -> bubbles().size() == times);
  }

  ConversationId conversation() {
    String hash = part(HashOpenIds.class).of("openid", app, lin);
    return new ConversationId(
        database
            .sql("select conversation from wechat_thread where openid_hash = :hash")
            .param("hash", hash)
            .query(UUID.class)
            .single());
  }

  List<Message> record() {
    return conversations.after(conversation(), 0, 100);
  }

  /** What agents are told about the conversation. */
  List<String> notes() {
    return part(Desk.class).whispers(conversation(), 0, 100).stream().map(Whisper::text).toList();
  }

  List<String> states() {
    return database
        .sql("select state from wechat_out where conversation = :id order by place")
        .param("id", conversation().value())
        .query((row, n) -> String.valueOf(row.getString("state")))
        .list();
  }

  HttpReply logsIn(String code) {
    return xianda().at("/api/v1/sessions/wechat").posts(Map.of("app", app, "code", code));
  }

  /** An agent takes the conversation, and takes no others. */
  AgentId isServed() {
    String name = "li-" + UUID.randomUUID().toString().substring(0, 8);
    var agent = new AgentId(name);
    part(Agents.class).employ(agent, "小李", 5, Map.of(new SkillGroup("general"), 2));
    part(Agents.class).become(agent, Presence.BUSY);
    String token =
        part(StaffTokens.class)
            .issue(new Staff(name, Set.of(StaffRole.AGENT)), Duration.ofHours(1))
            .value();
    xianda()
        .at("/api/v1/desk/conversations/" + conversation() + "/take")
        .withToken(token)
        .posts(Map.of())
        .isOk();
    return agent;
  }

  void replies(AgentId agent, Part part) {
    part(Desk.class)
        .say(
            agent,
            conversation(),
            new ClientMessageId(UUID.randomUUID().toString()),
            List.of(part));
  }
}
