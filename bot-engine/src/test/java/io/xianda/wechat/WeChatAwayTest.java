package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;
import io.xianda.desk.Desk;
import org.junit.jupiter.api.Test;

/** An app whose handoffs go to WeChat's own desk, with callbacks in XML. */
class WeChatAwayTest extends Wechat {

  WeChatAwayTest() {
    super("away");
  }

  @Test
  void whoWantsAPersonIsPassedOnWithTheNextMessageAndNotToOurQueue() {
    says("转人工");
    await()
        .atMost(SOON)
        .until(() -> bubbles().stream().anyMatch(each -> each.text().contains("再发一条")));
    await()
        .atMost(SOON)
        .until(() ->
            conversations.find(conversation()).orElseThrow().state() == ConversationState.SERVED);
    assertThat(part(Desk.class).hands(conversation())).isEmpty();

    var delivered = phone.says("草莓烂了");
    assertThat(delivered.isTransferred()).isTrue();
    assertThat(phone.isAtWechatsDesk()).isTrue();
    assertThat(record().stream().map(Message::text)).contains("草莓烂了");
    assertThat(phone.says("在吗").isTransferred()).isTrue();

    part(Desk.class).getBack(conversation());
    int before = bubbles().size();
    assertThat(phone.says("你好").isTransferred()).isFalse();
    await().atMost(SOON).until(() -> bubbles().size() > before);
  }
}
