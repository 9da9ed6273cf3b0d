package io.xianda.chatwoot;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.chatwoot.ChatwootDouble.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.channel.HttpReply;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bot answers in Chatwoot until people do. */
class ChatwootPathTest {

  private static final Duration SOON = Duration.ofSeconds(40);

  private final long chat = ThreadLocalRandom.current().nextLong(1, 1L << 50);
  private final Conversations conversations = part(Conversations.class);
  private final JdbcClient database = part(JdbcClient.class);
  private long messages = chat * 4;

  private static String message(
      long chat, long id, String status, Instant at, String text, String more) {
    return """
    {"event": "message_created", "id": %d, "content": "%s", "message_type": "incoming",
     "private": false, "content_type": "text", "account": {"id": 3, "name": "shop"},
     "inbox": {"id": 7, "name": "web"},
     "sender": {"id": %d, "name": "小林", "identifier": null, "type": "contact"},
     "conversation": {"id": %d, "inbox_id": 7, "status": "%s", "updated_at": %s,
       "contact_inbox": {"hmac_verified": false}}%s}\
    """
        .formatted(id, text, chat, chat, status, at.toEpochMilli() / 1000.0, more);
  }

  private static String conversation(long chat, String event, String status, Instant at) {
    return """
    {"event": "%s", "id": %d, "inbox_id": 7, "status": "%s", "updated_at": %s}\
    """
        .formatted(event, chat, status, at.toEpochMilli() / 1000.0);
  }

  private static HttpReply posts(String body) {
    return posts(body, ChatwootDouble.SECRET, ChatwootDouble.SIGNING, Instant.now());
  }

  private static HttpReply posts(String body, String secret, String signing, Instant at) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(signing.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signature =
          HexFormat.of()
              .formatHex(
                  mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
      return xianda()
          .at("/chatwoot/" + secret + "/callback")
          .with("X-Chatwoot-Timestamp", Long.toString(at.getEpochSecond()))
          .with("X-Chatwoot-Signature", "sha256=" + signature)
          .postsJson(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String says(String text) {
    String message = message(chat, ++messages, "pending", Instant.now(), text, "");
    assertThat(posts(message).status()).isEqualTo(200);
    return message;
  }

  private Conversation ours() {
    return conversations
        .find(
            new ConversationId(
                database
                    .sql(
                        "select conversation from chatwoot_talk where chat = :chat order by place desc limit 1")
                    .param("chat", chat)
                    .query(UUID.class)
                    .single()))
        .orElseThrow();
  }

  private List<Message> record() {
    return conversations.after(ours().id(), 0, 100);
  }

  private void isGivenToPeople() {
    says("转人工");
    for (int i = 0; i < 3 && ours().state() != ConversationState.SERVED; i++) {
      int before = i + 1;
      await().atMost(SOON).until(() -> DOUBLE.saidIn(chat).size() >= before);
      if (ours().state() != ConversationState.SERVED) {
        says("转人工");
      }
    }
    await()
        .atMost(SOON)
        .until(() ->
            DOUBLE.doneIn(chat).contains(new ChatwootDouble.Done(chat, "toggle_status", "open")));
  }

  @Test
  void whatAContactSaysIsAnsweredOnceHoweverOftenItIsTold() {
    String message = says("运费多少");
    posts(message);
    await().atMost(SOON).until(() -> !DOUBLE.saidIn(chat).isEmpty());
    posts(message);
    assertThat(record()).filteredOn(each -> each.clientId() != null).hasSize(1);
    assertThat(DOUBLE.saidIn(chat).getFirst()).contains("39元");
    await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> DOUBLE.saidIn(chat).size() == 1);
  }

  @Test
  void whatCanBeChosenIsNumberedAndTheNumberIsUnderstood() {
    says("你好");
    await().atMost(SOON).until(() -> !DOUBLE.saidIn(chat).isEmpty());
    conversations.tell(
        ours().id(),
        List.of(
            new Part.Choices(
                List.of(new Part.Option("查物流", "我的快递到哪了"), new Part.Option("退款", "我要退款")))));
    part(ChatwootChannel.class).serve(ours().id());
    assertThat(DOUBLE.saidIn(chat).getLast()).isEqualTo("1. 查物流\n2. 退款\n回复 1、2 选择");
    says("2");
    assertThat(record().stream().map(Message::text)).contains("我要退款");
  }

  @Test
  void whoeverWantsAPersonGetsThemInChatwootAndNotInOurQueue() {
    isGivenToPeople();
    assertThat(ours().state()).isEqualTo(ConversationState.SERVED);
    assertThat(
            database
                .sql("select count(*) from handoff where conversation = :id")
                .param("id", ours().id().value())
                .query(Integer.class)
                .single())
        .isZero();
    List<ChatwootDouble.Done> done = DOUBLE.doneIn(chat);
    assertThat(done.stream().skip(done.size() - 3).map(ChatwootDouble.Done::what))
        .containsExactly("note", "assignments", "toggle_status");
    assertThat(done.get(done.size() - 3).value()).contains("鲜答转人工", "专席：general");
    assertThat(done.get(done.size() - 2).value())
        .isEqualTo(Long.toString(ChatwootDouble.AFTER_SALE));
    int before = DOUBLE.doneIn(chat).size();
    assertThat(
            posts(message(chat, ++messages, "open", Instant.now().plusSeconds(1), "在吗", ""))
                .status())
        .isEqualTo(200);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .until(() -> DOUBLE.doneIn(chat).size() == before);
  }

  @Test
  void whatWasSaidBeforeAndComesLateDoesNotWakeTheBot() {
    Instant before = Instant.now().minusSeconds(5);
    isGivenToPeople();
    posts(message(chat, ++messages, "pending", before, "我还在等", ""));
    assertThat(ours().state()).isEqualTo(ConversationState.SERVED);
  }

  @Test
  void whenChatwootGivesItBackTheBotGoesOnAndWhenItIsResolvedItIsOver() {
    isGivenToPeople();
    Instant later = Instant.now().plusSeconds(5);
    posts(conversation(chat, "conversation_status_changed", "pending", later));
    assertThat(ours().state()).isEqualTo(ConversationState.BOT);
    int before = DOUBLE.saidIn(chat).size();
    posts(message(chat, ++messages, "pending", later.plusSeconds(1), "运费多少", ""));
    await().atMost(SOON).until(() -> DOUBLE.saidIn(chat).size() > before);
    ConversationId first = ours().id();
    posts(conversation(chat, "conversation_resolved", "resolved", later.plusSeconds(2)));
    assertThat(ours().state()).isEqualTo(ConversationState.CLOSED);
    posts(message(chat, ++messages, "pending", later.plusSeconds(3), "你好", ""));
    assertThat(ours().id()).isNotEqualTo(first);
  }

  @Test
  void aPersonWhoTakesItUnaskedSilencesTheBot() {
    says("你好");
    await().atMost(SOON).until(() -> !DOUBLE.saidIn(chat).isEmpty());
    posts(conversation(chat, "conversation_opened", "open", Instant.now().plusSeconds(1)));
    assertThat(ours().state()).isEqualTo(ConversationState.SERVED);
    assertThat(DOUBLE.doneIn(chat)).noneMatch(done -> done.what().equals("toggle_status"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 401, 429, 500, 503})
  void whatChatwootDoesNotTakeNowIsTriedAgain(int status) {
    DOUBLE.next(chat, status);
    says("运费多少");
    await().atMost(SOON).until(() -> DOUBLE.saidIn(chat).size() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 422})
  void whatChatwootWillNeverTakeIsSaidInTheRecord(int status) {
    DOUBLE.next(chat, status);
    says("运费多少");
    await()
        .atMost(SOON)
        .until(() -> record().stream().anyMatch(each -> each.text().contains("Chatwoot 没有收下")));
    assertThat(DOUBLE.saidIn(chat)).isEmpty();
  }

  @Test
  void aCrashBetweenMarkAndCallIsMadeGood() {
    says("运费多少");
    await().atMost(SOON).until(() -> DOUBLE.saidIn(chat).size() == 1);
    database
        .sql("update chatwoot_out set state = 'sending', next_at = now() where conversation = :id")
        .param("id", ours().id().value())
        .update();
    await().atMost(SOON).until(() -> DOUBLE.saidIn(chat).size() == 2);
  }

  @Test
  void whoDoesNotKnowTheSecretsChangesNothing() {
    String message = message(chat, 1, "pending", Instant.now(), "你好", "");
    assertThat(
            posts(message, "another-secret-of-the-address", ChatwootDouble.SIGNING, Instant.now())
                .status())
        .isEqualTo(404);
    assertThat(posts(message, ChatwootDouble.SECRET, "another", Instant.now()).status())
        .isEqualTo(403);
    assertThat(
            posts(
                    message,
                    ChatwootDouble.SECRET,
                    ChatwootDouble.SIGNING,
                    Instant.now().minusSeconds(400))
                .status())
        .isEqualTo(403);
    assertThat(
            xianda()
                .at("/chatwoot/" + ChatwootDouble.SECRET + "/callback")
                .postsJson(message)
                .status())
        .isEqualTo(403);
    assertThat(talks()).isZero();
  }

  private int talks() {
    return database
        .sql("select count(*) from chatwoot_talk where chat = :chat")
        .param("chat", chat)
        .query(Integer.class)
        .single();
  }

  @Test
  void whatIsNoneOfABotsBusinessIsLeftAlone() {
    Instant now = Instant.now();
    String message = message(chat, chat, "pending", now, "你好", "");
    for (String other :
        List.of(
            message.replace("\"incoming\"", "\"outgoing\""),
            message.replace("\"private\": false", "\"private\": true"),
            message.replace("message_created", "message_updated"),
            message.replace("\"inbox\": {\"id\": 7", "\"inbox\": {\"id\": 8"),
            message.replace("\"type\": \"contact\"", "\"type\": \"agent_bot\""),
            message.replace("\"pending\"", "\"open\""),
            message.replace("\"你好\"", "\"\""),
            conversation(chat, "conversation_created", "pending", now),
            "{\"event\": \"webwidget_triggered\"}",
            "{}",
            "[1, 2]",
            "no json")) {
      assertThat(posts(other).status()).as(other).isEqualTo(200);
    }
    assertThat(talks()).isZero();
  }

  @Test
  void aVerifiedContactIsTheShopsOwnShopper() {
    String id = "cw" + UUID.randomUUID().toString().substring(0, 8);
    posts(
        message(chat, ++messages, "pending", Instant.now(), "你好", "")
            .replace("\"identifier\": null", "\"identifier\": \"" + id + "\"")
            .replace("\"hmac_verified\": false", "\"hmac_verified\": true"));
    assertThat(ours().shopper().value()).isEqualTo(id);
  }

  @Test
  void anUnverifiedContactIsAGuestWhateverItCallsItself() {
    posts(
        message(chat, ++messages, "pending", Instant.now(), "你好", "")
            .replace("\"identifier\": null", "\"identifier\": \"wu\""));
    assertThat(ours().shopper().isGuest()).isTrue();
  }
}
