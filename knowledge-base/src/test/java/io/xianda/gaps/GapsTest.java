package io.xianda.gaps;

import static io.xianda.gaps.MissedQuestion.Why.CLARIFIED_IN_VAIN;
import static io.xianda.gaps.MissedQuestion.Why.HANDED_OVER;
import static io.xianda.gaps.MissedQuestion.Why.THUMBS_DOWN;
import static io.xianda.gaps.MissedQuestion.Why.UNANSWERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Misses are grouped in a real PostgreSQL, and operators decide about the groups. */
class GapsTest {

  private static final Actor LI = new Actor("li");
  private static final EntryId INVOICE = new EntryId("invoice-how");

  private static GapDatabase database;

  private GroupMessages service;

  @BeforeAll
  static void start() throws IOException {
    database = new GapDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void anEmptyDatabase() throws IOException {
    database.empty();
    service = database.service();
  }

  @Test
  void messagesOfOneMeaningAreOneGap() {
    collect(
        Asked.about("小票").in("c1"),
        Asked.about("充值").in("c2"),
        Asked.about("小票").off(0.4, 1).in("c3"));

    assertThat(open())
        .extracting(Gap::name, Gap::conversations)
        .containsExactly(tuple("小票", 2), tuple("充值", 1));
  }

  @Test
  void theSameMissGivenAgainCountsOnce() {
    Asked miss = Asked.about("小票").in("c1").seq(3);
    assertThat(collect(miss, miss)).isEqualTo(1);
    assertThat(collect(miss)).isZero();
    assertThat(collect(Asked.about("小票").in("c1").seq(3).because(THUMBS_DOWN))).isEqualTo(1);

    Gap gap = only();
    assertThat(gap.messages()).isEqualTo(2);
    assertThat(gap.conversations()).isEqualTo(1);
    assertThat(gap.byWhy()).isEqualTo(Map.of(UNANSWERED, 1, THUMBS_DOWN, 1));
  }

  @Test
  void whatIsStoredIsMasked() {
    collect(Asked.about("手机").as("我的号13800138000收不到短信"));

    assertThat(database.jdbc().sql("select text from gap_message").query(String.class).single())
        .isEqualTo("我的号〔手机号〕收不到短信");
    assertThat(only().name()).isEqualTo("我的号〔手机号〕收不到短信");
  }

  @Test
  void aGapSaysAllThatOneNeedsToDecide() {
    Instant now = GapDatabase.START;
    collect(
        Asked.about("小票")
            .as("要小票")
            .in("c1")
            .at(now.minus(Duration.ofDays(10)))
            .near("invoice-how", 0.2),
        Asked.about("小票")
            .as("要小票")
            .in("c2")
            .at(now.minus(Duration.ofDays(2)))
            .near("invoice-how", 0.4),
        Asked.about("小票")
            .as("小票呢")
            .off(0.3, 1)
            .in("c3")
            .because(HANDED_OVER)
            .near("invoice-title", 0.9),
        Asked.about("小票").as("小票呢").off(0.3, 2).in("c3").seq(2).because(CLARIFIED_IN_VAIN));

    Gap gap = only();
    assertThat(gap.standing()).isEqualTo(new Standing.Open());
    assertThat(gap.name()).isEqualTo("要小票");
    assertThat(gap.examples()).containsExactly("小票呢", "要小票");
    assertThat(gap.byWhy()).isEqualTo(Map.of(UNANSWERED, 2, HANDED_OVER, 1, CLARIFIED_IN_VAIN, 1));
    assertThat(gap.trend()).isEqualTo(new Gap.Trend(2, 1));
    assertThat(gap.suggestion())
        .isInstanceOfSatisfying(
            Suggestion.AddTo.class,
            to -> {
              assertThat(to.entry()).isEqualTo(INVOICE);
              assertThat(to.probability()).isBetween(0.2999, 0.3001);
            });
    assertThat(gap.expectedGain()).isEqualTo(3.0);
    assertThat(gap.firstSeen()).isEqualTo(now.minus(Duration.ofDays(10)));
    assertThat(gap.lastSeen()).isEqualTo(now.minus(Duration.ofHours(1)));
  }

  @Test
  void whereMostlyNothingIsNearANewEntryIsSuggested() {
    collect(
        Asked.about("小票").in("c1"),
        Asked.about("小票").in("c2"),
        Asked.about("小票").in("c3").near("invoice-how", 0.9));

    assertThat(only().suggestion()).isEqualTo(new Suggestion.WriteNew());
  }

  @Test
  void gapsAreRankedByTheConversationsOfTheGainWindow() {
    Instant longAgo = GapDatabase.START.minus(Duration.ofDays(40));
    collect(
        Asked.about("旧").in("c1").at(longAgo),
        Asked.about("旧").in("c2").at(longAgo),
        Asked.about("小票").in("c3"),
        Asked.about("充值").in("c4"),
        Asked.about("充值").in("c5"),
        Asked.about("充值").in("c5").seq(2));

    assertThat(open()).extracting(Gap::name).containsExactly("充值", "小票", "旧");
    assertThat(open()).extracting(Gap::expectedGain).containsExactly(2.0, 1.0, 0.0);
  }

  @Test
  void replayedExamplesLowerTheExpectedGain() {
    collect(Asked.about("充值").in("c1"), Asked.about("充值").in("c2"), Asked.about("小票").in("c3"));
    WouldAnswer halfOfRecharging =
        (suggestion, question, examples) -> question.equals("充值") ? 0.25 : 1;

    assertThat(database.replay().replay(halfOfRecharging, 10)).isEqualTo(2);
    assertThat(database.replay().replay(halfOfRecharging, 10)).isZero();

    assertThat(open()).extracting(Gap::name).containsExactly("小票", "充值");
    assertThat(open()).extracting(Gap::expectedGain).containsExactly(1.0, 0.5);
  }

  @Test
  void theListIsFilteredByWayAndIntent() {
    collect(
        Asked.about("小票").in("c1").of("invoice").because(THUMBS_DOWN),
        Asked.about("充值").in("c2").of("account"));

    assertThat(listed(Optional.of(THUMBS_DOWN), Optional.empty())).containsExactly("小票");
    assertThat(listed(Optional.empty(), Optional.of("account"))).containsExactly("充值");
    assertThat(listed(Optional.of(THUMBS_DOWN), Optional.of("account"))).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutHolesOrRepeats() {
    for (int i = 0; i < 7; i++) {
      for (int c = 0; c <= i / 2; c++) {
        collect(Asked.about("题" + i).in("c" + c).seq(i + 1));
      }
    }
    List<String> names = new ArrayList<>();
    Optional<GapPage.Cursor> next = Optional.empty();
    do {
      GapPage page = database.gaps().list(GapFilter.of(GapState.OPEN), next, 2);
      page.gaps().forEach(gap -> names.add(gap.name()));
      next = page.next();
    } while (next.isPresent());

    assertThat(names).hasSize(7).doesNotHaveDuplicates();
    assertThat(names.getFirst()).isEqualTo("题6");
  }

  @Test
  void aDismissedGapDoesNotComeBack() {
    collect(Asked.about("天气").in("c1"));
    Gap gap = only();
    assertThat(database.gaps().dismiss(gap.id(), gap.lock(), "不是我们的事", LI))
        .isInstanceOf(Decided.Done.class);

    for (int i = 0; i < 50; i++) {
      collect(Asked.about("天气").off(0.5, i).in("d" + i));
    }
    tidy();

    assertThat(open()).isEmpty();
    Gap dismissed = list(GapState.DISMISSED).getFirst();
    assertThat(dismissed.messages()).isEqualTo(51);
    assertThat(dismissed.standing()).isEqualTo(new Standing.Dismissed("不是我们的事", GapDatabase.START));
  }

  @Test
  void aDismissedGapStaysDismissedWhenItsMessagesAreDeleted() {
    collect(Asked.about("天气").in("c1"));
    dismiss(only());
    database.clock().pass(Duration.ofDays(100));
    assertThat(database.tidy().purge()).isEqualTo(1);
    service = database.service();

    collect(Asked.about("天气").in("c2").at(database.clock().instant()));

    assertThat(open()).isEmpty();
    assertThat(list(GapState.DISMISSED)).extracting(Gap::messages).containsExactly(1);
  }

  @Test
  void aDismissedGapCanBeReopenedByHand() {
    collect(Asked.about("天气").in("c1"));
    Gap dismissed = dismiss(only());

    assertThat(database.gaps().reopen(dismissed.id(), dismissed.lock(), LI))
        .isInstanceOf(Decided.Done.class);

    assertThat(only().id()).isEqualTo(dismissed.id());
  }

  @Test
  void messagesOlderThanTheRetentionAreDeletedAndEmptyGapsWithThem() {
    collect(
        Asked.about("旧").in("c1").at(GapDatabase.START.minus(Duration.ofDays(91))),
        Asked.about("小票").in("c2").at(GapDatabase.START.minus(Duration.ofDays(91))),
        Asked.about("小票").in("c3"));

    assertThat(database.tidy().purge()).isEqualTo(2);

    assertThat(only().name()).isEqualTo("小票");
    assertThat(only().messages()).isEqualTo(1);
    assertThat(database.wrongCounts()).isEmpty();
    collect(Asked.about("旧").in("c4"));
    assertThat(open()).hasSize(2);
  }

  @Test
  void mergedGapsAreOneAndFurtherMessagesJoinIt() {
    collect(
        Asked.about("小票").in("c1"), Asked.about("发票").in("c1").seq(2), Asked.about("发票").in("c2"));
    Gap into = named("小票");
    Gap from = named("发票");

    Decided decided = database.gaps().merge(from.id(), from.lock(), into.id(), into.lock(), LI);

    assertThat(decided).isInstanceOf(Decided.Done.class);
    assertThat(only().messages()).isEqualTo(3);
    assertThat(only().conversations()).isEqualTo(2);
    assertThat(database.wrongCounts()).isEmpty();
    assertThat(database.gaps().dismiss(from.id(), from.lock(), "", LI))
        .isEqualTo(new Decided.Gone(Optional.of(into.id())));
    collect(Asked.about("发票").in("c3"));
    assertThat(only().messages()).isEqualTo(4);
  }

  @Test
  void twinsThatGrewTogetherAreMergedByTheService() {
    collect(
        Asked.about("小票").off(1.3, 1).as("一").in("c1"),
        Asked.about("小票").off(1.3, 2).as("二").in("c2"));
    assertThat(open()).hasSize(2);
    // Each draws further messages from the middle to itself until their centres meet.
    for (int i = 0; i < 20; i++) {
      collect(Asked.about("小票").off(0.3, 1).in("m" + i), Asked.about("小票").off(0.3, 2).in("n" + i));
    }
    for (int i = 0; i < 3; i++) {
      tidy();
    }

    assertThat(database.wrongCounts()).isEmpty();
    assertThat(only().messages()).isEqualTo(42);
    assertThat(database.gaps().actions(Optional.empty(), 0, 10))
        .extracting(GapAction::action, GapAction::actor)
        .containsExactly(tuple("merge", Actor.XIANDA));
  }

  @Test
  void ofTwoWhoDecideOneIsTold() throws Exception {
    collect(Asked.about("小票").in("c1"));
    Gap gap = only();

    List<Decided> decided =
        AtOnce.threads(
            8,
            i ->
                i % 2 == 0
                    ? database.gaps().dismiss(gap.id(), gap.lock(), "", new Actor("a" + i))
                    : database
                        .gaps()
                        .accept(
                            gap.id(),
                            gap.lock(),
                            new Acceptance.AddedTo(INVOICE),
                            new Actor("a" + i)));

    assertThat(decided).filteredOn(Decided.Done.class::isInstance).hasSize(1);
    assertThat(decided).filteredOn(Decided.Conflict.class::isInstance).hasSize(7);
    assertThat(database.gaps().actions(Optional.of(gap.id()), 0, 10)).hasSize(1);
  }

  @Test
  void whatIsDecidedCannotBeDecidedOtherwise() {
    collect(Asked.about("小票").in("c1"));
    Gap dismissed = dismiss(only());

    assertThat(
            database
                .gaps()
                .accept(dismissed.id(), dismissed.lock(), new Acceptance.NewEntry(INVOICE), LI))
        .isInstanceOf(Decided.NotPossible.class);
    assertThat(database.gaps().reopen(GapId.random(), 0, LI))
        .isEqualTo(new Decided.Gone(Optional.empty()));
  }

  @Test
  void theLogKeepsEveryDecisionForGood() {
    collect(Asked.about("小票").in("c1"));
    Gap dismissed = dismiss(only());
    database.gaps().reopen(dismissed.id(), dismissed.lock(), LI);

    assertThat(database.gaps().actions(Optional.of(dismissed.id()), 0, 10))
        .extracting(GapAction::action)
        .containsExactly("dismiss", "reopen");
    assertThatThrownBy(() -> database.jdbc().sql("delete from gap_action").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
  }

  @Test
  void theRealGainIsToldFromTheDayAfter() {
    Instant start = GapDatabase.START;
    for (int day = 0; day < 10; day++) {
      for (int i = 0; i < 4; i++) {
        collect(
            Asked.about("小票").in("b" + day + "-" + i).at(start.minus(Duration.ofDays(10 - day))));
      }
    }
    Gap gap = only();
    database.gaps().accept(gap.id(), gap.lock(), new Acceptance.AddedTo(INVOICE), LI);
    assertThat(accepted().gain()).isEmpty();

    collect(
        Asked.about("小票").in("a1").at(start.plus(Duration.ofDays(1))),
        Asked.about("小票").in("a2").at(start.plus(Duration.ofDays(3))));
    database.clock().pass(Duration.ofDays(4));

    assertThat(accepted().as()).isEqualTo(new Acceptance.AddedTo(INVOICE));
    RealGain gain = accepted().gain().orElseThrow();
    assertThat(gain).isEqualTo(new RealGain(4.0, 0.5, Duration.ofDays(4)));
    assertThat(gain.conversationsADay()).isEqualTo(3.5);
  }

  @Test
  void aServiceThatStartsAnewGroupsAsOneThatWentOn() throws IOException {
    List<MissedQuestion> messages = ofTopics(40, 600);
    messages.forEach(message -> service.add(List.of(message)));
    var wentOn = database.groups();

    database.empty();
    for (int i = 0; i < messages.size(); i++) {
      if (i % 37 == 0) {
        service = database.service();
      }
      service.add(List.of(messages.get(i)));
    }

    assertThat(database.groups()).isEqualTo(wentOn);
  }

  @Test
  void twoServicesAtOnceMakeNoTwins() throws Exception {
    List<GroupMessages> services = List.of(database.service(), database.service());
    AtOnce.threads(
        2,
        node -> {
          for (int i = 0; i < 100; i++) {
            services
                .get(node)
                .add(List.of(Asked.about("题" + i).in("node" + node).seq(i + 1).miss()));
          }
          return node;
        });

    assertThat(database.groups()).hasSize(100).allSatisfy(group -> assertThat(group).hasSize(2));
    assertThat(database.wrongCounts()).isEmpty();
  }

  @Test
  void aBatchThatFailsLeavesNothingBehind() {
    collect(Asked.about("小票").in("c1"));
    database.jdbc().sql("alter table gap_message add check (text <> '坏')").update();
    List<MissedQuestion> batch =
        List.of(Asked.about("充值").in("c2").miss(), Asked.about("别的").as("坏").in("c3").miss());

    assertThatThrownBy(() -> service.add(batch)).isInstanceOf(DataAccessException.class);

    assertThat(only().name()).isEqualTo("小票");
    assertThat(collect(Asked.about("充值").in("c2"))).isEqualTo(1);
    assertThat(database.wrongCounts()).isEmpty();
  }

  @Test
  void thousandsOfMessagesAreGrouped() {
    List<MissedQuestion> messages = ofTopics(200, 5_000);
    long start = System.nanoTime();
    for (int from = 0; from < messages.size(); from += 64) {
      service.add(messages.subList(from, Math.min(from + 64, messages.size())));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long listed = System.nanoTime();
    int page =
        database.gaps().list(GapFilter.of(GapState.OPEN), Optional.empty(), 50).gaps().size();
    System.out.printf(
        "5,000 messages in %d groups: %.1f s, %.2f ms a message; a page of %d: %.0f ms%n",
        database.groups().size(),
        seconds,
        seconds * 1000 / 5_000,
        page,
        (System.nanoTime() - listed) / 1e6);
    long tidied = System.nanoTime();
    GroupMessages.Tidied done = service.tidy();
    System.out.printf("%s in %.1f s%n", done, (System.nanoTime() - tidied) / 1e9);

    assertThat(database.wrongCounts()).isEmpty();
    assertThat(seconds).isLessThan(120);
  }

  private static List<MissedQuestion> ofTopics(int topics, int count) {
    Random random = new Random(20_261_122);
    List<MissedQuestion> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int topic = random.nextInt(topics);
      messages.add(
          Asked.about("题" + topic)
              .as("题" + topic + "问" + i % 50)
              .off(0.9, i)
              .in("c" + random.nextInt(count))
              .seq(i + 1)
              .miss());
    }
    return messages;
  }

  private int collect(Asked... asked) {
    return service.add(List.of(asked).stream().map(Asked::miss).toList());
  }

  private void tidy() {
    service.tidy();
  }

  private List<Gap> open() {
    return list(GapState.OPEN);
  }

  private Gap only() {
    assertThat(open()).hasSize(1);
    return open().getFirst();
  }

  private Gap named(String name) {
    return open().stream().filter(gap -> gap.name().equals(name)).findFirst().orElseThrow();
  }

  private Gap dismiss(Gap gap) {
    database.gaps().dismiss(gap.id(), gap.lock(), "", LI);
    return database.gaps().find(gap.id()).orElseThrow();
  }

  private Standing.Accepted accepted() {
    return (Standing.Accepted) list(GapState.ACCEPTED).getFirst().standing();
  }

  private List<Gap> list(GapState state) {
    return database.gaps().list(GapFilter.of(state), Optional.empty(), 100).gaps();
  }

  private List<String> listed(Optional<MissedQuestion.Why> why, Optional<String> intent) {
    return database
        .gaps()
        .list(new GapFilter(GapState.OPEN, why, intent), Optional.empty(), 10)
        .gaps()
        .stream()
        .map(Gap::name)
        .toList();
  }
}
