package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.wechat.WechatApps.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.channel.HttpReply;
import io.xianda.channel.SharedService;
import io.xianda.conversation.Author;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.order.DemoShop;
import io.xianda.storage.KeyedHash;
import io.xianda.wechatdouble.Talk;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A claim with a photo, and then a person: the same wherever the shopper writes. */
class EveryChannelTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String UNION = DemoShop.UNION_ID + "wu";
  private static final Set<String> OWNERS = new HashSet<>();

  private final Conversations conversations = part(Conversations.class);

  enum Where {
    WEB,
    MINI_PROGRAM,
    OFFICIAL_ACCOUNT,
    APP
  }

  /** How somebody writes there. */
  private interface Phone {

    void says(String text);

    void shows(byte[] jpeg) throws IOException;

    ConversationId conversation();
  }

  @ParameterizedTest
  @EnumSource
  void isOneDialogueWithOneShopper(Where where) throws IOException {
    xianda().at("/api/v1/demo/reset").posts(Map.of());
    Phone phone = phone(where);

    phone.says("草莓烂了两成");
    isTold(phone, "照片");
    phone.shows(picture());
    isTold(phone, "确认这样处理吗");
    phone.says("对");
    isTold(phone, "已受理");
    phone.says("我要找人工");
    await().atMost(SOON).until(() -> found(phone).state() != ConversationState.BOT);

    // By the signature of the shop, by logging in, by following: always the same.
    OWNERS.add(found(phone).shopper().value());
    assertThat(OWNERS).containsExactly("wu");
    assertThat(found(phone).channel().name()).isEqualTo(where.name());
  }

  private Phone phone(Where where) {
    return switch (where) {
      case WEB, APP -> signed(where);
      case MINI_PROGRAM -> wechat("shop");
      case OFFICIAL_ACCOUNT -> wechat("account");
    };
  }

  private static Phone signed(Where where) {
    String signature =
        new KeyedHash(SharedService.USER_SECRET.getBytes(StandardCharsets.UTF_8)).of("wu", UNION);
    HttpReply session =
        xianda()
            .at("/api/v1/sessions")
            .posts(
                Map.of(
                    "channel",
                    where.name(),
                    "user",
                    Map.of("id", "wu", "unionId", UNION, "signature", signature)));
    String token = session.json().path("token").asString();
    String conversation = session.json().path("conversation").asString();
    String address = "/api/v1/conversations/" + conversation;
    return new Phone() {
      @Override
      public void says(String text) {
        sends(Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text));
      }

      @Override
      public void shows(byte[] jpeg) throws IOException {
        var form = new ByteArrayOutputStream();
        form.write(
            "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        form.write(jpeg);
        form.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        String name =
            xianda()
                .at(address + "/photos")
                .withToken(token)
                .with("Content-Type", "multipart/form-data; boundary=b")
                .posts(form.toByteArray())
                .json()
                .path("name")
                .asString();
        sends(Map.of("clientMessageId", UUID.randomUUID().toString(), "photos", List.of(name)));
      }

      private void sends(Map<String, ?> message) {
        assertThat(xianda().at(address + "/messages").withToken(token).posts(message).status())
            .isEqualTo(200);
      }

      @Override
      public ConversationId conversation() {
        return new ConversationId(UUID.fromString(conversation));
      }
    };
  }

  private static Phone wechat(String app) {
    String openId = Wechat.openId();
    DOUBLE.callbacks().goTo(xianda().address());
    Talk talk = DOUBLE.talk(app, openId);
    talk.isKnownAs(UNION);
    if (app.equals("shop")) {
      // The mini-program's page logs in when it is opened; customer messages come after.
      assertThat(
              xianda()
                  .at("/api/v1/sessions/wechat")
                  .posts(Map.of("app", app, "code", DOUBLE.loginCode(app, openId)))
                  .status())
          .isEqualTo(200);
    }
    return new Phone() {
      @Override
      public void says(String text) {
        Wechat.isAcknowledged(talk.says(text));
      }

      @Override
      public void shows(byte[] jpeg) {
        Wechat.isAcknowledged(talk.shows(jpeg));
      }

      @Override
      public ConversationId conversation() {
        return new ConversationId(
            part(JdbcClient.class)
                .sql("select conversation from wechat_thread where openid_hash = :hash")
                .param("hash", part(HashOpenIds.class).of("openid", app, openId))
                .query(UUID.class)
                .single());
      }
    };
  }

  private Conversation found(Phone phone) {
    return conversations.find(phone.conversation()).orElseThrow();
  }

  private void isTold(Phone phone, String words) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          List<Message> said =
              conversations.after(phone.conversation(), 0, 100).stream()
                  .filter(message -> message.author() == Author.BOT)
                  .toList();
          assertThat(said).isNotEmpty();
          assertThat(said.getLast().text()).contains(words);
        });
  }

  private static byte[] picture() throws IOException {
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    return jpeg.toByteArray();
  }
}
