package io.xianda.console;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operators at work on entries, by REST. */
class ConsoleTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Desk li = Desk.operator();
  private final Desk wang = Desk.reviewer();

  static Map<String, Object> entry(String question, String answer, String... similar) {
    Map<String, Object> content = new HashMap<>();
    content.put("question", question);
    content.put("answer", answer);
    content.put("similar", List.of(similar));
    content.put("intent", "invoice");
    content.put("owner", "li");
    return content;
  }

  @Test
  void whatMayBeNamedInAnEntryIsTold() {
    JsonNode names = li.gets("/names").isOk().json();

    assertThat(names.path("facts").toString()).contains("\"name\":\"delivery.fee\"");
    assertThat(names.path("intents").toString()).contains("\"name\":\"坏果变质\"");
    assertThat(names.path("groups").toString()).contains("物流专席");
    assertThat(names.path("channels").size()).isEqualTo(5);
  }

  @Test
  void whatIsWrittenCheckedTriedReplayedAndApprovedIsToldWithinASecond() {
    String question = "发票抬头可以写宠物的名字吗";
    String answer = "不可以，发票抬头只能写个人姓名或单位名称。";
    String item = li.drafts(entry(question, answer, "发票能开给我家猫吗"));

    JsonNode checked = li.posts("/items/" + item + "/check", Map.of()).isOk().json();
    assertThat(checked.path("publishable").asBoolean()).as(checked.toString()).isTrue();

    Map<String, ?> attempt = Map.of("message", question);
    assertThat(li.tries(attempt).path("entry").asString("")).isNotEqualTo(item);
    JsonNode tried = li.tries(Map.of("message", question, "items", List.of(item)));
    assertThat(tried.path("entry").asString("")).as(tried.toString()).isEqualTo(item);
    assertThat(tried.path("parts").path(0).path("text").asString()).isEqualTo(answer);

    Desk.isInState(li.submits(item), "in_review");
    JsonNode replay = li.replays(item);
    assertThat(replay.path("result").path("replayed").asInt()).isGreaterThan(100);
    assertThat(replay.path("result").path("won").asInt()).isPositive();

    wang.approves(item, Map.of()).isRefused(409, "replay-needed");
    HttpReply approved =
        wang.approves(item, Map.of("replay", replay.path("id").asString(), "reason", "新问题，已看过回放"));
    long since = System.nanoTime();
    Desk.isInState(approved, "published");

    Shopper shopper = guest();
    String told = shopper.says(question).isAnswered().replies().getLast().text();
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    System.out.println("told after " + took.toMillis() + " ms");
    assertThat(told).contains(answer);
    assertThat(took).isLessThan(SOON);

    Desk.isInState(
        wang.posts("/items/" + item + "/archive", Map.of("lock", wang.lock(item), "note", "不再适用")),
        "archived");
    assertThat(guest().says(question).isAnswered().replies().getLast().text())
        .doesNotContain(answer);
  }

  @Test
  void aReplayIsGoodForItsOwnVersionAndGenerationOnly() {
    String item = li.drafts(entry("发票可以开成英文的吗", "目前只能开中文发票。"));
    String early = li.replays(item).path("id").asString();
    li.puts(
            "/items/" + item,
            Map.of("lock", li.lock(item), "content", entry("发票可以开成英文的吗", "只开中文发票。")))
        .isOk();
    li.submits(item).isOk();
    wang.approves(item, Map.of("replay", early, "reason", "x")).isRefused(409, "replay-needed");

    String good = li.replays(item).path("id").asString();
    Desk.published(entry("发票上能不能写备注", "可以，下单时在备注栏填写。"));
    wang.approves(item, Map.of("replay", good, "reason", "x")).isRefused(409, "replay-needed");
    assertThat(li.gets("/items/" + item).json().path("item").path("state").asString())
        .isEqualTo("in_review");
    assertThat(li.gets("/replay/" + good).isOk().json().path("id").asString()).isEqualTo(good);
  }

  @Test
  void aLossNeedsAReasonWhichStandsInTheAudit() {
    String item = Desk.published(entry("发票能不能补开去年的订单", "去年的订单不能补开发票。", "去年的订单还能开票吗"));
    li.puts(
            "/items/" + item,
            Map.of("lock", li.lock(item), "content", entry("发票可以折成纸飞机吗", "发票请妥善保管。")))
        .isOk();
    li.submits(item).isOk();
    JsonNode replay = li.replays(item);
    assertThat(replay.path("result").path("lost").asInt()).as(replay.toString()).isPositive();
    assertThat(replay.path("result").path("cases").path(0).path("change").asString())
        .isEqualTo("lost");
    String id = replay.path("id").asString();

    wang.approves(item, Map.of("replay", id)).isRefused(422, "losses-need-a-reason");
    wang.approves(item, Map.of("replay", id, "reason", "旧问题不再答")).isOk();

    JsonNode last = li.gets("/audit?item=" + item).isOk().json().path("actions").path(0);
    assertThat(last.path("action").asString()).isEqualTo("approve");
    assertThat(last.path("actor").asString()).isEqualTo("wang");
    assertThat(last.path("note").asString()).isEqualTo("旧问题不再答");
  }

  @Test
  void anEditorWhoIsLateIsToldAndShownWhatIsThere() {
    String item = li.drafts(entry("发票是彩色的吗", "是的。"));
    Map<String, Object> edit = Map.of("lock", 1, "content", entry("发票是彩色的吗", "电子发票是彩色的。"));
    UUID key = UUID.randomUUID();
    li.puts("/items/" + item, edit).isOk();

    HttpReply late = li.puts("/items/" + item, edit).isRefused(409, "item-changed");
    assertThat(late.json().path("current").path("lock").asLong()).isEqualTo(2);

    // The same request again has happened already.
    Map<String, Object> submit = Map.of("lock", 2);
    assertThat(
            li.posts(key, "/items/" + item + "/submit", submit).json().path("repeated").asBoolean())
        .isFalse();
    assertThat(
            li.posts(key, "/items/" + item + "/submit", submit).json().path("repeated").asBoolean())
        .isTrue();
    li.posts(key, "/items/" + item + "/withdraw", Map.of("lock", 3))
        .isRefused(409, "request-reused");
  }

  @Test
  void nobodyReviewsTheirOwnWorkAndWhatIsRejectedGoesBack() {
    Desk both = Desk.of("zhao", "operator", "reviewer");
    String item = both.drafts(entry("发票能用来抽奖吗", "电子发票不参与抽奖。"));
    both.submits(item).isOk();
    String replay = both.replays(item).path("id").asString();
    both.approves(item, Map.of("replay", replay, "reason", "x")).isRefused(409, "own-work");
    Desk.isInState(
        wang.posts("/items/" + item + "/reject", Map.of("lock", wang.lock(item), "reason", "答案太短")),
        "draft");
    both.posts("/items/" + item + "/publish", Map.of("lock", both.lock(item), "replay", replay))
        .isRefused(409, "review-needed");
  }

  @Test
  void guardsSpeakChinese() {
    Map<String, Object> poor = entry("", "请打开 {no.such.fact}", "发票?", "发票?");
    String item = li.drafts(poor);
    HttpReply refused = li.submits(item).isRefused(422, "guards-refuse");
    assertThat(refused.json().path("findings").path(0).path("text").asString())
        .isEqualTo("问题还没有填写");
    assertThat(refused.json().path("findings").path(0).path("code").asString())
        .isEqualTo("missing");
  }

  @Test
  void historyVersionsAndDifferencesCanBeRead() {
    String item = li.drafts(entry("发票要等几天", "一般 24 小时内开好。"));
    li.puts(
            "/items/" + item,
            Map.of("lock", 1, "content", entry("发票要等几天", "一般 48 小时内开好。"), "note", "放宽"))
        .isOk();
    JsonNode history = li.gets("/items/" + item + "/history").isOk().json().path("versions");
    assertThat(history.path(0).path("number").asInt()).isEqualTo(2);
    assertThat(history.path(0).path("note").asString()).isEqualTo("放宽");
    JsonNode first = li.gets("/items/" + item + "/versions/1").isOk().json();
    assertThat(first.path("content").path("answer").asString()).contains("24");
    JsonNode diff =
        li.gets("/items/" + item + "/diff?from=1&to=2").isOk().json().path("differences").path(0);
    assertThat(diff.path("kind").asString()).isEqualTo("text");
    assertThat(diff.path("field").asString()).isEqualTo("answer");
    assertThat(diff.path("pieces").toString()).contains("24").contains("48");
    li.gets("/items/" + item + "/versions/9").isRefused(404, "no-version");
    li.gets("/items/none-such").isRefused(404, "no-item");
  }

  @Test
  void itemsAreListedPageByPageAndCounted() {
    JsonNode counts = li.gets("/item-counts").isOk().json().path("states");
    assertThat(counts.path("published").asLong()).isGreaterThan(100);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = li.gets("/items?state=published&order=id&limit=60" + cursor).isOk().json();
      page.path("items").forEach(one -> seen.add(one.path("item").path("id").asString()));
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
    } while (!cursor.isEmpty());
    assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  @Test
  void whatIsTriedOnThePublishedBaseIsWhatShoppersGet() {
    List<String> messages = new ArrayList<>();
    li.gets("/items?state=published&order=id&limit=25")
        .isOk()
        .json()
        .path("items")
        .forEach(one -> {
          String id = one.path("item").path("id").asString();
          JsonNode content = li.gets("/items/" + id).isOk().json().path("working").path("content");
          messages.add(content.path("question").asString());
          messages.add(content.path("similar").path(0).asString("几点开门" + id));
        });
    assertThat(messages).hasSize(50);
    Conversations record = part(Conversations.class);
    for (String message : messages) {
      JsonNode tried = li.tries(Map.of("message", message));
      Shopper shopper = guest();
      HttpReply reply = shopper.says(message).isAnswered();
      JsonNode trace =
          JsonMapper.shared()
              .readTree(
                  record
                      .trace(
                          new ConversationId(UUID.fromString(shopper.conversation())),
                          reply.replies().getFirst().seq())
                      .orElseThrow());
      assertThat(tried.path("decision").asString())
          .as(message)
          .isEqualTo(trace.path("decision").asString());
      assertThat(tried.path("policy").asString()).isEqualTo(trace.path("policy").asString());
      JsonNode candidate = tried.path("candidates").path(0);
      JsonNode live = trace.path("entries").path(0);
      assertThat(candidate.path("entry").asString("")).isEqualTo(live.path("id").asString(""));
      assertThat(candidate.path("probability").asDouble())
          .isEqualTo(live.path("p").asDouble(), org.assertj.core.api.Assertions.within(1e-6));
      assertThat(tried.path("parts").path(0).path("text").asString(""))
          .isEqualTo(reply.replies().getFirst().text());
    }
  }

  @Test
  void pinnedMessagesAreKeptOnceAndReplayed() {
    String item = Desk.published(entry("发票可以邮寄吗到国外", "发票只有电子版，不邮寄。"));
    Map<String, ?> pin = Map.of("text", "发票可以邮寄吗到国外", "entry", item);
    String id = li.posts("/pinned", pin).isOk().json().path("id").asString();
    assertThat(li.posts("/pinned", pin).isOk().json().path("id").asString()).isEqualTo(id);
    assertThat(li.gets("/pinned").isOk().json().path("pinned").toString()).contains(id);
    li.posts("/pinned", Map.of("text", "？", "entry", "none-such")).isRefused(404, "no-item");
    assertThat(li.deletes("/pinned/" + id).status()).isEqualTo(204);
    li.deletes("/pinned/" + id).isRefused(404, "no-pinned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "7",
        "{\"content\": null}",
        "{\"content\": []}",
        "{\"content\": {\"similar\": [null, 7, {}]}}",
        "{\"content\": {\"question\": \"\\u0000\"}}",
        "{\"content\": {\"similar\": [\"\\ud800\"]}}",
        "{\"content\": {\"tags\": \"x\"}}",
        "{\"content\": {\"from\": \"+1000000000-12-31T23:59:59Z\"}}",
        "{\"id\": \"../x\", \"content\": {}}",
        "{\"id\": {}, \"content\": {}}"
      })
  void hostileBodiesAreTheClientsFault(String body) {
    for (String path : List.of("/items", "/try", "/replay", "/pinned", "/rules")) {
      assertThat(li.sends("POST", path, body).status()).as("%s %s", path, body).isBetween(400, 499);
      assertThat(wang.sends("POST", path, body).status())
          .as("%s %s", path, body)
          .isBetween(400, 499);
    }
    assertThat(wang.sends("PUT", "/synonyms", body).status()).isBetween(400, 499);
    assertThat(wang.sends("PUT", "/rules/x", body).status()).isBetween(400, 499);
  }

  @Test
  void whatIsTooLargeIsRefused() {
    String huge = "好".repeat(1_000_000);
    assertThat(li.posts("/items", Map.of("content", Map.of("question", huge))).status())
        .isIn(400, 413);
    assertThat(li.posts("/try", Map.of("message", "好".repeat(10_001))).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/items?limit=0",
        "/items?limit=x",
        "/items?cursor=%00",
        "/items?text=%00",
        "/items?state=none",
        "/items?order=none",
        "/items?owner=%00",
        "/items/x/diff?from=1",
        "/items/%00",
        "/audit?actor=%00",
        "/audit?action=none",
        "/audit?from=yesterday",
        "/gaps?intent=%00",
        "/gaps?cursor=x~y",
        "/gaps?cursor=NaN~00000000-0000-0000-0000-000000000000",
        "/gaps?state=none",
        "/gaps/x",
        "/replay/x",
        "/rules/X"
      })
  void hostileAddressesAreTheClientsFault(String path) {
    assertThat(li.gets(path).status()).as(path).isBetween(400, 499);
  }
}
