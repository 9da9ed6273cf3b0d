package io.xianda.channel;

import static io.xianda.channel.SharedService.expiredToken;
import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The WebSocket way of messages, as docs/websocket.md describes it. */
class ChatSocketTest {

  private static final int LARGEST_FRAME = 16 * 1024;

  @Test
  void aHelloIsWelcomed() {
    Shopper guest = guest();
    guest.says("你好").isAnswered();
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.hello(guest.token(), guest.conversation(), 0);
      JsonNode welcome = socket.next("welcome");
      assertThat(welcome.path("id").asString()).isEqualTo("h1");
      assertThat(welcome.path("conversation").asString()).isEqualTo(guest.conversation());
      assertThat(welcome.path("seq").asLong()).isEqualTo(2);
      assertThat(welcome.path("state").asString()).isEqualTo("bot");
      assertThat(socket.nextMessages(2)).isEqualTo(guest.conversationSoFar());
    }
  }

  @Test
  void whatIsSaidIsAcknowledgedShownAndAnswered() {
    Shopper guest = guest();
    try (ChatClient socket = guest.opensSocket(0)) {
      socket.says("m1", "几点能送到");
      assertThat(socket.isAcknowledged("m1")).isEqualTo(1);
      assertThat(socket.nextMessage()).isEqualTo(new Said(1, "shopper", "m1", "几点能送到"));
      Said reply = socket.nextMessage();
      assertThat(reply.isByBot()).isTrue();
      assertThat(reply.seq()).isEqualTo(2);
      assertThat(reply.text()).contains("登录");
    }
  }

  @Test
  void theBotIsSeenTyping() {
    try (ChatClient socket = guest().opensSocket(0)) {
      socket.says("m1", "你好");
      assertThat(socket.next("typing").path("on").asBoolean()).isTrue();
      assertThat(socket.next("typing").path("on").asBoolean()).isFalse();
      assertThat(socket.nextBotMessage().text()).isNotBlank();
    }
  }

  @Test
  void aChangeOfStateIsTold() {
    Shopper guest = guest();
    try (ChatClient socket = guest.opensSocket(0)) {
      socket.says("m1", "转人工");
      JsonNode state = socket.next("state");
      assertThat(state.path("state").asString()).isEqualTo("queued");
      assertThat(state.path("conversation").asString()).isEqualTo(guest.conversation());
    }
  }

  @Test
  void aPingIsAnsweredAlsoBeforeHello() {
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.pings("p1");
      assertThat(socket.next("pong").path("id").asString()).isEqualTo("p1");
    }
  }

  @Test
  void messagesInQuickSuccessionAreOneTurn() {
    Shopper guest = guest();
    try (ChatClient socket = guest.opensSocket(0)) {
      socket.says("m1", "你好");
      socket.says("m2", "我想问一下");
      socket.says("m3", "坏果怎么赔");
      assertThat(socket.nextMessages(4))
          .extracting(Said::author)
          .containsExactly("shopper", "shopper", "shopper", "bot");
      socket.says("m4", "谢谢");
      assertThat(socket.nextMessages(2)).extracting(Said::author).containsExactly("shopper", "bot");
    }
    assertThat(guest.conversationWithoutGap()).hasSize(6);
  }

  @Test
  void aRepeatedMessageIsAcknowledgedAgainAndShownOnce() {
    Shopper guest = guest();
    try (ChatClient socket = guest.opensSocket(0)) {
      socket.says("m1", "你好");
      assertThat(socket.isAcknowledged("m1")).isEqualTo(1);
      assertThat(socket.nextBotMessage().seq()).isEqualTo(2);
      socket.says("m1", "你好");
      assertThat(socket.isAcknowledged("m1")).isEqualTo(1);
      assertThat(socket.left("message")).isEmpty();
    }
    assertThat(guest.says("m1", "你好").isAnswered().repeated()).isTrue();
    assertThat(guest.conversationWithoutGap()).hasSize(2);
  }

  @Test
  void aClientThatComesBackGetsExactlyWhatItMissed() {
    Shopper guest = guest();
    long seen;
    try (ChatClient socket = guest.opensSocket(0)) {
      socket.says("m1", "你好");
      seen = socket.nextBotMessage().seq();
    }
    guest.says("m2", "几点能送到").isAnswered();
    guest.says("m3", "坏果怎么赔").isAnswered();
    try (ChatClient socket = guest.opensSocket(seen)) {
      List<Said> missed = socket.nextMessages(4);
      assertThat(missed).isEqualTo(guest.conversationSoFar().subList((int) seen, (int) seen + 4));
      socket.says("m4", "谢谢");
      assertThat(socket.nextMessages(2)).extracting(Said::seq).containsExactly(7L, 8L);
      assertThat(socket.left("message")).isEmpty();
    }
  }

  @Test
  void aClientThatHasAllOrClaimsMoreGetsNothingTwiceAndTheNextMessage() {
    Shopper guest = guest();
    guest.says("你好").isAnswered();
    try (ChatClient upToDate = guest.opensSocket(2);
        ChatClient ahead = guest.opensSocket(99)) {
      assertThat(upToDate.left("message")).isEmpty();
      assertThat(ahead.left("message")).isEmpty();
      guest.says("m2", "谢谢").isAnswered();
      assertThat(upToDate.nextMessages(2)).extracting(Said::seq).containsExactly(3L, 4L);
      assertThat(ahead.nextMessages(2)).extracting(Said::seq).containsExactly(3L, 4L);
    }
  }

  @Test
  void everySocketOfAShopperSeesEverythingOnce() {
    Shopper guest = guest();
    try (ChatClient phone = guest.opensSocket(0);
        ChatClient tablet = guest.opensSocket(0)) {
      phone.says("m1", "你好");
      List<Said> first = phone.nextMessages(2);
      assertThat(tablet.nextMessages(2)).isEqualTo(first);
      tablet.says("m2", "谢谢");
      List<Said> second = tablet.nextMessages(2);
      assertThat(phone.nextMessages(2)).isEqualTo(second);
      guest.says("m3", "再见").isAnswered();
      assertThat(phone.nextMessages(2)).isEqualTo(tablet.nextMessages(2));
      assertThat(phone.left("message")).isEmpty();
      assertThat(tablet.left("message")).isEmpty();
      assertThat(guest.conversationWithoutGap()).hasSize(6).startsWith(first.getFirst());
    }
  }

  @Test
  void messagesSaidAtTheSameTimeStandInOneOrderWithoutAGap() throws Exception {
    Shopper guest = guest();
    List<ChatClient> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        sockets.add(guest.opensSocket(0));
      }
      try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 20; i++) {
          String id = "m" + i;
          ChatClient socket = sockets.get(i % sockets.size());
          hands.execute(() -> socket.says(id, "你好"));
        }
      }
      var acknowledged = new TreeSet<Long>();
      for (ChatClient socket : sockets) {
        for (int i = 0; i < 5; i++) {
          acknowledged.add(socket.next("ack").path("seq").asLong());
        }
      }
      assertThat(acknowledged).hasSize(20);
      // This one stands behind all of them, and its reply behind the replies to all of them.
      long last = guest.says("谢谢").isAnswered().replies().getLast().seq();
      List<Said> record = guest.conversationWithoutGap();
      assertThat(record).hasSize((int) last);
      assertThat(record.stream().filter(Said::isByShopper)).hasSize(21);
      assertThat(record.stream().map(Said::seq)).containsAll(acknowledged);
      for (ChatClient socket : sockets) {
        List<Said> seen = socket.nextMessages((int) last);
        assertThat(seen).isEqualTo(record);
        assertThat(seen.stream().mapToLong(Said::seq))
            .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
      }
    } finally {
      sockets.forEach(ChatClient::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c"})
  void aBadTokenClosesTheSocket(String token) {
    Shopper guest = guest();
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.hello(token, guest.conversation(), 0);
      socket.isRefused("h1", 401, "unauthorized");
      socket.isClosedWith(4401);
    }
  }

  @Test
  void anExpiredTokenClosesTheSocketAndSaysSo() {
    Shopper guest = guest();
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.hello(expiredToken(guest.id()), guest.conversation(), 0);
      socket.isRefused("h1", 401, "token-expired");
      socket.isClosedWith(4401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "00000000-0000-4000-8000-000000000000"})
  void anUnknownConversationClosesTheSocket(String conversation) {
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.hello(guest().token(), conversation, 0);
      socket.isRefused("h1", 404, "no-conversation");
      socket.isClosedWith(4404);
    }
  }

  @Test
  void anotherShoppersConversationClosesTheSocket() {
    Shopper owner = guest();
    owner.says("我的秘密").isAnswered();
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.hello(guest().token(), owner.conversation(), 0);
      socket.isRefused("h1", 404, "no-conversation");
      socket.isClosedWith(4404);
    }
  }

  @Test
  void nothingIsSaidBeforeHello() {
    Shopper guest = guest();
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.says("m1", "你好");
      socket.isRefused("m1", 401, "unauthorized");
      socket.isClosedWith(4401);
    }
    assertThat(guest.conversationSoFar()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "{", "[]", "null", "7", "\"say\"", "{} {}", ""})
  void aFrameThatCannotBeReadIsRefusedAndTheSocketStaysOpen(String frame) {
    try (ChatClient socket = guest().opensSocket(0)) {
      socket.sendsRaw(frame);
      socket.isRefused(null, 400, "malformed");
      socket.isOpen();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"type\":\"dance\"}", "{\"type\":7}", "{\"type\":null}"})
  void aFrameThatMeansNothingIsRefusedAndTheSocketStaysOpen(String frame) {
    try (ChatClient socket = guest().opensSocket(0)) {
      socket.sendsRaw(frame);
      socket.isRefused(null, 400, "invalid");
      socket.isOpen();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "\"x\"", "1e999999", "null", "{}", "99999999999999999999999"})
  void aPlaceThatIsNoneIsTakenAsTheBeginningOrTheEnd(String after) {
    Shopper guest = guest();
    try (ChatClient socket = ChatClient.connectedTo(xianda())) {
      socket.sendsRaw(
          """
          {"type":"hello","id":"h1","token":"%s","conversation":"%s","after":%s}
          """
              .formatted(guest.token(), guest.conversation(), after));
      assertThat(socket.next("welcome").path("seq").asLong()).isZero();
      socket.isOpen();
    }
  }

  @Test
  void aMessageThatIsRefusedLeavesTheSocketOpen() {
    Shopper guest = guest();
    try (ChatClient socket = guest.opensSocket(0)) {
      socket.says("m1", " \u200b");
      socket.isRefused("m1", 400, "empty-message");
      socket.sends(Map.of("type", "say", "id", "m2"));
      socket.isRefused("m2", 400, "empty-message");
      socket.says("no id", "你好");
      socket.isRefused("no id", 400, "invalid");
      socket.says("m3", "a".repeat(10_001));
      socket.isRefused("m3", 413, "too-large");
      socket.says("m4", "你好");
      assertThat(socket.isAcknowledged("m4")).isEqualTo(1);
    }
  }

  @Test
  void aFrameJustSmallEnoughIsReadAndALargerOneClosesTheSocket() {
    try (ChatClient socket = guest().opensSocket(0)) {
      socket.sendsRaw(pingOfBytes(LARGEST_FRAME));
      assertThat(socket.next("pong").path("id").asString()).isEqualTo("p");
      socket.sendsRaw(pingOfBytes(LARGEST_FRAME + 1));
      socket.isClosedWith(1009);
    }
  }

  @Test
  void aFrameIsMeasuredInBytes() {
    try (ChatClient socket = guest().opensSocket(0)) {
      String text = "鲜".repeat(LARGEST_FRAME / 3);
      socket.sendsRaw("{\"type\":\"ping\",\"id\":\"p\",\"x\":\"" + text + "\"}");
      socket.isClosedWith(1009);
    }
  }

  private static String pingOfBytes(int bytes) {
    String start = "{\"type\":\"ping\",\"id\":\"p\",\"x\":\"";
    return start + "x".repeat(bytes - start.length() - 2) + "\"}";
  }
}
