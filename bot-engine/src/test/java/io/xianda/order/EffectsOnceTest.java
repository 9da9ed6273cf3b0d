package io.xianda.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.conversation.BotTurn;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked of a merchant's system happens once, and the shopper hears of it once. */
class EffectsOnceTest {

  private static final Instant MORNING = Instant.parse("2026-11-23T02:30:00Z");
  private static final ShopperId WU = new ShopperId("wu");
  private static final String WUS_ORDER = "XM2606150005";
  private static final EffectResult APPLIED = new EffectResult.Applied();
  private static final EffectResult UNKNOWN = new EffectResult.Unknown();

  private static final MovableClock CLOCK = new MovableClock(MORNING);
  private static final DemoShop SHOP = DemoShop.shipped(CLOCK);
  @TempDir private static Path keys;
  private static EffectDatabase database;

  private final MoodyMerchant merchant = new MoodyMerchant(SHOP);
  private ConversationId conversation;
  private StoredEffects effects;

  @BeforeAll
  static void start() throws Exception {
    database = new EffectDatabase(keys, CLOCK, SHOP);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void aConversationInWhichSomethingIsToBeDone() {
    SHOP.reset();
    jdbc().sql("truncate conversation, effect cascade").update();
    effects = restarted();
    conversation = conversations().open(WU, Channel.WEB).id();
    says("把坏的鸡蛋退了");
  }

  private static JdbcClient jdbc() {
    return database.part(JdbcClient.class);
  }

  private static Conversations conversations() {
    return database.part(Conversations.class);
  }

  /** As a new process has it: nothing in memory, everything in the database. */
  private StoredEffects restarted() {
    return new StoredEffects(merchant, database.part(EffectRecord.class));
  }

  private long says(String text) {
    return conversations()
        .receive(
            conversation,
            new ClientMessageId(UUID.randomUUID().toString()),
            List.of(new Part.Text(text)),
            true)
        .message()
        .seq();
  }

  private void isRepliedTo(long through) {
    assertThat(
            conversations()
                .record(
                    conversation,
                    new BotTurn(
                        0,
                        through,
                        List.of(new Part.Text("好的")),
                        null,
                        "{}",
                        ConversationState.BOT,
                        null,
                        null,
                        null,
                        "{}")))
        .isPresent();
  }

  private TurnKey turn() {
    return turn(1);
  }

  private TurnKey turn(long through) {
    return TurnKey.of(new TurnKey.Place(conversation, 0, through));
  }

  private static Effect refund(String amount) {
    return new Effect.Refund(
        WUS_ORDER, "egg30", new BigDecimal(amount), true, "quality.spoiled", List.of());
  }

  private EffectResult isAskedFor() {
    return effects.apply(turn(), 0, WU, refund("5.36"));
  }

  private List<String> told() {
    return effects.tellOwed().stream().map(told -> told.message().text()).toList();
  }

  @Test
  void anEffectHappens() {
    assertThat(isAskedFor()).isEqualTo(APPLIED);
    assertThat(merchant.done()).containsExactly(refund("5.36"));
  }

  @Test
  void itStandsInTheDatabaseBeforeTheMerchantIsAsked() {
    List<Long> rows = new ArrayList<>();
    merchant.whenAsked(() ->
        rows.add(
            jdbc()
                .sql("select count(*) from effect where status = 'pending'")
                .query(Long.class)
                .single()));
    isAskedFor();

    assertThat(rows).containsExactly(1L);
  }

  @Test
  void aTurnThatIsAnsweredAgainDoesNothingTwice() {
    isAskedFor();
    effects = restarted();

    assertThat(isAskedFor()).isEqualTo(APPLIED);
    assertThat(merchant.asked()).hasSize(1);
    assertThat(merchant.done()).hasSize(1);
  }

  @Test
  void aRefusalStaysOne() {
    SHOP.apply(new EffectKey("elsewhere"), WU, refund("5.36"));

    assertThat(isAskedFor()).isEqualTo(new EffectResult.Refused("already-claimed"));
    SHOP.reset();
    assertThat(isAskedFor()).isEqualTo(new EffectResult.Refused("already-claimed"));
    assertThat(merchant.asked()).hasSize(1);
  }

  @Test
  void whatWasDecidedFirstCounts() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    isAskedFor();
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);

    assertThat(effects.apply(turn(), 0, WU, refund("26.80"))).isEqualTo(APPLIED);
    assertThat(merchant.done()).containsExactly(refund("5.36"));
  }

  @Test
  void twoEffectsOfATurnAreTwo() {
    isAskedFor();
    Effect note = new Effect.Urge(WUS_ORDER);

    assertThat(effects.apply(turn(), 1, WU, note)).isEqualTo(new EffectResult.Refused("not-open"));
    assertThat(merchant.asked())
        .extracting(EffectKey::value)
        .containsExactly(conversation + "/0/0", conversation + "/0/1");
  }

  @Test
  void anAnswerThatCameTooLateIsAskedForUntilItIsThereAndToldOnce() {
    merchant.becomes(MoodyMerchant.Mood.ANSWERS_TOO_LATE);
    assertThat(isAskedFor()).isEqualTo(UNKNOWN);
    isRepliedTo(1);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    assertThat(told()).isEmpty();
    CLOCK.passes(EffectRecord.FIRST_WAIT);
    effects.askAgain();

    assertThat(merchant.done()).containsExactly(refund("5.36"));
    assertThat(told()).singleElement().asString().contains("0005", "5.36", "已受理");
    assertThat(told()).isEmpty();
  }

  @Test
  void whatIsToldStandsInTheConversationAndAnswersNothing() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    isAskedFor();
    isRepliedTo(1);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    CLOCK.passes(EffectRecord.FIRST_WAIT);
    effects.askAgain();
    told();

    List<Message> all = conversations().after(conversation, 0, 10);
    assertThat(all).extracting(Message::seq).containsExactly(1L, 2L, 3L);
    assertThat(all.getLast().answers()).isZero();
    assertThat(conversations().find(conversation).orElseThrow().lastSeq()).isEqualTo(3);
  }

  @Test
  void aRefusalIsToldAsWell() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    isAskedFor();
    isRepliedTo(1);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    SHOP.apply(new EffectKey("elsewhere"), WU, refund("5.36"));
    CLOCK.passes(EffectRecord.FIRST_WAIT);
    effects.askAgain();

    assertThat(told()).singleElement().asString().contains("没有提交成功");
  }

  @Test
  void aGatewayThatFailsLeavesItOpen() {
    merchant.becomes(MoodyMerchant.Mood.FAILS);
    assertThat(isAskedFor()).isEqualTo(UNKNOWN);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    CLOCK.passes(EffectRecord.FIRST_WAIT);
    effects.askAgain();

    assertThat(isAskedFor()).isEqualTo(APPLIED);
    assertThat(merchant.done()).hasSize(1);
  }

  @Test
  void aMerchantWhoStaysAwayIsAskedLessAndLessOften() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    isAskedFor();
    List<Long> waits = new ArrayList<>();
    long waited = 0;
    for (int look = 0; look < 400; look++) {
      CLOCK.passes(Duration.ofSeconds(5));
      waited += 5;
      int before = merchant.asked().size();
      effects.askAgain();
      if (merchant.asked().size() > before) {
        waits.add(waited);
        waited = 0;
      }
    }

    assertThat(waits).startsWith(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
  }

  @Test
  void aTurnUnderWayIsNotDisturbed() {
    merchant.whenAsked(() -> {
      merchant.whenAsked(() -> {});
      restarted().askAgain();
    });
    isAskedFor();

    assertThat(merchant.asked()).hasSize(1);
  }

  @Test
  void whatIsKnownBeforeTheTurnIsRepliedToIsToldByItsReplyAlone() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    isAskedFor();
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    CLOCK.passes(EffectRecord.FIRST_WAIT);
    // The process dies before the reply stands, and another asks again before the turn does.
    effects = restarted();
    effects.askAgain();
    assertThat(told()).isEmpty();
    assertThat(isAskedFor()).isEqualTo(APPLIED);
    isRepliedTo(1);

    assertThat(told()).isEmpty();
  }

  @Test
  void whatIsKnownWhileTheReplyIsWrittenIsToldAfterIt() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    assertThat(isAskedFor()).isEqualTo(UNKNOWN);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    CLOCK.passes(EffectRecord.FIRST_WAIT);
    effects.askAgain();
    assertThat(told()).isEmpty();
    // It says that nobody knows.
    isRepliedTo(1);

    assertThat(told()).hasSize(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatATurnThatWasDecidedOtherwiseDoesNotAskForIsToldToo() {
    merchant.becomes(MoodyMerchant.Mood.IS_AWAY);
    isAskedFor();
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    isRepliedTo(1);
    CLOCK.passes(EffectRecord.TURN);
    effects.askAgain();

    assertThat(told()).hasSize(1);
  }

  @Test
  void aTurnInWhichSomethingWasBegunEndsWhereItEndedAndCountsTheSameTime() {
    assertThat(effects.begun(conversation, 0)).isEmpty();
    Instant then = CLOCK.instant();
    isAskedFor();
    CLOCK.passes(Duration.ofHours(1));
    says("算了");

    assertThat(restarted().begun(conversation, 0)).contains(new Effects.Begun(1, then));
    assertThat(effects.begun(conversation, 1)).isEmpty();
  }

  @Test
  void aTurnThatIsDecidedAgainSeesTheOrdersAsTheyWereBefore() {
    Account before = effects.seenBy(turn(), merchant).accountOf(WU);
    isAskedFor();

    assertThat(merchant.accountOf(WU)).isNotEqualTo(before);
    assertThat(restarted().seenBy(turn(2), merchant).accountOf(WU)).isEqualTo(before);
    TurnKey next = TurnKey.of(new TurnKey.Place(conversation, 1, 2));
    assertThat(restarted().seenBy(next, merchant).accountOf(WU)).isEqualTo(merchant.accountOf(WU));
  }

  @Test
  void aTurnWithoutAPlaceCanDoNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> effects.apply(new TurnKey("rehearsal"), 0, WU, refund("1")));
    assertThat(merchant.asked()).isEmpty();
  }

  @Test
  void nothingOfItCanBeReadInTheDatabase() {
    effects.seenBy(turn(), merchant).accountOf(WU);
    effects.apply(turn(), 0, WU, new Effect.Readdress(WUS_ORDER, "杭州市西湖区文三路 1 号"));
    byte[] row =
        jdbc()
            .sql("select convert_to(effect::text, 'UTF8') || payload || seen from effect")
            .query(byte[].class)
            .single();

    assertThat(new String(row, StandardCharsets.UTF_8))
        .contains(WUS_ORDER)
        .doesNotContain("文三路", "土鸡蛋");
  }

  @Test
  void severalServicesAtOnceDoItOnceAndTellItOnce() throws Exception {
    merchant.becomes(MoodyMerchant.Mood.ANSWERS_TOO_LATE);
    atOnce(this::isAskedFor);
    isRepliedTo(1);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    CLOCK.passes(EffectRecord.TURN);
    int before = merchant.asked().size();
    atOnce(() -> {
      restarted().askAgain();
      return true;
    });
    List<Integer> told = atOnce(() -> restarted().tellOwed().size());

    assertThat(merchant.asked()).hasSize(before + 1);
    assertThat(merchant.done()).hasSize(1);
    assertThat(told.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    assertThat(conversations().after(conversation, 0, 10)).hasSize(3);
  }

  private static <T> List<T> atOnce(Callable<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> work).toList())) {
        results.add(one.get());
      }
      return results;
    }
  }

  // ---- what no turn asks for

  private static final EffectKey OF_A_TICKET = new EffectKey("ticket/T20261123-0042/1");

  private static void inTransaction(Runnable work) {
    new org.springframework.transaction.support.TransactionTemplate(
            database.part(org.springframework.transaction.PlatformTransactionManager.class))
        .executeWithoutResult(status -> work.run());
  }

  @Test
  void anEffectOfATicketIsDoneOnceThoughTheAnswerIsLost() {
    var grant = new Effect.Grant(WUS_ORDER, "egg30", new BigDecimal("26.80"), "quality.damaged");
    merchant.becomes(MoodyMerchant.Mood.ANSWERS_TOO_LATE);
    inTransaction(() -> effects.prepare(OF_A_TICKET, WU, grant));
    assertThat(effects.carryOut(OF_A_TICKET)).isEqualTo(UNKNOWN);
    merchant.becomes(MoodyMerchant.Mood.ANSWERS);
    effects = restarted();
    CLOCK.passes(Duration.ofMinutes(1));
    effects.askAgain();
    assertThat(effects.outcome(OF_A_TICKET)).isEqualTo(APPLIED);
    assertThat(merchant.done()).containsExactly(grant);
    assertThat(effects.tellOwed()).isEmpty();
  }

  @Test
  void whatWasPreparedAndNeverAskedForIsAskedForLater() {
    inTransaction(
        () -> effects.prepare(OF_A_TICKET, WU, new Effect.Reject(WUS_ORDER, "egg30", "没有坏")));
    CLOCK.passes(Duration.ofMinutes(1));
    restarted().askAgain();
    assertThat(effects.outcome(OF_A_TICKET)).isEqualTo(APPLIED);
  }
}
