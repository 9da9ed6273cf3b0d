package io.xianda.console;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.gaps.CollectGaps;
import io.xianda.gaps.MissedQuestion;
import io.xianda.intent.SentenceEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators at work on rules, gaps, the index and synonyms, by REST. */
class RulesAndGapsTest {

  private final Desk li = Desk.operator();
  private final Desk wang = Desk.reviewer();

  @Test
  void aRuleAnswersUntilItIsSwitchedOff() {
    Map<String, Object> rule =
        Map.of(
            "id",
            "test-lantern",
            "name",
            "灯笼",
            "priority",
            10,
            "trigger",
            Map.of("kind", "contains", "phrases", List.of("元宵灯笼抽奖")),
            "channels",
            List.of(),
            "schedule",
            Map.of("days", List.of()),
            "enabled",
            true,
            "effect",
            Map.of("does", "answer", "text", "灯笼抽奖请看活动页。", "choices", List.of()));
    HttpReply kept = wang.posts("/rules", Map.of("rule", rule)).isOk();
    assertThat(kept.json().path("rule").path("id").asString()).isEqualTo("test-lantern");
    assertThat(guest().says("元宵灯笼抽奖怎么参加").isAnswered().replies().getLast().text())
        .contains("灯笼抽奖请看活动页");
    assertThat(li.tries(Map.of("message", "元宵灯笼抽奖怎么参加")).path("decision").asString())
        .isEqualTo("FollowRule");

    long version = kept.json().path("version").asLong();
    wang.posts("/rules/test-lantern/disable", Map.of("version", version)).isOk();
    wang.posts("/rules/test-lantern/enable", Map.of("version", version - 1))
        .isRefused(409, "rule-changed");
    assertThat(li.tries(Map.of("message", "元宵灯笼抽奖怎么参加")).path("decision").asString())
        .isNotEqualTo("FollowRule");
    JsonNode history = li.gets("/rules/test-lantern/history").isOk().json().path("changes");
    assertThat(history.path(0).path("action").asString()).isEqualTo("disabled");
    assertThat(history.path(0).path("by").asString()).isEqualTo("wang");
    long now = li.gets("/rules/test-lantern").isOk().json().path("version").asLong();
    assertThat(wang.deletes("/rules/test-lantern?version=" + now).status()).isEqualTo(204);
    li.gets("/rules/test-lantern").isRefused(404, "no-rule");
  }

  @Test
  void aRuleThatIsNotSoundIsRefusedWithReasons() {
    Map<String, Object> rule =
        Map.of(
            "id",
            "test-poor",
            "name",
            "",
            "priority",
            0,
            "trigger",
            Map.of("kind", "pattern", "phrases", List.of("(")),
            "channels",
            List.of("fax"),
            "schedule",
            Map.of("days", List.of()),
            "enabled",
            true,
            "effect",
            Map.of("does", "show_entry", "entry", "none-such"));
    HttpReply refused = wang.posts("/rules", Map.of("rule", rule)).isRefused(422, "rule-refused");
    assertThat(refused.json().path("findings").toString())
        .contains("pattern_broken", "unknown_channel", "unknown_entry");
  }

  @Test
  void aGapIsClosedByADraftOfANewEntryOrOfAnotherQuestion() {
    JsonNode gap = missed("门店门口可以放共享单车吗");
    String id = gap.path("id").asString();
    long lock = gap.path("lock").asLong();
    UUID key = UUID.randomUUID();
    Map<String, ?> accept =
        Map.of("lock", lock, "content", Map.of("answer", "可以，请停在划线区。"), "question", "门口能停共享单车吗");
    JsonNode accepted = li.posts(key, "/gaps/" + id + "/accept", accept).isOk().json();
    String item = accepted.path("item").path("id").asString();
    assertThat(accepted.path("gap").path("standing").path("state").asString())
        .isEqualTo("accepted");
    JsonNode draft = li.gets("/items/" + item).isOk().json();
    assertThat(draft.path("working").path("content").path("question").asString())
        .isEqualTo("门口能停共享单车吗");
    assertThat(
            li.posts(key, "/gaps/" + id + "/accept", accept)
                .isOk()
                .json()
                .path("item")
                .path("id")
                .asString())
        .isEqualTo(item);

    long closed = li.gets("/gaps/" + id).isOk().json().path("lock").asLong();
    JsonNode open = li.posts("/gaps/" + id + "/reopen", Map.of("lock", closed)).isOk().json();
    JsonNode added =
        li.posts(
                "/gaps/" + id + "/accept",
                Map.of(
                    "lock", open.path("lock").asLong(), "addTo", item, "itemLock", li.lock(item)))
            .isOk()
            .json();
    assertThat(added.path("item").path("workingVersion").asInt()).isEqualTo(2);
    assertThat(li.gets("/items/" + item).json().path("working").path("content").path("similar"))
        .hasSize(1);
    assertThat(li.gets("/gaps/actions?gap=" + id).isOk().json().path("actions")).hasSize(3);
  }

  @Test
  void whoAcceptsAGapTooLateHasWrittenNothing() {
    JsonNode gap = missed("收银台旁边有没有充电宝可以租");
    String id = gap.path("id").asString();
    UUID key = UUID.randomUUID();
    li.posts(key, "/gaps/" + id + "/accept", Map.of("lock", gap.path("lock").asLong() + 7))
        .isRefused(409, "gap-changed");
    li.gets("/items/kb-" + key).isRefused(404, "no-item");
  }

  @Test
  void aDismissedGapIsNotOfferedAgain() {
    JsonNode gap = missed("你们老板是哪里人喜欢什么颜色");
    String id = gap.path("id").asString();
    JsonNode dismissed =
        li.posts(
                "/gaps/" + id + "/dismiss",
                Map.of("lock", gap.path("lock").asLong(), "reason", "与生意无关"))
            .isOk()
            .json();
    assertThat(dismissed.path("standing").path("state").asString()).isEqualTo("dismissed");
    assertThat(dismissed.path("standing").path("reason").asString()).isEqualTo("与生意无关");
    assertThat(li.gets("/gaps?limit=100").isOk().body()).doesNotContain(id);
    li.posts(
            "/gaps/" + id + "/dismiss",
            Map.of("lock", dismissed.path("lock").asLong(), "reason", "again"))
        .isRefused(409, "gap-decided");
  }

  @Test
  void whoIsAskedBackAgainAndAgainHasFoundAGap() {
    List<String> vague =
        List.of(
                "那个东西怎么办", "这个可以吗", "我想问一下那个", "怎么回事啊", "订单", "退", "水果", "券", "送", "会员", "钱",
                "我的那个呢", "能改吗", "鸡蛋", "不对啊", "问题")
            .stream()
            .filter(one ->
                li.tries(Map.of("message", one)).path("decision").asString().equals("Clarify"))
            .toList();
    assertThat(vague).hasSizeGreaterThanOrEqualTo(2);
    Shopper shopper = guest();
    vague.stream().limit(4).forEach(one -> shopper.says(one).isOk());
    assertThat(
            within(
                Duration.ofSeconds(10),
                () -> {
                  String gaps = li.gets("/gaps?limit=100").isOk().body();
                  return vague.stream().anyMatch(one -> gaps.contains("\"" + one + "\""));
                }))
        .isTrue();
  }

  @Test
  void theIndexTellsItsStateAndIsBuiltAnewBesideTheSearch() {
    JsonNode state = li.gets("/index").isOk().json();
    assertThat(state.path("engine").asString()).isEqualTo("lucene");
    assertThat(state.path("entries").asInt()).isGreaterThan(100);
    assertThat(wang.posts("/index/rebuild", Map.of()).status()).isEqualTo(202);
    guest().says("怎么开发票").isAnswered();
    assertThat(
            within(
                Duration.ofSeconds(60),
                () -> li.gets("/index").isOk().json().path("rebuild").isNull()))
        .isTrue();
  }

  @Test
  void synonymsAreReplacedByWhoHasSeenThem() {
    JsonNode before = li.gets("/synonyms").isOk().json();
    assertThat(before.path("text").asString()).isNotBlank();
    long lock = before.path("lock").asLong();
    String more = before.path("text").asString() + "\n# new\n小票 收据\n";
    assertThat(
            wang.puts("/synonyms", Map.of("lock", lock, "text", more))
                .isOk()
                .json()
                .path("by")
                .asString())
        .isEqualTo("wang");
    wang.puts("/synonyms", Map.of("lock", lock, "text", more)).isRefused(409, "synonyms-changed");
    HttpReply wrong =
        wang.puts("/synonyms", Map.of("lock", lock + 1, "text", "小票 收据\n只有一个\n"))
            .isRefused(422, "synonyms-malformed");
    assertThat(wrong.json().path("line").asInt()).isEqualTo(2);
  }

  /** A gap of this one message. */
  private JsonNode missed(String text) {
    part(CollectGaps.class)
        .collectNow(
            List.of(
                new MissedQuestion(
                    UUID.randomUUID().toString(),
                    1,
                    MissedQuestion.Why.UNANSWERED,
                    text,
                    "oos",
                    null,
                    part(SentenceEncoder.class).encode(text),
                    Instant.now())));
    for (JsonNode gap : li.gets("/gaps?limit=100").isOk().json().path("gaps")) {
      if (gap.path("examples").toString().contains(text)) {
        return gap;
      }
    }
    throw new AssertionError("no gap of " + text);
  }

  private static boolean within(Duration time, BooleanSupplier holds) {
    long until = System.nanoTime() + time.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return true;
  }
}
