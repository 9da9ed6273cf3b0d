package io.xianda.figures;

import static io.xianda.desk.DeskDay.AFTERSALE;
import static io.xianda.desk.DeskDay.LOGISTICS;
import static io.xianda.desk.DeskDay.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.desk.DeskDay;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.rating.Rating;
import io.xianda.rating.Ratings;
import io.xianda.rating.Thumbs;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the figures of small days are; of a large one, {@code ScriptedDayTest} tells. */
class FiguresTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Duration MINUTE = Duration.ofMinutes(1);

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

  private static Figures figures(Grouping by) {
    var span = new Span(MORNING, day.clock.instant().plusSeconds(1));
    return day.database.the(CountFigures.class).of(span, by, SHANGHAI);
  }

  private static Map<String, Figures.Row> by(Grouping by) {
    return figures(by).rows().stream()
        .collect(Collectors.toMap(Figures.Row::key, Function.identity()));
  }

  private static Figures.Row of(Grouping by, String key) {
    return Objects.requireNonNull(by(by).get(key), key);
  }

  private static Figures.Row total() {
    return figures(Grouping.AGENT).total();
  }

  private static void passes(long minutes, AgentId... present) {
    for (long minute = 0; minute < minutes; minute++) {
      day.clock.pass(MINUTE);
      day.agents.seen(java.util.Set.of(present));
    }
  }

  @Test
  void onAnEmptyDayThereIsNothingToTell() {
    Figures figures = figures(Grouping.HOUR);

    assertThat(figures.rows()).isEmpty();
    assertThat(figures.total().cases()).isEqualTo(Figures.Cases.NONE);
    assertThat(figures.total().shares()).isEmpty();
    assertThat(figures.total().resolution()).isNull();
    assertThat(figures.total().satisfaction().mean()).isNull();
    assertThat(figures.total().cases().abandonment()).isNull();
  }

  @Test
  void waitingCountsFromTheQueueNotFromTheBeginOfTheConversation() {
    AgentId li = day.comes("li", 5, LOGISTICS);
    var bot = day.conversations.open(new ShopperId("wu"), Channel.WEB);
    day.botTurn(bot.id(), 0, day.says(bot.id(), "在吗"), ConversationState.BOT, null);
    passes(60, li);
    ConversationId id = day.handedOver("wu", LOGISTICS);
    passes(2, li);
    day.desk.take(li, id);
    passes(3, li);
    day.replies(li, id, "我来处理");
    passes(4, li);
    day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");

    Figures.Row all = total();

    assertThat(all.cases().waiting()).isEqualTo(new Spread(1, minutes(2), minutes(2)));
    assertThat(all.cases().firstReply()).isEqualTo(new Spread(1, minutes(5), minutes(5)));
    assertThat(all.handling()).isEqualTo(new Spread(1, minutes(7), minutes(7)));
    assertThat(all.resolution()).isEqualTo(1);
  }

  @Test
  void halfWaitNoLongerThanTheMedianAndNineOfTenNoLongerThanTheNinetieth() {
    AgentId li = day.comes("li", 20, LOGISTICS);
    for (int i = 0; i < 10; i++) {
      day.handedOver("s" + i, LOGISTICS);
    }
    for (int i = 0; i < 10; i++) {
      passes(1, li);
      day.desk.take(li, day.conversations.open(new ShopperId("s" + i), Channel.WEB).id());
    }

    assertThat(total().cases().waiting()).isEqualTo(new Spread(10, minutes(5), minutes(9)));
  }

  @Test
  void handlingAndTransfersBelongToWhoeverHadIt() {
    AgentId li = day.comes("li", 5, LOGISTICS);
    AgentId zhao = day.comes("zhao", 5, AFTERSALE);
    ConversationId id = day.handedOver("wu", LOGISTICS);
    day.desk.take(li, id);
    passes(2, li, zhao);
    day.desk.transfer(li, id, AFTERSALE, null, null);
    day.desk.accept(zhao, id);
    passes(6, li, zhao);
    day.desk.close(zhao, id, ConversationOutcome.AGENT_RESOLVED, "坏果");

    assertThat(of(Grouping.AGENT, "li").handling())
        .isEqualTo(new Spread(1, minutes(2), minutes(2)));
    assertThat(of(Grouping.AGENT, "li").transfers()).isEqualTo(1);
    assertThat(of(Grouping.AGENT, "li").cases().came()).isZero();
    assertThat(of(Grouping.AGENT, "zhao").handling())
        .isEqualTo(new Spread(1, minutes(6), minutes(6)));
    assertThat(of(Grouping.AGENT, "zhao").transfers()).isZero();
    assertThat(of(Grouping.AGENT, "zhao").cases().came()).isEqualTo(1);
    assertThat(of(Grouping.GROUP, "logistics").transfers()).isEqualTo(1);
    assertThat(of(Grouping.GROUP, "aftersale").cases().came()).isEqualTo(1);
    assertThat(total().handling()).isEqualTo(new Spread(1, minutes(8), minutes(8)));
    assertThat(total().transfers()).isEqualTo(1);
  }

  @Test
  void whoeverLeavesTheQueueIsCountedAsLost() {
    day.desk.giveUp(day.handedOver("wu", LOGISTICS));
    day.desk.laterAsTicket(day.handedOver("chen", LOGISTICS));
    day.desk.backToBot(day.handedOver("sun", LOGISTICS));
    day.handedOver("qian", LOGISTICS);

    Figures.Row all = total();

    assertThat(all.cases().came()).isEqualTo(4);
    assertThat(all.cases().abandoned()).isEqualTo(1);
    assertThat(all.cases().abandonment()).isEqualTo(0.25);
    assertThat(all.cases().taken()).isZero();
    assertThat(all.outcomes())
        .isEqualTo(Map.of(ConversationOutcome.ABANDONED, 1L, ConversationOutcome.TICKET, 1L));
  }

  @Test
  void whatIsReopenedIsNotCountedAsOneMore() {
    AgentId li = day.comes("li", 5, LOGISTICS);
    ConversationId id = day.handedOver("wu", LOGISTICS);
    day.desk.take(li, id);
    day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");
    passes(5, li);
    day.desk.reopen(li, id);
    passes(1, li);
    day.desk.close(li, id, ConversationOutcome.AGENT_UNRESOLVED, "催单");

    Figures.Row mine = of(Grouping.AGENT, "li");

    assertThat(mine.cases().came()).isEqualTo(1);
    assertThat(mine.cases().reopened()).isEqualTo(1);
    assertThat(mine.outcomes()).isEqualTo(Map.of(ConversationOutcome.AGENT_UNRESOLVED, 1L));
    assertThat(mine.resolution()).isZero();
  }

  @Test
  void whatWentBackToTheBotIsTheBots() {
    AgentId li = day.comes("li", 5, LOGISTICS);
    ConversationId id = day.handedOver("wu", LOGISTICS);
    day.desk.take(li, id);
    day.desk.handBack(li, id);
    day.passes(Duration.ofHours(25));

    assertThat(of(Grouping.AGENT, "").outcomes())
        .isEqualTo(Map.of(ConversationOutcome.BOT_RESOLVED, 1L));
    assertThat(of(Grouping.AGENT, "li").closed()).isZero();
  }

  @Test
  void hoursAreTheShopsAndIntentsAndReasonsAreThoseOfTheHandoff() {
    day.handedOver("wu", new Handoff(LOGISTICS, Priority.NORMAL, "asked", null, "delivery.late"));

    assertThat(by(Grouping.HOUR)).containsOnlyKeys("08");
    assertThat(by(Grouping.INTENT)).containsOnlyKeys("delivery.late");
    assertThat(by(Grouping.REASON)).containsOnlyKeys("asked");
    assertThat(by(Grouping.CHANNEL)).containsOnlyKeys("web");
  }

  @Test
  void aRatingIsOfWhoeverClosedItAndAThumbIsTheBots() {
    AgentId li = day.comes("li", 5, LOGISTICS);
    for (int stars = 3; stars <= 5; stars++) {
      ConversationId id = day.handedOver("s" + stars, LOGISTICS);
      day.database.the(Thumbs.class).give(id, 2, stars > 3);
      day.desk.take(li, id);
      day.desk.close(li, id, ConversationOutcome.AGENT_RESOLVED, "催单");
      day.database.the(Ratings.class).give(id, new Rating.Opinion(stars, List.of(), null));
    }

    Figures.Satisfaction mine = of(Grouping.AGENT, "li").satisfaction();
    assertThat(mine.count()).isEqualTo(3);
    assertThat(mine.mean()).isEqualTo(4);
    assertThat(mine.satisfied()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(of(Grouping.AGENT, "").thumbs()).isEqualTo(new Figures.Thumbs(2, 1));
    assertThat(of(Grouping.GROUP, "logistics").satisfaction()).isEqualTo(mine);
  }

  @Test
  void whatCameBeforeTheSpanIsNotInIt() {
    day.handedOver("wu", LOGISTICS);
    passes(1);
    var later = new Span(day.clock.instant(), day.clock.instant().plusSeconds(1));

    Figures figures = day.database.the(CountFigures.class).of(later, Grouping.GROUP, SHANGHAI);

    assertThat(figures.rows()).isEmpty();
  }

  @Test
  void aSpanEndsAfterItBegins() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(MORNING, MORNING));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Span(MORNING, MORNING.plus(Duration.ofDays(367))));
  }

  private static Duration minutes(long count) {
    return Duration.ofMinutes(count);
  }
}
