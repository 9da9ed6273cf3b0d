package io.xianda.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever people do in whatever order, a ticket stays one that makes sense. */
class TicketWalkTest {

  private static final List<TicketAct> ACTS =
      List.of(
          new TicketAct.Take(),
          new TicketAct.Assign("wang"),
          new TicketAct.Regroup(new SkillGroup("finance")),
          new TicketAct.Reprioritise(Priority.URGENT),
          new TicketAct.Start(),
          new TicketAct.Ask("几点？"),
          new TicketAct.Say("在看"),
          new TicketAct.Add("九点", List.of()),
          new TicketAct.Resolve("好了"),
          new TicketAct.Close(),
          new TicketAct.Reopen("没好"),
          new TicketAct.Comment("记一笔"));

  private static final TicketDay day = TicketDay.opened();

  @AfterContainer
  static void stop() throws Exception {
    day.close();
  }

  @Property
  void onlyWhatIsResolvedIsEverClosed(@ForAll("walks") List<TicketAct> walk) {
    TicketState state = TicketState.OPEN;
    for (TicketAct act : walk) {
      TicketState before = state;
      state = before.after(act).orElse(before);
      if (state == TicketState.CLOSED) {
        assertThat(before).isIn(TicketState.RESOLVED, TicketState.CLOSED);
      }
      if (before == TicketState.CLOSED && state != before) {
        assertThat(act).isInstanceOf(TicketAct.Reopen.class);
      }
    }
  }

  @Property
  void fromEveryStateThereIsAWayToTheEnd(@ForAll("walks") List<TicketAct> walk) {
    TicketState state = TicketState.OPEN;
    for (TicketAct act : walk) {
      state = state.after(act).orElse(state);
    }
    TicketState resolved = state.after(new TicketAct.Resolve("好了")).orElse(state);
    assertThat(resolved.after(new TicketAct.Close()).orElse(resolved))
        .isEqualTo(TicketState.CLOSED);
  }

  /** The constraints of the tables hold, every act has one entry, and what is refused has none. */
  @Property(tries = 15)
  void theDatabaseFollowsTheWalk(
      @ForAll("walks") List<TicketAct> walk, @ForAll("minutes") List<Integer> minutes) {
    day.begin();
    TicketNumber number = day.aClaim(TicketDay.EGGS);
    int entries = 1;
    for (int i = 0; i < walk.size(); i++) {
      day.clock.pass(Duration.ofMinutes(minutes.get(i % minutes.size())));
      Ticket before = day.now(number);
      TicketAct act = walk.get(i);
      var expected = before.state().after(act);
      try {
        Ticket after = day.does(TicketDay.CHEF, number, act);
        entries++;
        assertThat(expected).contains(after.state());
        assertThat(after.version()).isEqualTo(before.version() + 1);
      } catch (TicketRefusedException e) {
        assertThat(e.refusal()).isEqualTo(TicketRefusal.NOT_NOW);
        assertThat(expected).isEmpty();
        assertThat(day.now(number)).isEqualTo(before);
      }
    }
    assertThat(day.story(number)).hasSize(entries);
  }

  @Provide
  Arbitrary<List<TicketAct>> walks() {
    return Arbitraries.of(ACTS).list().ofMinSize(1).ofMaxSize(25);
  }

  @Provide
  Arbitrary<List<Integer>> minutes() {
    return Arbitraries.integers().between(0, 300).list().ofMinSize(1).ofMaxSize(5);
  }
}
