package io.xianda.desk;

import static io.xianda.desk.DeskDay.AFTERSALE;
import static io.xianda.desk.DeskDay.GENERAL;
import static io.xianda.desk.DeskDay.LOGISTICS;
import static io.xianda.desk.DeskDay.MORNING;
import static io.xianda.desk.DeskDay.SAFETY;
import static io.xianda.desk.DeskDay.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xianda.AtOnce;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** People at work, on a real PostgreSQL. */
class DeskTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static DeskDay day;

  @BeforeAll
  static void start() throws Exception {
    day = new DeskDay();
  }

  @AfterAll
  static void stop() throws Exception {
    day.close();
  }

  @BeforeEach
  void aNewDay() {
    day.begin();
  }

  @AfterEach
  void nobodyIsCountedWrongly() {
    day.loadsAreRight();
  }

  private static void refuses(DeskRefusal why, Runnable action) {
    assertThatExceptionOfType(DeskRefusedException.class)
        .isThrownBy(action::run)
        .extracting(DeskRefusedException::refusal)
        .isEqualTo(why);
  }

  private static ConversationId served(String shopper, AgentId agent) {
    ConversationId id = day.handedOver(shopper, LOGISTICS);
    day.desk.take(agent, id);
    return id;
  }

  @Nested
  class Routing {

    @Test
    void whoHasLeastInHandIsAskedFirst() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      AgentId zhao = day.comes("zhao", 5, LOGISTICS);
      served("wu", li);

      ConversationId id = day.handedOver("chen", LOGISTICS);

      assertThat(day.routing.offerNext()).contains(zhao);
      assertThat(day.open(id).state()).isEqualTo(Case.State.OFFERED);
      assertThat(day.state(id)).isEqualTo(ConversationState.QUEUED);
    }

    @Test
    void amongEqualsWhoHasBeenIdleLongest() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      AgentId zhao = day.comes("zhao", 5, LOGISTICS);
      ConversationId first = served("wu", zhao);
      day.passes(SECOND, li, zhao);
      day.desk.close(zhao, first, ConversationOutcome.AGENT_RESOLVED, "催单");

      day.handedOver("chen", LOGISTICS);

      assertThat(day.routing.offerNext()).contains(li);
    }

    @Test
    void theAgentOfLastTimeComesFirstWithinADay() {
      AgentId li = day.comes("li", 5, LOGISTICS, AFTERSALE);
      AgentId zhao = day.comes("zhao", 5, LOGISTICS);
      ConversationId first = served("wu", li);
      day.desk.close(li, first, ConversationOutcome.AGENT_RESOLVED, "催单");
      served("qian", li);

      day.handedOver("wu", LOGISTICS);
      assertThat(day.routing.offerNext()).contains(li);
      day.clock.pass(Duration.ofHours(25));
      day.agents.become(li, Presence.ONLINE);
      day.agents.become(zhao, Presence.ONLINE);
      day.watch.look();
      day.desk.take(zhao, day.handedOver("sun", LOGISTICS));
    }

    @Test
    void onlyTheGroupIsAskedUntilOthersHelpOut() {
      AgentId general = day.comes("wang", 5, GENERAL);
      ConversationId id = day.handedOver("wu", LOGISTICS);
      assertThat(day.routing.offerNext()).isEmpty();

      day.passes(Duration.ofMinutes(1), general);
      assertThat(day.open(id).state()).isEqualTo(Case.State.WAITING);
      day.agents.seen(java.util.Set.of(general));
      day.passes(Duration.ofMinutes(1), general);

      assertThat(day.open(id).offeredTo()).isEqualTo(general);
    }

    @Test
    void foodSafetyIsOfferedToAnybodyAndBeforeAllOthers() {
      AgentId wang = day.comes("wang", 1, AFTERSALE);
      day.handedOver("wu", AFTERSALE);
      ConversationId ill =
          day.handedOver("chen", new Handoff(SAFETY, Priority.URGENT, "food-safety"));

      assertThat(day.routing.offerNext()).contains(wang);

      assertThat(day.open(ill).offeredTo()).isEqualTo(wang);
    }

    @Test
    void anOfferThatLapsesGoesToTheNextAndWhoMissesTwoIsAway() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      AgentId zhao = day.comes("zhao", 5, LOGISTICS);
      ConversationId id = day.handedOver("wu", LOGISTICS);
      AgentId first = day.routing.offerNext().orElseThrow();
      AgentId second = first.equals(li) ? zhao : li;

      day.passes(Duration.ofSeconds(29), li, zhao);
      assertThat(day.open(id).offeredTo()).isEqualTo(first);
      day.passes(SECOND, li, zhao);
      assertThat(day.open(id).offeredTo()).isEqualTo(second);
      // Nobody else is left: asked again, and away after the second time.
      day.passes(Duration.ofSeconds(30), li, zhao);
      assertThat(day.open(id).offeredTo()).isNotNull();
      day.passes(Duration.ofSeconds(30), li, zhao);
      day.passes(Duration.ofSeconds(30), li, zhao);

      assertThat(day.agents.find(first).orElseThrow().presence()).isEqualTo(Presence.AWAY);
      assertThat(day.open(id).state()).isEqualTo(Case.State.WAITING);
    }

    @Test
    void aTransferredCaseIsNotOfferedToWhoGaveItAway() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      ConversationId id = served("wu", li);

      day.desk.transfer(li, id, LOGISTICS, null, null);

      assertThat(day.open(id).offeredTo()).isNull();
    }

    @Test
    void manyServicesAtOnceGiveNothingTwiceAndNobodyTooMuch() throws Exception {
      List<AgentId> agents =
          IntStream.range(0, 8).mapToObj(i -> day.comes("a" + i, 3, LOGISTICS)).toList();
      List<ConversationId> waiting =
          IntStream.range(0, 40).mapToObj(i -> day.handedOver("s" + i, LOGISTICS)).toList();
      try (var other = day.database.another()) {
        var theirs = other.the(io.xianda.desk.Routing.class);
        AtOnce.threads(
            8,
            i -> {
              var routing = i % 2 == 0 ? day.routing : theirs;
              while (routing.offerNext().isPresent()) {
                // as long as there is something
              }
              return i;
            });
        List<Boolean> accepted =
            AtOnce.threads(
                8,
                i -> {
                  Desk desk = i % 2 == 0 ? day.desk : other.the(Desk.class);
                  for (ConversationId id : waiting) {
                    try {
                      desk.take(agents.get(i), id);
                    } catch (DeskRefusedException e) {
                      assertThat(e.refusal()).isIn(DeskRefusal.GONE, DeskRefusal.NOT_FREE);
                    }
                  }
                  return true;
                });
        assertThat(accepted).hasSize(8);
      }

      day.loadsAreRight();
      assertThat(agents).allSatisfy(agent -> assertThat(day.load(agent)).isEqualTo(3));
      assertThat(waiting.stream().filter(id -> day.state(id) == ConversationState.SERVED))
          .hasSize(24);
    }
  }

  @Nested
  class TheQueue {

    private List<String> order() {
      return day.queues.waiting(100).stream().map(Case::shopper).toList();
    }

    @Test
    void whatRunsOutSoonGoesBeforeWhatCameEarlier() {
      day.handedOver("early", LOGISTICS);
      day.clock.pass(Duration.ofMinutes(5));
      day.handedOver(
          "spoiling",
          new Handoff(
              AFTERSALE,
              Priority.NORMAL,
              "claim",
              day.clock.instant().plus(Duration.ofMinutes(20))));
      day.handedOver(
          "tomorrow",
          new Handoff(
              AFTERSALE, Priority.NORMAL, "claim", day.clock.instant().plus(Duration.ofDays(1))));
      day.clock.pass(SECOND);
      day.handedOver("ill", new Handoff(SAFETY, Priority.URGENT, "food-safety"));

      assertThat(order()).containsExactly("ill", "spoiling", "early", "tomorrow");
    }

    @Test
    void nobodyIsOvertakenByWhoCameMuchLater() {
      day.handedOver("patient", LOGISTICS);
      day.clock.pass(DeskSettings.defaults().soonest().plus(SECOND));
      for (int i = 0; i < 5; i++) {
        day.handedOver(
            "late" + i,
            new Handoff(LOGISTICS, Priority.NORMAL, "claim", day.clock.instant().plus(SECOND)));
      }

      assertThat(order().getFirst()).isEqualTo("patient");
    }

    @Test
    void tellsPlaceAndExpectedTime() {
      AgentId li = day.comes("li", 2, LOGISTICS);
      ConversationId done = served("zhou", li);
      day.passes(Duration.ofSeconds(50), li);
      day.passes(Duration.ofSeconds(50), li);
      day.desk.close(li, done, ConversationOutcome.AGENT_RESOLVED, "催单");
      served("wu", li);
      served("qian", li);
      day.handedOver("first", LOGISTICS);
      day.clock.pass(SECOND);
      ConversationId id = day.handedOver("second", LOGISTICS);

      Queues.Place place = day.queues.place(id).orElseThrow();

      assertThat(place).isEqualTo(new Queues.Place(2, Duration.ofSeconds(100), false));
    }

    @Test
    void theShopperMayLeaveGoBackOrWantATicket() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      ConversationId leaves = day.handedOver("wu", LOGISTICS);
      ConversationId returns = day.handedOver("chen", LOGISTICS);
      ConversationId later = day.handedOver("qian", LOGISTICS);
      day.watch.look();
      assertThat(day.load(li)).isEqualTo(3);

      day.desk.giveUp(leaves);
      day.desk.backToBot(returns);
      assertThat(day.desk.laterAsTicket(later)).isTrue();

      assertThat(day.load(li)).isZero();
      assertThat(day.conversations.outcome(leaves)).contains(ConversationOutcome.ABANDONED);
      assertThat(day.state(returns)).isEqualTo(ConversationState.BOT);
      assertThat(day.conversations.outcome(later)).contains(ConversationOutcome.TICKET);
      refuses(DeskRefusal.GONE, () -> day.desk.accept(li, leaves));
    }

    @Test
    void whoGoesBackToTheBotByWordsLeavesTheQueue() {
      ConversationId id = day.handedOver("wu", LOGISTICS);
      Conversation now = day.conversations.find(id).orElseThrow();
      long seq = day.says(id, "继续问机器人");

      day.botTurn(id, now.answeredSeq(), seq, ConversationState.BOT, null);

      assertThat(day.desk.hands(id)).isEmpty();
      assertThat(day.queues.waiting(10)).isEmpty();
    }
  }

  @Nested
  class Serving {

    private AgentId li;
    private AgentId zhao;

    @BeforeEach
    void two() {
      li = day.comes("li", 5, LOGISTICS);
      zhao = day.comes("zhao", 5, AFTERSALE);
    }

    @Test
    void anAcceptedConversationIsTheAgentsAndTheBotIsSilent() {
      ConversationId id = day.handedOver("wu", LOGISTICS);
      day.watch.look();

      day.desk.accept(li, id);
      day.desk.accept(li, id);
      day.replies(li, id, "您好，我看一下");

      assertThat(day.state(id)).isEqualTo(ConversationState.SERVED);
      assertThat(day.texts(id)).containsExactly("转人工", "好的", "客服小li为您服务", "您好，我看一下");
      assertThat(day.conversations.unanswered(id)).isEmpty();
    }

    @Test
    void aMessageSentTwiceStandsOnce() {
      ConversationId id = served("wu", li);
      var same = new ClientMessageId("same");
      day.conversations.receive(id, same, List.of(new Part.Text("顾客的")), false);

      Message once = day.desk.say(li, id, same, List.of(new Part.Text("客服的"))).message();
      var again = day.desk.say(li, id, same, List.of(new Part.Text("客服的")));

      assertThat(again.repeated()).isTrue();
      assertThat(again.message()).isEqualTo(once);
      assertThat(once.by()).isNotNull();
    }

    @Test
    void nobodyElseMayWriteOrClose() {
      ConversationId id = served("wu", li);

      refuses(DeskRefusal.NOT_YOURS, () -> day.replies(zhao, id, "我也说一句"));
      refuses(
          DeskRefusal.NOT_YOURS,
          () -> day.desk.close(zhao, id, ConversationOutcome.AGENT_RESOLVED, "催单"));
      refuses(DeskRefusal.NOT_YOURS, () -> day.desk.transfer(zhao, id, LOGISTICS, null, null));
    }

    @Test
    void aTransferIsServedByTheOldUntilTheNewAccepts() {
      ConversationId id = served("wu", li);

      day.desk.transfer(li, id, AFTERSALE, null, "赔付的事，请接手");
      day.replies(li, id, "稍等，正在转接");
      assertThat(day.open(id).offeredTo()).isEqualTo(zhao);
      assertThat(day.desk.hands(id).orElseThrow().note()).isEqualTo("赔付的事，请接手");
      day.desk.accept(zhao, id);
      day.replies(zhao, id, "我来处理");

      assertThat(day.load(li)).isZero();
      assertThat(day.open(id).askedGroup()).isEqualTo(AFTERSALE);
      assertThat(day.texts(id)).contains("已为您转给客服小zhao");
      refuses(DeskRefusal.NOT_YOURS, () -> day.replies(li, id, "还有"));
    }

    @Test
    void aTransferThatNobodyAcceptsComesBack() {
      ConversationId id = served("wu", li);
      day.desk.transfer(li, id, AFTERSALE, null, null);
      for (int i = 0; i < 4; i++) {
        day.passes(Duration.ofSeconds(30), li, zhao);
      }

      assertThat(day.open(id).state()).isEqualTo(Case.State.SERVED);
      assertThat(day.open(id).agent()).isEqualTo(li);
      assertThat(day.load(zhao)).isZero();
    }

    @Test
    void aColleagueWhoDeclinesGivesItBackAtOnce() {
      ConversationId id = served("wu", li);
      day.desk.transfer(li, id, null, zhao, null);
      day.desk.decline(zhao, id);

      day.passes(SECOND, li, zhao);

      assertThat(day.open(id).state()).isEqualTo(Case.State.SERVED);
    }

    @Test
    void anInvitedColleagueWritesAlong() {
      ConversationId id = served("wu", li);

      day.desk.invite(li, id, zhao);
      day.desk.invite(li, id, zhao);
      day.replies(zhao, id, "仓库这边查到了");
      day.desk.whisper(zhao, id, message(), "他上周也投诉过", false);

      assertThat(day.texts(id)).containsOnlyOnce("客服小zhao加入了会话").contains("仓库这边查到了");
      assertThat(day.texts(id)).doesNotContain("他上周也投诉过");
      assertThat(day.desk.whispers(id, 0, 10)).hasSize(1);
      assertThat(day.desk.inHandsOf(zhao)).hasSize(1);
      day.desk.dismiss(zhao, id, zhao);
      refuses(DeskRefusal.NOT_YOURS, () -> day.replies(zhao, id, "再说一句"));
    }

    @Test
    void aConversationIsClosedOnceWithOneOutcome() {
      ConversationId id = served("wu", li);

      day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");
      day.desk.close(li, id, ConversationOutcome.AGENT_UNRESOLVED, "别的");

      assertThat(day.state(id)).isEqualTo(ConversationState.CLOSED);
      assertThat(day.conversations.outcome(id)).contains(ConversationOutcome.AGENT_RESOLVED);
      assertThat(day.load(li)).isZero();
    }

    @Test
    void theSameAgentMayReopenWithinADay() {
      ConversationId id = served("wu", li);
      day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");
      refuses(DeskRefusal.NOT_YOURS, () -> day.desk.reopen(zhao, id));

      day.desk.reopen(li, id);

      assertThat(day.state(id)).isEqualTo(ConversationState.SERVED);
      assertThat(day.conversations.outcome(id)).isEmpty();
      day.replies(li, id, "补充一下");
      day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");
      day.clock.pass(Duration.ofHours(24));
      refuses(DeskRefusal.TOO_LATE, () -> day.desk.reopen(li, id));
    }

    @Test
    void whatTheShopperHasBegunAnewIsNotReopened() {
      ConversationId id = served("wu", li);
      day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");
      day.conversations.open(new ShopperId("wu"), Channel.WEB);

      refuses(DeskRefusal.OTHER_OPEN, () -> day.desk.reopen(li, id));
    }

    @Test
    void handedBackTheBotAnswersWhatComesAndNotWhatWas() {
      ConversationId id = served("wu", li);
      day.says(id, "那就这样吧");

      day.desk.handBack(li, id);

      assertThat(day.state(id)).isEqualTo(ConversationState.BOT);
      assertThat(day.conversations.unanswered(id)).isEmpty();
      day.says(id, "几点送到");
      assertThat(day.conversations.unanswered(id)).hasSize(1);
    }

    @Test
    void aSupervisorGivesItToSomebodyElse() {
      ConversationId id = served("wu", li);

      day.desk.assign(zhao, id);

      assertThat(day.open(id).agent()).isEqualTo(zhao);
      assertThat(day.load(li)).isZero();
      refuses(DeskRefusal.UNKNOWN, () -> day.desk.assign(new AgentId("nobody"), id));
    }

    @Test
    void crossingTransfersDoNotBlockEachOther() throws Exception {
      day.agents.employ(zhao, "小zhao", 50, java.util.Map.of(AFTERSALE, 1));
      day.agents.employ(li, "小li", 50, java.util.Map.of(LOGISTICS, 1));
      List<ConversationId> lis = new ArrayList<>();
      List<ConversationId> zhaos = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        lis.add(served("a" + i, li));
        zhaos.add(served("b" + i, zhao));
      }
      AtOnce.threads(
          4,
          thread -> {
            for (int i = 0; i < 10; i++) {
              if (thread % 2 == 0) {
                day.desk.assign(zhao, lis.get(i));
              } else {
                day.desk.assign(li, zhaos.get(i));
              }
            }
            return thread;
          });

      assertThat(lis).allSatisfy(id -> assertThat(day.open(id).agent()).isEqualTo(zhao));
    }
  }

  @Nested
  class BrokenConnections {

    @Test
    void whoComesBackInTimeKeepsTheConversation() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      ConversationId id = served("wu", li);

      day.passes(Duration.ofSeconds(50));
      day.passes(Duration.ofSeconds(9), li);
      day.passes(Duration.ofSeconds(59));

      assertThat(day.open(id).agent()).isEqualTo(li);
    }

    @Test
    void whoIsLostLosesItToTheHeadOfTheQueue() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      AgentId zhao = day.comes("zhao", 1, LOGISTICS);
      ConversationId id = served("wu", li);
      day.replies(li, id, "我查一下");
      day.says(id, "好的");
      ConversationId busy = served("qian", zhao);
      day.handedOver("earlier", LOGISTICS);
      day.agents.become(li, Presence.BUSY);

      day.passes(Duration.ofSeconds(30), zhao);
      day.passes(Duration.ofSeconds(31), zhao);

      assertThat(day.state(id)).isEqualTo(ConversationState.QUEUED);
      assertThat(day.queues.waiting(5).getFirst().conversation()).isEqualTo(id);
      assertThat(day.texts(id)).contains("我查一下", "好的").last().asString().contains("另一位同事");
      day.desk.close(zhao, busy, ConversationOutcome.AGENT_RESOLVED, "催单");
      day.watch.look();
      assertThat(day.open(id).offeredTo()).isEqualTo(zhao);
    }
  }

  @Nested
  class NobodySpeaks {

    @Test
    void aConversationWithTheBotEndsWithWhatTheBotDid() {
      ConversationId answered = day.conversations.open(new ShopperId("wu"), Channel.WEB).id();
      long seq = day.says(answered, "几点送到");
      day.botTurn(answered, 0, seq, ConversationState.BOT, null);
      ConversationId silent = day.conversations.open(new ShopperId("chen"), Channel.WEB).id();

      day.passes(Duration.ofHours(24).plus(SECOND));

      assertThat(day.conversations.outcome(answered)).contains(ConversationOutcome.BOT_RESOLVED);
      assertThat(day.conversations.outcome(silent)).contains(ConversationOutcome.SILENT);
    }

    @Test
    void aConversationWithAnAgentEndsUnresolved() {
      AgentId li = day.comes("li", 5, LOGISTICS);
      ConversationId id = served("wu", li);
      day.clock.pass(Duration.ofHours(2).plus(SECOND));
      day.agents.become(li, Presence.ONLINE);

      day.watch.look();

      assertThat(day.conversations.outcome(id)).contains(ConversationOutcome.AGENT_UNRESOLVED);
    }
  }

  @Test
  void twoSkillsAreServedByWhoHasBoth() {
    AgentId both = day.comes("both", 5, LOGISTICS, AFTERSALE);
    day.handedOver("wu", LOGISTICS);
    day.handedOver("chen", AFTERSALE);

    day.watch.look();

    assertThat(day.load(both)).isEqualTo(2);
    assertThat(day.clock.instant()).isEqualTo(MORNING);
    assertThat(new SkillGroup("logistics")).isEqualTo(LOGISTICS);
  }
}
