package io.xianda.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.AtOnce;
import io.xianda.PeopleDatabase;
import io.xianda.SettableClock;
import io.xianda.handoff.Briefing;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.ticket.NewTicket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The record of conversations, on a real PostgreSQL. */
class ConversationsTest {

  private static final Instant MORNING = Instant.parse("2026-11-22T00:30:00.123456789Z");
  private static final ShopperId WU = new ShopperId("wu");
  private static final ShopperId LI = new ShopperId("li");
  private static final Handoff FOR_SAFETY =
      new Handoff(new SkillGroup("food_safety"), Priority.URGENT, "food-safety");
  private static final Briefing BRIEFING =
      new Briefing("delivery.eta", null, List.of("尾号0001"), "calm", List.of("task"), List.of("三行"));
  private static final Handoff FOR_LOGISTICS =
      new Handoff(new SkillGroup("logistics"), Priority.NORMAL, "asked-for-person");

  private static final SettableClock CLOCK = new SettableClock(MORNING);
  private static PeopleDatabase database;
  private static Conversations conversations;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() throws Exception {
    database = new PeopleDatabase(CLOCK);
    conversations = database.conversations();
    jdbc = database.jdbc();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void anEmptyRecord() {
    jdbc.sql("truncate conversation cascade").update();
    CLOCK.set(MORNING);
  }

  @Nested
  class Opening {

    @Test
    void twiceGivesTheSameConversation() {
      Conversation first = conversations.open(WU, Channel.WEB);

      assertThat(conversations.open(WU, Channel.WEB)).isEqualTo(first);
      assertThat(conversations.find(first.id())).contains(first);
    }

    @Test
    void startsWithTheBotAndNoMessage() {
      Conversation fresh = conversations.open(WU, Channel.MINI_PROGRAM);

      assertThat(fresh)
          .isEqualTo(
              new Conversation(
                  fresh.id(), WU, Channel.MINI_PROGRAM, ConversationState.BOT, 0, 0, null));
      assertThat(conversations.after(fresh.id(), 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void givesEachChannelAConversationOfItsOwn(Channel channel) {
      for (Channel other : Channel.values()) {
        conversations.open(WU, other);
      }

      assertThat(conversations.open(WU, channel).channel()).isEqualTo(channel);
      assertThat(count("conversation")).isEqualTo(Channel.values().length);
    }

    @Test
    void givesEachShopperAConversationOfTheirOwn() {
      assertThat(conversations.open(LI, Channel.WEB).id())
          .isNotEqualTo(conversations.open(WU, Channel.WEB).id());
    }

    @Test
    void fromManyThreadsAtOnceGivesOneConversation() throws Exception {
      List<Conversation> opened = AtOnce.threads(16, i -> conversations.open(WU, Channel.WEB));

      assertThat(new HashSet<>(opened)).hasSize(1);
      assertThat(count("conversation")).isEqualTo(1);
    }

    @Test
    void afterTheLastOneWasClosedStartsANewOne() {
      ConversationId over = conversations.open(WU, Channel.WEB).id();
      putInState(over, ConversationState.CLOSED);

      Conversation fresh = conversations.open(WU, Channel.WEB);

      assertThat(fresh.id()).isNotEqualTo(over);
      assertThat(fresh.state()).isEqualTo(ConversationState.BOT);
      assertThat(conversations.find(over).orElseThrow().state())
          .isEqualTo(ConversationState.CLOSED);
    }

    @Test
    void anUnknownConversationIsNotFound() {
      assertThat(conversations.find(ConversationId.random())).isEmpty();
    }
  }

  @Nested
  class Receiving {

    private ConversationId id;

    @BeforeEach
    void aConversation() {
      id = conversations.open(WU, Channel.WEB).id();
    }

    @Test
    void aMessageStandsInTheRecordAsItWasSaid() {
      List<Part> parts = List.of(new Part.Text("草莓烂了一半"), new Part.Image("strawberry.jpg"));

      Received received = conversations.receive(id, new ClientMessageId("m1"), parts, true);

      assertThat(received.repeated()).isFalse();
      assertThat(received.message())
          .isEqualTo(
              new Message(
                  1,
                  Author.SHOPPER,
                  MORNING.truncatedTo(ChronoUnit.MICROS),
                  new ClientMessageId("m1"),
                  parts,
                  null,
                  0,
                  true,
                  null));
      assertThat(conversations.after(id, 0, 10)).containsExactly(received.message());
    }

    @Test
    void placesAreOneTwoThree() {
      assertThat(says(id, "m1", "在吗").message().seq()).isEqualTo(1);
      assertThat(says(id, "m2", "草莓烂了").message().seq()).isEqualTo(2);
      assertThat(says(id, "m3", "怎么办").message().seq()).isEqualTo(3);

      assertThat(conversations.find(id).orElseThrow().lastSeq()).isEqualTo(3);
    }

    @Test
    void placesHaveNoGapWhenManyWriteAtOnce() throws Exception {
      List<List<Long>> places =
          AtOnce.threads(
              16,
              thread ->
                  IntStream.range(0, 25)
                      .mapToObj(n -> says(id, "t" + thread + "-" + n, "第" + n + "条"))
                      .map(received -> received.message().seq())
                      .toList());

      assertThat(places.stream().flatMap(List::stream).sorted())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
      assertThat(places).allSatisfy(own -> assertThat(own).isSorted());
      assertThat(conversations.after(id, 0, 1000)).hasSize(400);
      assertThat(conversations.find(id).orElseThrow().lastSeq()).isEqualTo(400);
    }

    @Test
    void aRepeatedMessageIsStoredOnceAndGivesTheFirst() {
      Received first = says(id, "m1", "草莓烂了一半");
      CLOCK.pass(Duration.ofSeconds(3));

      Received again = says(id, "m1", "别的话");

      assertThat(again).isEqualTo(new Received(first.message(), true));
      assertThat(conversations.after(id, 0, 10)).containsExactly(first.message());
      assertThat(says(id, "m2", "怎么办").message().seq()).isEqualTo(2);
    }

    @Test
    void theSameMessageFromManyThreadsAtOnceIsStoredOnce() throws Exception {
      List<Received> all = AtOnce.threads(16, thread -> says(id, "m1", "第" + thread + "次"));

      assertThat(all).filteredOn(received -> !received.repeated()).hasSize(1);
      assertThat(conversations.after(id, 0, 10))
          .singleElement()
          .satisfies(stored -> assertThat(all).extracting(Received::message).containsOnly(stored));
    }

    @Test
    void theSameClientMessageIdInAnotherConversationIsAnotherMessage() {
      ConversationId other = conversations.open(LI, Channel.WEB).id();
      says(id, "m1", "我的");

      assertThat(says(other, "m1", "她的").repeated()).isFalse();
      assertThat(textsOf(conversations.after(id, 0, 10))).containsExactly("我的");
      assertThat(textsOf(conversations.after(other, 0, 10))).containsExactly("她的");
    }

    @Test
    void messagesAreReadAfterAPlaceInTheirOrderUpToALimit() {
      for (int n = 1; n <= 5; n++) {
        says(id, "m" + n, "第" + n + "条");
      }

      assertThat(textsOf(conversations.after(id, 0, 2))).containsExactly("第1条", "第2条");
      assertThat(textsOf(conversations.after(id, 2, 2))).containsExactly("第3条", "第4条");
      assertThat(textsOf(conversations.after(id, 4, 2))).containsExactly("第5条");
      assertThat(conversations.after(id, 5, 2)).isEmpty();
    }

    @Test
    void aMessageToAnUnknownConversationIsRefused() {
      ConversationId nowhere = ConversationId.random();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> says(nowhere, "m1", "在吗"))
          .withMessageContaining(nowhere.toString());
      assertThat(conversations.after(nowhere, 0, 10)).isEmpty();
      assertThat(conversations.unanswered(nowhere)).isEmpty();
    }
  }

  @Nested
  class Recording {

    private ConversationId id;

    @BeforeEach
    void twoMessagesWait() {
      id = conversations.open(WU, Channel.WEB).id();
      says(id, "m1", "草莓烂了");
      says(id, "m2", "一半不能吃");
    }

    @Test
    void aTurnIsStoredAsAWhole() {
      CLOCK.pass(Duration.ofSeconds(1));
      List<Part> parts =
          List.of(
              new Part.Text("请问是哪一单？"),
              new Part.Choices(List.of(new Part.Option("今天的草莓", "XD20261122001"))));

      Message reply =
          conversations
              .record(
                  id,
                  new BotTurn(
                      0,
                      2,
                      parts,
                      "order",
                      "{\"flow\":\"claim\"}",
                      ConversationState.QUEUED,
                      FOR_SAFETY,
                      null,
                      null,
                      "{\"policy\": \"safety\"}"))
              .orElseThrow();

      assertThat(reply)
          .isEqualTo(
              new Message(
                  3,
                  Author.BOT,
                  MORNING.plusSeconds(1).truncatedTo(ChronoUnit.MICROS),
                  null,
                  parts,
                  "order",
                  2,
                  false,
                  null));
      assertThat(conversations.after(id, 2, 10)).containsExactly(reply);
      assertThat(conversations.find(id))
          .contains(
              new Conversation(
                  id, WU, Channel.WEB, ConversationState.QUEUED, 3, 2, "{\"flow\":\"claim\"}"));
      assertThat(conversations.handoff(id)).contains(FOR_SAFETY);
      assertThat(conversations.trace(id, 3).map(JsonMapper.shared()::readTree))
          .contains(JsonMapper.shared().readTree("{\"policy\":\"safety\"}"));
    }

    @Test
    void theSameTurnAgainGivesNothingAndChangesNothing() {
      conversations.record(id, turn(0, 2, "已为您登记。"));
      Conversation stands = conversations.find(id).orElseThrow();
      List<Message> messages = conversations.after(id, 0, 10);
      CLOCK.pass(Duration.ofSeconds(1));

      Optional<Message> again = conversations.record(id, toPeople(0, 2, FOR_LOGISTICS));

      assertThat(again).isEmpty();
      assertThat(conversations.find(id)).contains(stands);
      assertThat(conversations.after(id, 0, 10)).isEqualTo(messages);
      assertThat(conversations.handoff(id)).isEmpty();
      assertThat(count("decision_trace")).isEqualTo(1);
    }

    @Test
    void ofManyThatAnswerTheSameTurnAtOnceExactlyOneWins() throws Exception {
      List<Optional<Message>> replies =
          AtOnce.threads(
              16,
              thread ->
                  conversations.record(
                      id,
                      new BotTurn(
                          0,
                          2,
                          List.of(new Part.Text("回答" + thread)),
                          null,
                          "memory " + thread,
                          ConversationState.BOT,
                          null,
                          null,
                          null,
                          "{\"thread\":" + thread + "}")));

      List<Integer> winners =
          IntStream.range(0, 16).filter(i -> replies.get(i).isPresent()).boxed().toList();
      assertThat(winners).hasSize(1);
      int winner = winners.getFirst();
      assertThat(textsOf(conversations.after(id, 2, 10))).containsExactly("回答" + winner);
      assertThat(conversations.find(id).orElseThrow().memory()).isEqualTo("memory " + winner);
      assertThat(conversations.trace(id, 3).orElseThrow()).endsWith(" " + winner + "}");
      assertThat(count("decision_trace")).isEqualTo(1);
    }

    @Test
    void aTurnThatCannotBeStoredWholeLeavesNothingBehind() {
      Conversation stands = conversations.find(id).orElseThrow();
      List<Message> messages = conversations.after(id, 0, 10);
      BotTurn withBrokenTrace =
          new BotTurn(
              0,
              2,
              List.of(new Part.Text("已转人工")),
              null,
              "memory",
              ConversationState.QUEUED,
              FOR_SAFETY,
              null,
              null,
              "not json");

      assertThatThrownBy(() -> conversations.record(id, withBrokenTrace))
          .hasMessageContaining("json");

      assertThat(conversations.find(id)).contains(stands);
      assertThat(conversations.after(id, 0, 10)).isEqualTo(messages);
      assertThat(conversations.handoff(id)).isEmpty();
      assertThat(conversations.record(id, turn(0, 2, "已为您登记。"))).isPresent();
    }

    @Test
    void whatIsLeftToBeDoneIsATicketOfTheReply() {
      var review =
          new NewTicket(
              new SkillGroup("aftersale"), Priority.NORMAL, "claim-in-review", "XM2606150005");
      var turn =
          new BotTurn(
              0,
              2,
              List.of(new Part.Text("已提交人工审核")),
              null,
              "{}",
              ConversationState.BOT,
              null,
              review,
              null,
              "{}");

      conversations.record(id, turn);
      conversations.record(id, turn);

      assertThat(database.tickets().of(id.value())).containsExactly(review);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVED", "CLOSED"})
    void theBotKeepsSilentWhereItHasNoWord(ConversationState state) {
      putInState(id, state);

      assertThat(conversations.record(id, turn(0, 2, "您好"))).isEmpty();
      assertThat(conversations.after(id, 2, 10)).isEmpty();
    }

    @Test
    void nothingIsRecordedInAnUnknownConversation() {
      assertThat(conversations.record(ConversationId.random(), turn(0, 2, "您好"))).isEmpty();
    }

    @Test
    void aReplyHasNoTraceButItsOwn() {
      conversations.record(id, turn(0, 2, "已为您登记。"));

      assertThat(conversations.trace(id, 3)).isPresent();
      assertThat(conversations.trace(id, 2)).isEmpty();
      assertThat(conversations.trace(ConversationId.random(), 3)).isEmpty();
    }

    @Test
    void theReplyIsFoundForEachMessageOfAGatheredTurn() {
      assertThat(conversations.replyTo(id, 1)).isEmpty();
      Message reply = conversations.record(id, turn(0, 2, "已为您登记。")).orElseThrow();
      says(id, "m3", "要多久");

      assertThat(conversations.replyTo(id, 1)).contains(reply);
      assertThat(conversations.replyTo(id, 2)).contains(reply);
      assertThat(conversations.replyTo(id, 4)).isEmpty();
    }

    @Test
    void eachTurnHasItsOwnReply() {
      Message first = conversations.record(id, turn(0, 2, "已为您登记。")).orElseThrow();
      says(id, "m3", "要多久");
      Message second = conversations.record(id, turn(2, 4, "一天之内。")).orElseThrow();

      assertThat(conversations.replyTo(id, 2)).contains(first);
      assertThat(conversations.replyTo(id, 4)).contains(second);
    }

    @Test
    void whatTheBotHasNotDealtWithIsUnanswered() {
      assertThat(textsOf(conversations.unanswered(id))).containsExactly("草莓烂了", "一半不能吃");

      // The third came while the bot thought about the first two.
      says(id, "m3", "要多久");
      conversations.record(id, turn(0, 2, "已为您登记。"));
      assertThat(textsOf(conversations.unanswered(id))).containsExactly("要多久");

      conversations.record(id, turn(2, 3, "一天之内。"));
      assertThat(conversations.unanswered(id)).isEmpty();
    }
  }

  @Nested
  class LeftBehind {

    @Test
    void isWhatWasStoredBeforeAMomentAndNotDealtWith() {
      ConversationId answered = conversations.open(WU, Channel.WEB).id();
      says(answered, "m1", "在吗");
      conversations.record(answered, turn(0, 1, "在的"));
      ConversationId forgotten = conversations.open(LI, Channel.WEB).id();
      says(forgotten, "m1", "在吗");
      CLOCK.pass(Duration.ofMinutes(1));
      ConversationId justNow = conversations.open(WU, Channel.APP).id();
      says(justNow, "m1", "在吗");

      assertThat(conversations.leftUnanswered(MORNING.plusSeconds(30), 10))
          .containsExactly(forgotten);
      assertThat(conversations.leftUnanswered(MORNING.minusSeconds(1), 10)).isEmpty();
      assertThat(conversations.leftUnanswered(MORNING.plusSeconds(90), 10))
          .containsExactly(forgotten, justNow);
    }

    @Test
    void isGivenOldestFirstUpToALimit() {
      List<ConversationId> ids = new ArrayList<>();
      for (ShopperId shopper : List.of(LI, WU, new ShopperId("an"))) {
        ConversationId id = conversations.open(shopper, Channel.WEB).id();
        says(id, "m1", "在吗");
        ids.add(id);
        CLOCK.pass(Duration.ofSeconds(1));
      }

      assertThat(conversations.leftUnanswered(CLOCK.instant(), 2))
          .containsExactly(ids.get(0), ids.get(1));
    }

    @Test
    void isStillTheBotsWhileAPersonIsOnTheWay() {
      ConversationId id = conversations.open(WU, Channel.WEB).id();
      says(id, "m1", "转人工");
      conversations.record(id, toPeople(0, 1, FOR_LOGISTICS));
      assertThat(conversations.leftUnanswered(MORNING.plusSeconds(1), 10)).isEmpty();

      says(id, "m2", "几点关门");

      assertThat(conversations.leftUnanswered(MORNING.plusSeconds(1), 10)).containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVED", "CLOSED"})
    void isNothingWhereTheBotHasNoWord(ConversationState state) {
      ConversationId id = conversations.open(WU, Channel.WEB).id();
      says(id, "m1", "在吗");
      putInState(id, state);

      assertThat(conversations.leftUnanswered(MORNING.plusSeconds(1), 10)).isEmpty();
    }
  }

  @Nested
  class HandingOver {

    private ConversationId id;

    @BeforeEach
    void aMessageWaits() {
      id = conversations.open(WU, Channel.WEB).id();
      says(id, "m1", "转人工");
    }

    @Test
    void theHandoffIsReadableOnlyWhileTheConversationIsQueued() {
      assertThat(conversations.handoff(id)).isEmpty();
      assertThat(queuedAt()).isEmpty();

      conversations.record(id, toPeople(0, 1, FOR_LOGISTICS));
      assertThat(conversations.handoff(id)).contains(FOR_LOGISTICS);
      assertThat(queuedAt()).contains(MORNING.truncatedTo(ChronoUnit.MICROS));

      says(id, "m2", "算了");
      conversations.record(id, turn(1, 3, "好的，我继续为您服务。"));
      assertThat(conversations.handoff(id)).isEmpty();
      assertThat(queuedAt()).isEmpty();
      assertThat(conversations.handoff(ConversationId.random())).isEmpty();
    }

    @Test
    void theSummaryOfItsBriefingMayBeWrittenAnew() {
      conversations.record(id, briefed(0, 1, BRIEFING));

      assertThat(conversations.summarise(id, BRIEFING, List.of("诉求", "已知", "做过"))).isTrue();

      assertThat(conversations.briefing(id))
          .contains(BRIEFING.withSummary(List.of("诉求", "已知", "做过")));
    }

    @Test
    void aSummaryThatComesLateReplacesNoOtherBriefing() {
      var later = BRIEFING.withSummary(List.of("另一件事"));
      conversations.record(id, briefed(0, 1, BRIEFING));
      says(id, "m2", "孩子吃了拉肚子");
      conversations.record(id, briefed(1, 3, later));

      assertThat(conversations.summarise(id, BRIEFING, List.of("来晚了"))).isFalse();

      assertThat(conversations.briefing(id)).contains(later);
    }

    @Test
    void whoeverIsBackWithTheBotIsNotSummedUp() {
      conversations.record(id, briefed(0, 1, BRIEFING));
      says(id, "m2", "算了");
      conversations.record(id, turn(1, 3, "好的，我继续为您服务。"));

      assertThat(conversations.summarise(id, BRIEFING, List.of("来晚了"))).isFalse();
      assertThat(conversations.summarise(ConversationId.random(), BRIEFING, List.of())).isFalse();
    }

    @Test
    void aPersonWhoServesItEndsTheHandoff() {
      conversations.record(id, toPeople(0, 1, FOR_LOGISTICS));
      putInState(id, ConversationState.SERVED);

      assertThat(conversations.handoff(id)).isEmpty();
    }

    @Test
    void anAnswerInTheQueueKeepsTheHandoffAndItsPlaceInTime() {
      conversations.record(id, toPeople(0, 1, FOR_LOGISTICS));
      CLOCK.pass(Duration.ofMinutes(5));
      says(id, "m2", "几点关门");

      conversations.record(id, toPeople(1, 3, null));

      assertThat(conversations.find(id).orElseThrow().state()).isEqualTo(ConversationState.QUEUED);
      assertThat(conversations.handoff(id)).contains(FOR_LOGISTICS);
      assertThat(queuedAt()).contains(MORNING.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void aMoreUrgentHandoffTakesThePlaceOfTheFirst() {
      conversations.record(id, toPeople(0, 1, FOR_LOGISTICS));
      says(id, "m2", "孩子吃了拉肚子");

      conversations.record(id, toPeople(1, 3, FOR_SAFETY));

      assertThat(conversations.handoff(id)).contains(FOR_SAFETY);
    }

    @Test
    void nobodyIsQueuedForNoGroup() {
      assertThatExceptionOfType(DataIntegrityViolationException.class)
          .isThrownBy(() -> conversations.record(id, toPeople(0, 1, null)));

      assertThat(conversations.find(id).orElseThrow().state()).isEqualTo(ConversationState.BOT);
      assertThat(textsOf(conversations.unanswered(id))).containsExactly("转人工");
    }

    private Optional<Instant> queuedAt() {
      return jdbc.sql("select queued_at from conversation where id = :id")
          .param("id", id.value())
          .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
          .single()
          .map(OffsetDateTime::toInstant);
    }
  }

  @Nested
  class Secrecy {

    private ConversationId id;

    @BeforeEach
    void aConversationWithSecrets() {
      id = conversations.open(WU, Channel.WEB).id();
      says(id, "m1", "我的电话是13800138000");
      says(id, "m2", "送到桂花路5号");
      conversations.record(
          id,
          new BotTurn(
              0,
              2,
              List.of(new Part.Text("已记下13800138000")),
              "address",
              "{\"address\":\"桂花路5号\"}",
              ConversationState.BOT,
              null,
              null,
              null,
              "{}"));
    }

    @Test
    void noBodyIsReadableInTheDatabase() {
      List<String> bodies =
          jdbc.sql("select body from message")
              .query((row, n) -> readAsText(row.getBytes(1)))
              .list();

      assertThat(bodies)
          .hasSize(3)
          .allSatisfy(
              body -> assertThat(body).doesNotContain("13800138000", "桂花路", "text", "address"));
    }

    @Test
    void theMemoryIsNotReadableInTheDatabase() {
      String memory =
          jdbc.sql("select memory from conversation")
              .query((row, n) -> readAsText(row.getBytes(1)))
              .single();

      assertThat(memory).isNotEmpty().doesNotContain("桂花路", "address");
      assertThat(conversations.find(id).orElseThrow().memory()).contains("桂花路5号");
    }

    @Test
    void aBodyThatWasMovedToAnotherPlaceDoesNotOpen() {
      jdbc.sql("update message set body = (select body from message where seq = 1) where seq = 2")
          .update();

      assertThat(textsOf(conversations.after(id, 0, 1))).containsExactly("我的电话是13800138000");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> conversations.after(id, 1, 1))
          .withMessageContaining("message/" + id + "/2 does not open");
    }

    @Test
    void aBodyThatWasMovedToAnotherConversationDoesNotOpen() {
      ConversationId other = conversations.open(LI, Channel.WEB).id();
      says(other, "m1", "在吗");
      jdbc.sql(
              """
              update message set body = (select body from message where conversation = :id and seq = 1)
              where conversation = :other
              """)
          .param("id", id.value())
          .param("other", other.value())
          .update();

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> conversations.after(other, 0, 1))
          .withMessageContaining("does not open");
    }

    @Test
    void aMemoryThatWasMovedToAnotherConversationDoesNotOpen() {
      ConversationId other = conversations.open(LI, Channel.WEB).id();
      jdbc.sql(
              """
              update conversation set memory = (select memory from conversation where id = :id)
              where id = :other
              """)
          .param("id", id.value())
          .param("other", other.value())
          .update();

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> conversations.find(other))
          .withMessageContaining("memory/" + other + " does not open");
    }

    private static String readAsText(byte[] column) {
      return new String(column, StandardCharsets.UTF_8);
    }
  }

  /** What no service, however wrong, can write. */
  @Nested
  class TheDatabaseRefuses {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            conversation_state_check   | update conversation set state = 'asleep'
            conversation_check         | update conversation set answered_seq = last_seq + 1
            conversation_check1        | update conversation set state = 'queued'
            conversation_check1        | update conversation set state = 'queued', queued_at = now()
            conversation_check1        | update conversation set state = 'queued', handoff_group = 'logistics'
            message_author_check       | update message set author = 'ghost'
            message_seq_check          | update message set seq = 0
            message_pkey               | insert into message select conversation, seq, author, 'm2', body, answers, gathered, at from message
            message_client_id | insert into message select conversation, 2, author, client_id, body, answers, gathered, at from message
            conversation_open          | insert into conversation select gen_random_uuid(), shopper, channel, 'served', 0, 0, null, null, null, null, null, now(), now() from conversation
            message_conversation_fkey  | update message set conversation = gen_random_uuid()
            decision_trace_conversation_seq_fkey | insert into decision_trace select conversation, 2, '{}' from message
            """)
    void whatBreaksItsConstraints(String constraint, String statement) {
      says(conversations.open(WU, Channel.WEB).id(), "m1", "在吗");

      assertThatExceptionOfType(DataIntegrityViolationException.class)
          .isThrownBy(() -> jdbc.sql(statement).update())
          .withMessageContaining("\"" + constraint + "\"");
    }
  }

  private static Received says(ConversationId id, String clientId, String text) {
    return conversations.receive(
        id, new ClientMessageId(clientId), List.of(new Part.Text(text)), true);
  }

  private static BotTurn turn(long from, long through, String text) {
    return new BotTurn(
        from,
        through,
        List.of(new Part.Text(text)),
        null,
        "{}",
        ConversationState.BOT,
        null,
        null,
        null,
        "{\"policy\":\"knowledge\"}");
  }

  private static BotTurn briefed(long from, long through, Briefing briefing) {
    return new BotTurn(
        from,
        through,
        List.of(new Part.Text("正在为您转接人工客服。")),
        null,
        "{}",
        ConversationState.QUEUED,
        FOR_LOGISTICS,
        null,
        briefing,
        "{\"policy\":\"person\"}");
  }

  private static BotTurn toPeople(long from, long through, @Nullable Handoff handoff) {
    return new BotTurn(
        from,
        through,
        List.of(new Part.Text("正在为您转接人工客服。")),
        null,
        "{}",
        ConversationState.QUEUED,
        handoff,
        null,
        null,
        "{\"policy\":\"person\"}");
  }

  private static List<String> textsOf(List<Message> messages) {
    return messages.stream().map(Message::text).toList();
  }

  private static void putInState(ConversationId id, ConversationState state) {
    jdbc.sql(
            """
            update conversation set state = :state,
              outcome = case when :state = 'closed' then 'abandoned' end,
              closed_at = case when :state = 'closed' then now() end
            where id = :id
            """)
        .param("state", state.name().toLowerCase(java.util.Locale.ROOT))
        .param("id", id.value())
        .update();
  }

  private static long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
