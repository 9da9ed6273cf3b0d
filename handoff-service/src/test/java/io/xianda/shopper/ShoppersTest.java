package io.xianda.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.PeopleDatabase;
import io.xianda.SettableClock;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.desk.PastConversation;
import io.xianda.desk.PastConversations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of a shopper, on a real PostgreSQL. */
class ShoppersTest {

  private static final AgentId LI = new AgentId("li");
  private static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");
  private static final SettableClock CLOCK = new SettableClock(MORNING);

  private static PeopleDatabase database;
  private static ShopperNotes notes;
  private static ShopperTags tags;
  private static PastConversations past;

  private final ShopperId shopper = new ShopperId(UUID.randomUUID().toString());

  @BeforeAll
  static void start() throws Exception {
    database = new PeopleDatabase(CLOCK);
    notes = database.the(ShopperNotes.class);
    tags = database.the(ShopperTags.class);
    past = database.the(PastConversations.class);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @Test
  void notesAreSealedWrittenOnceAndReadTheNewestFirst() {
    notes.add(shopper, LI, new ClientMessageId("1"), "喜欢电话前先发消息");
    notes.add(shopper, LI, new ClientMessageId("1"), "再来一次");
    notes.add(shopper, LI, new ClientMessageId("2"), "家里有老人");

    assertThat(notes.of(shopper, 10))
        .extracting(ShopperNote::text)
        .containsExactly("家里有老人", "喜欢电话前先发消息");
    assertThat(notes.of(shopper, 1)).hasSize(1);
    List<byte[]> stored =
        database
            .jdbc()
            .sql("select body from shopper_note where shopper = :shopper")
            .param("shopper", shopper.value())
            .query((row, n) -> row.getBytes("body"))
            .list();
    assertThat(stored)
        .allSatisfy(body ->
            assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("老人", "电话"));
  }

  @Test
  void tagsComeFromTheListAndGoWithIt() {
    tags.add("老顾客");
    tags.add("老顾客");
    tags.add("过敏");
    tags.put(shopper, List.of("老顾客", "过敏"));
    assertThat(tags.of(shopper)).containsExactlyInAnyOrder("老顾客", "过敏");

    assertThatIllegalArgumentException().isThrownBy(() -> tags.put(shopper, List.of("别的")));
    assertThatIllegalArgumentException().isThrownBy(() -> tags.add("长".repeat(21)));
    tags.remove("过敏");
    assertThat(tags.of(shopper)).containsExactly("老顾客");
    tags.put(shopper, List.of());
    assertThat(tags.of(shopper)).isEmpty();
  }

  @Test
  void conversationsAreListedPageByPageWithoutTheOneAtHand() {
    ConversationId web = opened(Channel.WEB).id();
    ConversationId app = opened(Channel.APP).id();
    ConversationId mini = opened(Channel.MINI_PROGRAM).id();

    List<PastConversation> first = past.of(shopper, mini, null, 1);
    assertThat(first).extracting(PastConversation::id).containsExactly(app);
    assertThat(past.of(shopper, mini, first.getLast().id(), 5))
        .extracting(PastConversation::id)
        .containsExactly(web);
    assertThat(past.channels(shopper))
        .containsExactlyInAnyOrder(Channel.WEB, Channel.APP, Channel.MINI_PROGRAM);
  }

  @Test
  void messagesOfAllConversationsAreReadTheNewestFirst() {
    said(opened(Channel.WEB), "草莓坏了");
    said(opened(Channel.APP), "牛奶呢");

    assertThat(database.conversations().recentOf(shopper, 10))
        .extracting(placed -> placed.message().text())
        .containsExactly("牛奶呢", "草莓坏了");
    assertThat(database.conversations().recentOf(shopper, 1)).hasSize(1);
  }

  private Conversation opened(Channel channel) {
    CLOCK.pass(Duration.ofMinutes(1));
    return database.conversations().open(shopper, channel);
  }

  private static void said(Conversation in, String text) {
    database
        .conversations()
        .receive(in.id(), new ClientMessageId("m"), List.of(new Part.Text(text)), false);
  }
}
