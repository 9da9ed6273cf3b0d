package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.wechat.WechatApps.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.aftercare.Notifications;
import io.xianda.conversation.Part;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Presence;
import io.xianda.ticket.TicketNumber;
import io.xianda.wechatdouble.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat refuses, and what it does not answer. */
class WeChatErrorsTest extends Wechat {

  @ParameterizedTest
  @ValueSource(ints = {40001, 42001})
  void aTokenThatIsNoLongerGoodIsRenewedOnce(int code) {
    says("你好");
    isAnswered(1);
    int before = DOUBLE.tokensGiven();
    DOUBLE.tokensEnd(code == 42001);
    says("你好");
    isAnswered(2);
    assertThat(DOUBLE.tokensGiven()).isBetween(before + 1, before + 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {45015, 45047})
  void whatWeChatWillNotTakeNowIsHeldUntilTheShopperWrites(int code) {
    fails(SEND, code);
    says("你好");
    await().atMost(SOON).until(() -> states().contains("held"));
    assertThat(bubbles()).isEmpty();
    says("还在吗");
    await().atMost(SOON).until(() -> !bubbles().isEmpty());
    assertThat(states()).doesNotContain("held");
  }

  @ParameterizedTest
  @ValueSource(ints = {48001, 40003})
  void whatWillNeverBeTakenIsToldToTheAgentsAlone(int code) {
    fails(SEND, code);
    says("你好");
    await().atMost(SOON).until(() -> states().contains("undelivered"));
    await().atMost(SOON).until(() -> notes().stream().anyMatch(note -> note.contains("微信没有送达")));
    assertThat(record()).noneMatch(message -> message.text().contains("微信没有送达"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 45009, 45011})
  void whatWeChatIsTooBusyForIsTriedAgain(int code) {
    fails(SEND, code);
    says("你好");
    isAnswered(1);
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() {
    DOUBLE.faults().plan(SEND, lin, new Fault.Drop(), 1);
    says("你好");
    isAnswered(1);
  }

  @Test
  void whatNobodyAnswersInTimeIsTriedAgain() {
    DOUBLE.faults().plan(SEND, lin, new Fault.Silence(), 1);
    says("你好");
    isAnswered(1);
  }

  /** WeChat has no key by which it would notice: nobody can know. */
  @Test
  void anAnswerThatIsLostMakesItSaidTwiceAndCountedTwice() {
    DOUBLE.faults().plan(SEND, lin, new Fault.LostAnswer(), 1);
    says("你好");
    isAnswered(2);
    assertThat(phone.left()).isEqualTo(3);
    assertThat(left()).isEqualTo(3);
  }

  /** What is refused, or was never asked for, costs nothing. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 45009})
  void whatIsKnownNotToHaveGoneIsGivenBack(int code) {
    fails(SEND, code);
    says("你好");
    isAnswered(1);
    await().atMost(SOON).until(() -> states().equals(List.of("sent")));
    assertThat(left()).isEqualTo(4).isEqualTo(phone.left());
  }

  private int left() {
    return part(WechatRows.class).thread(conversation()).orElseThrow().budget().messageLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {45072, 45080, 45081})
  void typingThatIsRefusedKeepsNothingBack(int code) {
    fails("/cgi-bin/message/custom/typing", code);
    says("你好");
    isAnswered(1);
  }

  /** 0: the shopper has agreed; 43101: she has not; the others are faults of the settings. */
  @ParameterizedTest
  @ValueSource(ints = {0, 43101, 47003, 40037})
  void anAgentsReplyThatWeChatWillNotTakeIsRemindedOfAndLaterSaid(int code) {
    says("转人工");
    await().atMost(SOON).until(() -> !bubbles().isEmpty());
    AgentId agent = isServed();
    fails(SEND, 45015);
    if (code != 43101) {
      phone.accepts("reply-of-the-shop", 1);
    }
    if (code == 47003 || code == 40037) {
      fails(REMIND, code);
    }
    replies(agent, new Part.Text("马上为您处理"));
    await()
        .atMost(SOON)
        .until(() ->
            notes().stream().anyMatch(note -> note.contains(code == 0 ? "已经用订阅消息提醒" : "自动补发")));
    assertThat(record()).noneMatch(message -> message.text().contains("微信"));
    assertThat(reminders()).hasSize(code == 0 ? 1 : 0);
    says("在的");
    await()
        .atMost(SOON)
        .until(() -> bubbles().stream().anyMatch(each -> each.text().equals("马上为您处理")));
    part(Agents.class).become(agent, Presence.OFFLINE);
  }

  @Test
  void newsOfATicketThatCannotBeSaidAreRemindedOfByTheirOwnTemplate() {
    says("你好");
    isAnswered(1);
    phone.accepts("progress-of-the-shop", 1);
    fails(SEND, 45047);
    var message =
        conversations.tell(
            conversation(), List.of(new Part.Text("您的工单 T20261123-0001 已经有同事在处理了，请您耐心等待")));
    part(Notifications.class)
        .ticketMoved(
            conversations.find(conversation()).orElseThrow(),
            new TicketNumber("T20261123-0001"),
            Notifications.About.PROGRESS,
            message.text());
    await().atMost(SOON).until(() -> reminders().size() == 1);
    assertThat(reminders().getFirst().text()).contains("T20261123-0001").contains("…");
    assertThat(reminders().getFirst().more()).containsEntry("page", "pages/ticket");
  }

  @Test
  void newsOfATicketThatAreSaidAreNotRemindedOf() {
    says("你好");
    isAnswered(1);
    phone.accepts("progress-of-the-shop", 1);
    var message = conversations.tell(conversation(), List.of(new Part.Text("处理好了")));
    part(Notifications.class)
        .ticketMoved(
            conversations.find(conversation()).orElseThrow(),
            new TicketNumber("T20261123-0001"),
            Notifications.About.PROGRESS,
            message.text());
    isAnswered(2);
    await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> reminders().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"40029, 400", "40163, 400", "45011, 429", "40226, 403", "40013, 502", "-1, 503"})
  void aCodeThatWeChatDoesNotTakeIsToldAsSuch(int code, int status) {
    String given = DOUBLE.loginCode("shop", lin);
    fails("/sns/jscode2session", code);
    assertThat(logsIn(given).status()).isEqualTo(status);
  }

  @Test
  void aCodeIsGoodOnceAndNotForARiskyPerson() {
    String given = DOUBLE.loginCode("shop", lin);
    assertThat(logsIn(given).status()).isEqualTo(200);
    assertThat(logsIn(given).status()).isEqualTo(400);
    assertThat(logsIn("invented").status()).isEqualTo(400);
    phone.isRisky();
    assertThat(logsIn(DOUBLE.loginCode("shop", lin)).status()).isEqualTo(403);
  }
}
