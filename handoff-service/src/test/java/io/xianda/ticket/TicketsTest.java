package io.xianda.ticket;

import static io.xianda.ticket.TicketDay.AFTERSALE;
import static io.xianda.ticket.TicketDay.CHEF;
import static io.xianda.ticket.TicketDay.EGGS;
import static io.xianda.ticket.TicketDay.LI;
import static io.xianda.ticket.TicketDay.MORNING;
import static io.xianda.ticket.TicketDay.STEAK;
import static io.xianda.ticket.TicketDay.WANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xianda.AtOnce;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tickets from their opening to their end, on a real database. */
class TicketsTest {

  private static final TicketAct TAKE = new TicketAct.Take();
  private static final TicketAct START = new TicketAct.Start();
  private static final TicketAct RESOLVE = new TicketAct.Resolve("已补发，明早送到");

  private static TicketDay day;

  @BeforeAll
  static void start() throws Exception {
    day = new TicketDay();
  }

  @AfterAll
  static void stop() throws Exception {
    day.close();
  }

  @BeforeEach
  void aNewDay() {
    day.begin();
  }

  private static void isRefused(TicketRefusal refusal, ThrowingCallable act) {
    assertThatExceptionOfType(TicketRefusedException.class)
        .isThrownBy(act)
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  @Nested
  class Opening {

    @Test
    void theNumberTellsTheDayInTheShop() {
      // 23:30 in Greenwich is the next day in the shop.
      day.clock.set(java.time.Instant.parse("2026-11-23T23:30:00Z"));
      assertThat(day.aClaim().value()).matches("T20261124-\\d{4,}");
    }

    @Test
    void whatTheBotLeavesStandsThereWithItsGoods() {
      Ticket ticket = day.now(day.aClaim(EGGS, STEAK));
      assertThat(ticket.kind()).isEqualTo(TicketKind.CLAIM);
      assertThat(ticket.state()).isEqualTo(TicketState.OPEN);
      assertThat(ticket.shopper()).isEqualTo("wu");
      assertThat(ticket.items()).containsExactly(EGGS, STEAK);
      assertThat(ticket.claimed()).isEqualByComparingTo("36");
      assertThat(day.story(ticket.number())).containsExactly("opened");
    }

    @Test
    void theSameTurnOpensItOnce() {
      ConversationId id = day.database.conversations().open(new ShopperId("wu"), Channel.WEB).id();
      var ticket = new NewTicket(AFTERSALE, Priority.NORMAL, "claim-in-review", null);
      day.leaves(id, 3, ticket);
      day.leaves(id, 3, ticket);
      assertThat(day.tickets.from(id.value())).hasSize(1);
    }

    @Test
    void theSameRequestByHandIsTheSameTicket() {
      var wanted = new NewTicket(AFTERSALE, Priority.NORMAL, "by-hand", null);
      var opening =
          new io.xianda.ticket.Opening(wanted, TicketKind.COMPLAINT, "店里投诉", null, null, "r1");
      Tickets.Done first = day.tickets.open(LI, opening);
      Tickets.Done again = day.tickets.open(LI, opening);
      assertThat(again.repeated()).isTrue();
      assertThat(again.ticket()).isEqualTo(first.ticket());
      assertThat(day.tickets.open(WANG, opening).repeated()).isFalse();
    }

    @Test
    void noWordOfTheShopperIsReadableInTheDatabase() {
      TicketNumber number = day.aClaim(EGGS);
      day.adds(number, "电话 13800000004");
      List<String> dump =
          day
              .database
              .jdbc()
              .sql("select items as sealed from ticket union all select body from ticket_entry")
              .query((row, n) -> row.getBytes("sealed"))
              .list()
              .stream()
              .filter(java.util.Objects::nonNull)
              .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
              .toList();
      assertThat(dump).hasSize(2);
      assertThat(String.join("\n", dump)).doesNotContain("13800000004").doesNotContain("鲜鸡蛋");
    }
  }

  @Nested
  class Working {

    @Test
    void fromTheFirstTakeToTheEnd() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.does(LI, number, START);
      day.does(LI, number, new TicketAct.Comment("问过仓库"));
      day.does(LI, number, RESOLVE);
      Ticket closed = day.does(LI, number, new TicketAct.Close());
      assertThat(closed.state()).isEqualTo(TicketState.CLOSED);
      assertThat(day.story(number))
          .containsExactly("opened", "taken", "started", "commented", "resolved", "closed");
    }

    @Test
    void anOldVersionIsRefused() {
      TicketNumber number = day.aClaim(EGGS);
      long seen = day.now(number).version();
      day.does(LI, number, TAKE);
      isRefused(TicketRefusal.CHANGED, () -> day.tickets.act(number, LI, seen, START));
    }

    @Test
    void ofTwoWhoTakeItAtOnceOneHasIt() throws Exception {
      TicketNumber number = day.aClaim(EGGS);
      long seen = day.now(number).version();
      List<Boolean> won =
          AtOnce.threads(
              4,
              n -> {
                try {
                  day.tickets.act(number, new TicketActor.Staff("a" + n, false), seen, TAKE);
                  return true;
                } catch (TicketRefusedException e) {
                  return false;
                }
              });
      assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void anAgentWorksOnNobodyElsesTicket() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      isRefused(TicketRefusal.NOT_YOURS, () -> day.does(WANG, number, RESOLVE));
      isRefused(TicketRefusal.NOT_YOURS, () -> day.does(WANG, number, TAKE));
      isRefused(TicketRefusal.NOT_YOURS, () -> day.does(LI, number, new TicketAct.Assign("wang")));
      assertThat(day.does(CHEF, number, new TicketAct.Assign("wang")).assignee()).isEqualTo("wang");
      day.does(WANG, number, START);
    }

    @Test
    void anotherGroupTakesItAnew() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      Ticket moved = day.does(LI, number, new TicketAct.Regroup(new SkillGroup("logistics")));
      assertThat(moved.assignee()).isNull();
      assertThat(moved.group()).isEqualTo(new SkillGroup("logistics"));
    }

    @Test
    void whoeverAnswersBringsItBackToWork() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      assertThat(day.does(LI, number, new TicketAct.Ask("收到时几点？")).state())
          .isEqualTo(TicketState.WAITING);
      assertThat(day.adds(number, "早上九点").state()).isEqualTo(TicketState.IN_PROGRESS);
    }

    @Test
    void theSameAdditionIsAddedOnce() {
      TicketNumber number = day.aClaim(EGGS);
      var more = new TicketAct.Add("还有一张", List.of("p1"));
      day.tickets.add(number, "wu", "c1", more);
      assertThat(day.tickets.add(number, "wu", "c1", more).repeated()).isTrue();
      assertThat(day.now(number).photos()).containsExactly("p1");
      assertThat(day.story(number)).containsExactly("opened", "added");
    }

    @Test
    void toOthersItDoesNotExist() {
      TicketNumber number = day.aClaim(EGGS);
      isRefused(
          TicketRefusal.UNKNOWN,
          () -> day.tickets.add(number, "lin", "c1", new TicketAct.Add("?", List.of())));
    }

    @Test
    void itIsReopenedWithinAWeekAndThenNoMore() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.does(LI, number, RESOLVE);
      day.clock.pass(Duration.ofDays(6));
      assertThat(day.adds(number, "还是没到").state()).isEqualTo(TicketState.IN_PROGRESS);
      day.does(LI, number, RESOLVE);
      day.passes(Duration.ofDays(7));
      assertThat(day.now(number).state()).isEqualTo(TicketState.CLOSED);
      day.clock.pass(Duration.ofSeconds(1));
      isRefused(TicketRefusal.TOO_LATE, () -> day.does(LI, number, new TicketAct.Reopen("又来了")));
    }

    @Test
    void listsAreReadInPages() {
      TicketNumber first = day.left(someTicket("claim-in-review"));
      TicketNumber second = day.left(someTicket("claim-for-person"));
      var all = new TicketFilter(Set.of(TicketState.OPEN), AFTERSALE, null, null, null, null);
      assertThat(numbers(day.tickets.list(all, 1))).containsExactly(second);
      var next = new TicketFilter(Set.of(TicketState.OPEN), AFTERSALE, null, null, null, second);
      assertThat(numbers(day.tickets.list(next, 1))).containsExactly(first);
      assertThat(numbers(day.tickets.ofShopper("wu", second, 10))).containsExactly(first);
      assertThat(day.tickets.ofShopper("lin", null, 10)).isEmpty();
    }

    private NewTicket someTicket(String reason) {
      return new NewTicket(AFTERSALE, Priority.NORMAL, reason, null);
    }

    private List<TicketNumber> numbers(List<Ticket> tickets) {
      return tickets.stream().map(Ticket::number).toList();
    }
  }

  @Nested
  class Times {

    @Test
    void aClaimIsAnsweredWithinAnHourAndDoneWithinTwo() {
      Ticket ticket = day.now(day.aClaim(EGGS));
      assertThat(ticket.firstReply().due()).isEqualTo(MORNING.plus(Duration.ofHours(1)));
      assertThat(ticket.resolution().due()).isEqualTo(MORNING.plus(Duration.ofHours(2)));
    }

    @Test
    void foodSafetyHasOneHourAtNightToo() {
      day.clock.set(java.time.Instant.parse("2026-11-23T17:00:00Z"));
      Ticket ticket =
          day.now(day.left(new NewTicket(AFTERSALE, Priority.URGENT, "food-safety", null)));
      assertThat(ticket.firstReply().due())
          .isEqualTo(day.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void itIsWarnedOnceAndEscalatedOnce() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.passes(Duration.ofMinutes(47));
      assertThat(day.news.told()).isEmpty();
      day.passes(Duration.ofMinutes(1));
      day.passes(Duration.ofMinutes(1));
      assertThat(day.news.told())
          .containsExactly(
              new TicketEvent.Warned(number, AFTERSALE, "li", TicketEvent.Time.FIRST_REPLY));
      day.passes(Duration.ofMinutes(11));
      day.passes(Duration.ofMinutes(1));
      assertThat(day.story(number)).containsExactly("opened", "taken", "warned", "breached");
      assertThat(day.now(number).priority()).isEqualTo(Priority.URGENT);
      assertThat(day.now(number).resolution().due()).isEqualTo(MORNING.plus(Duration.ofHours(2)));
    }

    @Test
    void whoeverWasAnsweredIsNotWarnedOf() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.does(LI, number, new TicketAct.Say("在看了"));
      day.passes(Duration.ofMinutes(70));
      assertThat(day.news.told()).isEmpty();
    }

    @Test
    void theClockStandsStillWhileTheShopperIsAsked() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.passes(Duration.ofMinutes(30));
      day.does(LI, number, new TicketAct.Ask("收到时几点？"));
      // Over the night: 11.5 hours of this day, and 30 minutes of the next.
      day.passes(Duration.ofHours(22));
      assertThat(day.news.told()).isEmpty();
      Ticket back = day.adds(number, "九点");
      assertThat(back.resolution().due())
          .isEqualTo(day.clock.instant().plus(Duration.ofMinutes(90)));
    }

    @Test
    void whatWasWarnedOfIsNotWarnedOfAgainAfterAnAnswer() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.does(LI, number, new TicketAct.Say("在看了"));
      day.passes(Duration.ofMinutes(100));
      day.does(LI, number, new TicketAct.Ask("收到时几点？"));
      day.passes(Duration.ofHours(3));
      day.adds(number, "九点");
      day.passes(Duration.ofMinutes(1));
      assertThat(day.story(number)).containsOnlyOnce("warned").doesNotContain("breached");
      day.passes(Duration.ofMinutes(20));
      assertThat(day.story(number)).containsOnlyOnce("warned", "breached");
    }

    @Test
    void whatIsTakenUpAgainHasANewTime() {
      TicketNumber number = day.aClaim(EGGS);
      day.does(LI, number, TAKE);
      day.passes(Duration.ofHours(3));
      day.does(LI, number, RESOLVE);
      Ticket again = day.does(LI, number, new TicketAct.Reopen("没收到"));
      assertThat(again.resolution().due()).isEqualTo(day.clock.instant().plus(Duration.ofHours(2)));
      assertThat(again.resolution().was()).isEqualTo(Timeliness.IN_TIME);
    }

    @Test
    void anotherPriorityHasOtherTimes() {
      TicketNumber number = day.aClaim(EGGS);
      Ticket sooner = day.does(CHEF, number, new TicketAct.Reprioritise(Priority.URGENT));
      assertThat(sooner.resolution().due()).isEqualTo(MORNING.plus(Duration.ofHours(1)));
    }

    @Test
    void manyServicesTellItOnce() throws Exception {
      TicketNumber number = day.aClaim(EGGS);
      day.clock.pass(Duration.ofHours(3));
      AtOnce.threads(
          4,
          n -> {
            day.watch.look();
            return true;
          });
      assertThat(day.story(number)).containsExactly("opened", "breached", "breached");
    }
  }

  @Nested
  class Money {

    private final RefundVerdict approve = new RefundVerdict.Grant(null);

    @Test
    void theClaimedAmountIsGranted() {
      TicketNumber number = taken(EGGS);
      RefundDecision decision = day.decides(LI, number, "egg30", approve).decision();
      assertThat(decision.amount()).isEqualByComparingTo("36.00");
      day.tickets.settled(decision, null);
      Ticket after = day.now(number);
      assertThat(after.state()).isEqualTo(TicketState.RESOLVED);
      assertThat(after.granted()).isEqualByComparingTo("36.00");
    }

    @Test
    void theSameDecisionAgainIsTheSame() {
      TicketNumber number = taken(EGGS);
      RefundDecision first = day.decides(LI, number, "egg30", approve).decision();
      Tickets.Decided again = day.decides(LI, number, "egg30", approve);
      assertThat(again.repeated()).isTrue();
      assertThat(again.decision().attempt()).isEqualTo(first.attempt());
      isRefused(
          TicketRefusal.DECIDED,
          () -> day.decides(LI, number, "egg30", new RefundVerdict.Reject("没有坏")));
    }

    @Test
    void whatTheMerchantRefusesMayBeDecidedAnew() {
      TicketNumber number = taken(EGGS);
      RefundDecision first = day.decides(LI, number, "egg30", approve).decision();
      day.tickets.settled(first, "already-claimed");
      assertThat(day.now(number).state()).isEqualTo(TicketState.OPEN);
      RefundDecision second =
          day.decides(LI, number, "egg30", new RefundVerdict.Reject("已经退过了")).decision();
      assertThat(second.attempt()).isEqualTo(2);
    }

    @Test
    void agentsGrantUpToTheirLimitInAllPartsTogether() {
      var berries = new ClaimedItem("b", "草莓", "quality.spoiled", new BigDecimal("70"));
      TicketNumber number = taken(EGGS, berries);
      day.decides(LI, number, "egg30", approve);
      isRefused(TicketRefusal.OVER_LIMIT, () -> day.decides(LI, number, "b", approve));
      day.decides(CHEF, number, "b", approve);
    }

    @Test
    void nobodyGrantsMoreThanWasPaid() {
      TicketNumber number = taken(EGGS);
      isRefused(
          TicketRefusal.TOO_MUCH,
          () ->
              day.decides(
                  CHEF, number, "egg30", new RefundVerdict.Grant(new BigDecimal("139.91"))));
    }

    @Test
    void whereTheRulesSayNoAmountThePersonDoes() {
      TicketNumber number = taken(STEAK);
      isRefused(TicketRefusal.NO_AMOUNT, () -> day.decides(LI, number, "steak6", approve));
      day.decides(LI, number, "steak6", new RefundVerdict.Grant(new BigDecimal("20.5")));
    }

    @Test
    void itIsResolvedWhenAllItemsAreDecided() {
      TicketNumber number = taken(EGGS, STEAK);
      day.tickets.settled(day.decides(LI, number, "egg30", approve).decision(), null);
      assertThat(day.now(number).state()).isEqualTo(TicketState.OPEN);
      day.tickets.settled(
          day.decides(LI, number, "steak6", new RefundVerdict.Reject("照片里没有问题")).decision(), null);
      assertThat(day.now(number).state()).isEqualTo(TicketState.RESOLVED);
    }

    private TicketNumber taken(ClaimedItem... items) {
      TicketNumber number = day.aClaim(items);
      day.does(LI, number, TAKE);
      return number;
    }
  }
}
