package io.xianda.figures;

import static io.xianda.desk.DeskDay.AFTERSALE;
import static io.xianda.desk.DeskDay.LOGISTICS;
import static io.xianda.desk.DeskDay.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.desk.DeskDay;
import io.xianda.desk.DeskRefusedException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever happens: a conversation has one outcome, and is counted once. */
class OutcomesAddUpTest {

  private static final int SHOPPERS = 3;

  private static @Nullable DeskDay started;

  /** What may happen to a shopper's conversation. */
  enum Happening {
    ASKS_BOT,
    HANDED_OVER,
    TAKEN,
    TRANSFERRED,
    RESOLVED,
    UNRESOLVED,
    TICKET,
    HANDED_BACK,
    REOPENED,
    GIVES_UP,
    BACK_TO_BOT,
    LATER,
    A_DAY_PASSES
  }

  record Step(int shopper, Happening happening) {}

  @BeforeContainer
  static void start() throws Exception {
    started = new DeskDay();
  }

  @AfterContainer
  static void stop() throws Exception {
    if (started != null) {
      started.close();
    }
  }

  private static DeskDay day() {
    return Objects.requireNonNull(started);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SHOPPERS - 1), Arbitraries.of(Happening.class))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(30);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void everyConversationHasOneOutcomeAndTheSharesAreOne(@ForAll("histories") List<Step> history) {
    day().begin();
    var it = new History();
    history.forEach(it::happens);

    long closed =
        day()
            .database
            .jdbc()
            .sql("select count(*) from conversation where state = 'closed'")
            .query(Long.class)
            .single();
    var span = new Span(MORNING, day().clock.instant().plusSeconds(1));
    for (Grouping by : Grouping.values()) {
      Figures figures =
          day().database.the(CountFigures.class).of(span, by, ZoneId.of("Asia/Shanghai"));
      assertThat(figures.total().closed()).isEqualTo(closed);
      assertThat(figures.rows().stream().mapToLong(Figures.Row::closed).sum()).isEqualTo(closed);
      assertThat(figures.rows().stream().mapToLong(row -> row.cases().came()).sum())
          .isEqualTo(figures.total().cases().came());
      for (Figures.Row row : figures.rows()) {
        assertThat(row.shares().values().stream().mapToDouble(Double::doubleValue).sum())
            .isCloseTo(row.closed() == 0 ? 0 : 1, within(1e-9));
      }
    }
    var recount = new Recount(day().database.jdbc());
    for (Grouping by : List.of(Grouping.AGENT, Grouping.GROUP)) {
      assertThat(
              day()
                  .database
                  .the(CountFigures.class)
                  .of(span, by, ZoneId.of("Asia/Shanghai"))
                  .rows())
          .containsExactlyElementsOf(recount.by(by).values());
    }
  }

  /** Does what is possible, and lets the desk refuse the rest. */
  private static final class History {

    private final AgentId li = day().comes("li", 10, LOGISTICS);
    private final AgentId zhao = day().comes("zhao", 10, AFTERSALE);
    private final ConversationId[] last = new ConversationId[SHOPPERS];

    void happens(Step step) {
      day().clock.pass(Duration.ofSeconds(7));
      day().agents.seen(Set.of(li, zhao));
      try {
        happens("s" + step.shopper(), step.shopper(), step.happening());
      } catch (DeskRefusedException e) {
        // Not possible now; nothing was changed.
        assertThat(e.refusal()).isNotNull();
      }
    }

    private void happens(String shopper, int n, Happening happening) {
      ConversationId id = last[n];
      if (happening == Happening.ASKS_BOT || happening == Happening.HANDED_OVER || id == null) {
        last[n] = begins(shopper, happening == Happening.HANDED_OVER);
        return;
      }
      AgentId agent = day().desk.hands(id).map(hands -> hands.open().agent()).orElse(li);
      switch (happening) {
        case ASKS_BOT, HANDED_OVER -> throw new IllegalStateException("it has begun");
        case TAKEN -> day().desk.take(li, id);
        case TRANSFERRED -> {
          day().desk.transfer(agent, id, null, agent.equals(li) ? zhao : li, null);
          day().desk.accept(agent.equals(li) ? zhao : li, id);
        }
        case RESOLVED -> day().desk.close(agent, id, ConversationOutcome.AGENT_RESOLVED, "测试");
        case UNRESOLVED -> day().desk.close(agent, id, ConversationOutcome.AGENT_UNRESOLVED, "测试");
        case TICKET -> day().desk.close(agent, id, ConversationOutcome.TICKET, "测试");
        case HANDED_BACK -> day().desk.handBack(agent, id);
        case REOPENED -> day().desk.reopen(agent, id);
        case GIVES_UP -> day().desk.giveUp(id);
        case BACK_TO_BOT -> day().desk.backToBot(id);
        case LATER -> day().desk.laterAsTicket(id);
        case A_DAY_PASSES -> day().passes(Duration.ofHours(25), li, zhao);
      }
    }

    private static ConversationId begins(String shopper, boolean wantsPerson) {
      var open = day().conversations.open(new ShopperId(shopper), Channel.WEB);
      if (open.state() != ConversationState.BOT) {
        return open.id();
      }
      if (wantsPerson) {
        return day().handedOver(shopper, LOGISTICS);
      }
      day()
          .botTurn(
              open.id(),
              open.answeredSeq(),
              day().says(open.id(), "在吗"),
              ConversationState.BOT,
              null);
      return open.id();
    }
  }
}
