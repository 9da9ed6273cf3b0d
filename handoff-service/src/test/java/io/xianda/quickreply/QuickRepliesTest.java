package io.xianda.quickreply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xianda.PeopleDatabase;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.handoff.SkillGroup;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents say often, on a real PostgreSQL. */
class QuickRepliesTest {

  private static final AgentId LI = new AgentId("li");
  private static final AgentId WANG = new AgentId("wang");
  private static final SkillGroup LOGISTICS = new SkillGroup("logistics");

  private static PeopleDatabase database;
  private static QuickReplies replies;

  @BeforeAll
  static void start() throws Exception {
    database = new PeopleDatabase(Clock.systemUTC());
    replies = database.the(QuickReplies.class);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void nothingIsThere() {
    database.jdbc().sql("truncate quick_reply cascade").update();
  }

  @Test
  void anAgentSeesHerOwnThoseOfHerGroupsAndTheShops() {
    saved(new Scope.Own(LI), "我的");
    saved(new Scope.Own(WANG), "别人的");
    saved(new Scope.Group(LOGISTICS), "物流的");
    saved(new Scope.Group(new SkillGroup("finance")), "财务的");
    saved(new Scope.Shop(), "大家的");

    assertThat(found(LI, "")).containsExactlyInAnyOrder("我的", "物流的", "大家的");
    assertThat(replies.find(LI, List.of(), "", 10))
        .extracting(QuickReply::title)
        .containsExactlyInAnyOrder("我的", "大家的");
  }

  @Test
  void oneIsFoundByWordsAndByInitials() {
    saved(new Scope.Shop(), "催配送进度");
    saved(new Scope.Shop(), "开票说明");

    assertThat(found(LI, "进度")).containsExactly("催配送进度");
    assertThat(found(LI, "cps")).containsExactly("催配送进度");
    assertThat(found(LI, "KP 说明")).containsExactly("开票说明");
    assertThat(found(LI, "说明 进度")).isEmpty();
    assertThat(found(LI, "%")).isEmpty();
  }

  @Test
  void theMostUsedComesFirstAndAConversationCountsOnce() {
    saved(new Scope.Shop(), "一");
    QuickReply two = saved(new Scope.Shop(), "二");
    ConversationId id = database.conversations().open(new ShopperId("wu"), Channel.WEB).id();

    replies.used(two.id(), id, LI);
    replies.used(two.id(), id, LI);

    assertThat(found(LI, "")).containsExactly("二", "一");
    assertThat(replies.find(two.id()).orElseThrow().uses()).isEqualTo(1);
  }

  @Test
  void whoeverIsLateIsRefusedAndARepeatChangesNothing() {
    QuickReply first = saved(new Scope.Shop(), "旧");
    QuickReply change = with(first, "新");

    assertThat(replies.save(LI, change).version()).isEqualTo(2);
    assertThat(replies.save(LI, change).version()).isEqualTo(2);
    refused(() -> replies.save(WANG, with(first, "另一个")), QuickReplyRefusal.CHANGED);
    refused(() -> replies.delete(first.id(), 1), QuickReplyRefusal.CHANGED);
    replies.delete(first.id(), 2);
    replies.delete(first.id(), 2);
    assertThat(replies.find(first.id())).isEmpty();
  }

  @Test
  void nobodyChangesWhoseItIs() {
    QuickReply mine = saved(new Scope.Own(LI), "我的");
    QuickReply everybodys =
        new QuickReply(mine.id(), new Scope.Shop(), "配送", "我的", mine.text(), "", 0, mine.version());

    refused(() -> replies.save(LI, everybodys), QuickReplyRefusal.CHANGED);
  }

  private QuickReply saved(Scope scope, String title) {
    return replies.save(
        LI, QuickReply.fresh(UUID.randomUUID(), scope, "配送", title, new Template("好的")));
  }

  private static QuickReply with(QuickReply before, String title) {
    return new QuickReply(
        before.id(),
        before.scope(),
        before.category(),
        title,
        before.text(),
        before.initials(),
        0,
        before.version());
  }

  private List<String> found(AgentId agent, String query) {
    return replies.find(agent, List.of(LOGISTICS), query, 10).stream()
        .map(QuickReply::title)
        .toList();
  }

  private static void refused(Runnable act, QuickReplyRefusal why) {
    assertThatExceptionOfType(QuickReplyRefusedException.class)
        .isThrownBy(act::run)
        .extracting(QuickReplyRefusedException::refusal)
        .isEqualTo(why);
  }
}
