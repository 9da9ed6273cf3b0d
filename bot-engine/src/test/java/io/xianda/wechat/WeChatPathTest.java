package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.wechat.WechatApps.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.channel.HttpReply;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Presence;
import io.xianda.wechatdouble.Bubble;
import io.xianda.wechatdouble.Fault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole way: a callback is stored and answered, within what WeChat allows to say. */
class WeChatPathTest extends Wechat {

  @Test
  void whatAShopperWritesIsAnsweredOnceHoweverOftenWeChatRepeatsIt() {
    DOUBLE.callbacks().repeat(4);
    says("你好");
    isAnswered(1);
    assertThat(record()).filteredOn(each -> each.clientId() != null).hasSize(1);
    await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> bubbles().size() == 1);
  }

  @Test
  void whatComesInAnotherOrderIsStoredAndAnsweredOnce() {
    DOUBLE.callbacks().hold();
    List<String> said = List.of("你好", "运费多少", "会员卡多少钱");
    said.forEach(phone::says);
    DOUBLE.callbacks().releaseBackwards();
    await()
        .atMost(SOON)
        .until(() -> bubbles().stream().anyMatch(each -> each.text().contains("9.9")));
    assertThat(record().stream().filter(each -> each.clientId() != null).map(Message::text))
        .containsExactlyInAnyOrderElementsOf(said);
  }

  @Test
  void nothingOfItStandsReadableInTheDatabase() {
    says("我的草莓烂了");
    await().atMost(SOON).until(() -> !bubbles().isEmpty());
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
    isAcknowledged(phone.shows(jpeg.toByteArray()));
    await()
        .atMost(SOON)
        .until(() ->
            record().stream()
                .flatMap(message -> message.parts().stream())
                .anyMatch(Part.Image.class::isInstance));
  }

  @Test
  void aPictureThatCannotBeHadIsToldAsSuch() {
    isAcknowledged(phone.showsWhatIsLost());
    await()
        .atMost(SOON)
        .until(() -> record().stream().anyMatch(message -> message.text().contains("没能收到")));
  }

  @Test
  void wordsInAVoiceAndCardsAreMessages() {
    isAcknowledged(phone.speaks("运费多少"));
    isAcknowledged(phone.sendsCard("我的订单", "pages/order"));
    assertThat(record().stream().map(Message::text)).contains("运费多少", "【小程序卡片】我的订单");
  }

  @Test
  void whoComesIsGreetedOnceWithTheOrder() {
    DOUBLE.callbacks().repeat(2);
    isAcknowledged(phone.enters("order=X20261123"));
    isAnswered(1);
    assertThat(bubbles().getFirst().text()).contains("X20261123");
    await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> bubbles().size() == 1);
  }

  /** A crash in between must not leave whoever came without a greeting. */
  @Test
  void aGreetingStandsOrFallsWithTheArrival() {
    TransactionTemplate crash = new TransactionTemplate(part(PlatformTransactionManager.class));
    var fields =
        new CallbackFields(
            Map.of(
                "FromUserName",
                lin,
                "MsgType",
                "event",
                "CreateTime",
                "1482048670",
                "Event",
                "user_enter_tempsession",
                "SessionFrom",
                ""));
    crash.executeWithoutResult(status -> {
      part(TakeCallback.class).take(new AppName("shop"), fields);
      status.setRollbackOnly();
    });
    assertThat(bubbles()).isEmpty();
    part(TakeCallback.class).take(new AppName("shop"), fields);
    assertThat(record().stream().map(Message::text)).singleElement().asString().contains("这里是客服");
  }

  @Test
  void theLastOfTheBudgetIsKeptForAPersonAndTheRestWaitsForTheShopper() {
    says("你好");
    isAnswered(1);
    for (int i = 0; i < 5; i++) {
      conversations.tell(conversation(), List.of(new Part.Text("通知" + i)));
      part(WechatChannel.class).serve(conversation());
    }
    assertThat(bubbles()).hasSize(4);
    assertThat(phone.left()).isEqualTo(1);
    says("你好");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(bubbles())
                .as("what was held is one bubble")
                .anySatisfy(bubble -> assertThat(bubble.text()).contains("通知3", "通知4")));
  }

  /** The sweep finds what a crash has left between storing and sending. */
  @Test
  void whatWasStoredBeforeACrashIsSaid() {
    says("你好");
    isAnswered(1);
    conversations.tell(conversation(), List.of(new Part.Text("没人来得及说的话")));
    isAnswered(2);
  }

  @Test
  void whatWasBeingSaidWhenTheServiceFellIsSaidAgainOnceItsTimeIsOver() {
    says("你好");
    isAnswered(1);
    DOUBLE.faults().plan(SEND, lin, new Fault.Drop(), 1);
    conversations.tell(conversation(), List.of(new Part.Text("说了一半")));
    part(PlanReplies.class).plan(conversation());
    database
        .sql(
            """
            update wechat_out set state = 'sending', tries = 1, next_at = now() - interval '1 s'
            where conversation = :id and state = 'waiting'
            """)
        .param("id", conversation().value())
        .update();
    isAnswered(2);
    assertThat(states()).containsOnly("sent");
  }

  @Test
  void aReplyGoesWhereTheShopperWroteLast() {
    says("你好");
    isAnswered(1);
    HttpReply login = logsIn(DOUBLE.loginCode("shop", lin));
    assertThat(login.body()).doesNotContain(DOUBLE.sessionKey(lin).orElseThrow(), lin);
    assertThat(login.json().path("conversation").asString()).isEqualTo(conversation().toString());
    xianda()
        .at("/api/v1/conversations/" + conversation() + "/messages")
        .withToken(login.json().path("token").asString())
        .posts(Map.of("clientMessageId", "page-1", "text", "几点送到"));
    await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> bubbles().size() == 1);
    says("你好");
    isAnswered(2);
  }

  @Test
  void aReplyThatIsOneLinkIsACardAndBesideWordsALinkAmongThem() {
    says("你好");
    isAnswered(1);
    conversations.tell(conversation(), List.of(new Part.Link("看订单", "/pages/order?id=1")));
    isAnswered(2);
    Bubble card = bubbles().getLast();
    assertThat(card.kind()).isEqualTo("miniprogrampage");
    assertThat(card.more()).containsEntry("pagepath", "pages/order?id=1");
    conversations.tell(
        conversation(), List.of(new Part.Text("请看"), new Part.Link("看订单", "/pages/order?id=1")));
    isAnswered(3);
    assertThat(bubbles().getLast().text()).startsWith("请看\n<a href");
  }

  @Test
  void aCardWhosePictureIsGoneIsALinkInTheText() {
    fails(SEND, 40007);
    says("你好");
    await().atMost(SOON).until(() -> states().contains("undelivered"));
    fails(SEND, 40007);
    conversations.tell(conversation(), List.of(new Part.Link("看订单", "/pages/order")));
    isAnswered(1);
    assertThat(bubbles().getLast().kind()).isEqualTo("text");
  }

  /** callback → stored → answered → handoff → the agent's reply → seen on the phone. */
  @Test
  void anAgentTakesOverAndTheReplyIsOnThePhone() {
    says("转人工");
    await().atMost(SOON).until(() -> !bubbles().isEmpty());
    AgentId agent = isServed();
    replies(agent, new Part.Text("您好，我是小李"));
    await()
        .atMost(SOON)
        .until(() -> bubbles().stream().anyMatch(each -> each.text().equals("您好，我是小李")));
    part(Agents.class).become(agent, Presence.OFFLINE);
  }

  @Test
  void whoIsAnsweredByASlowApiIsAcknowledgedAtOnce() {
    DOUBLE.faults().plan("", lin, new Fault.Delay(Duration.ofSeconds(2)), 100);
    long slowest =
        IntStream.range(0, 5)
            .mapToLong(i -> {
              long start = System.nanoTime();
              says("运费多少" + i);
              return (System.nanoTime() - start) / 1_000_000;
            })
            .max()
            .orElseThrow();
    assertThat(slowest).as("milliseconds").isLessThan(1_500);
    await().atMost(SOON).until(() -> !bubbles().isEmpty());
  }

  @Test
  void aConversationKnowsWhereItIs() {
    says("你好");
    assertThat(conversations.find(conversation()).map(each -> each.state()))
        .contains(ConversationState.BOT);
    assertThat(Objects.requireNonNull(phone.account()).name()).isEqualTo("shop");
  }
}
