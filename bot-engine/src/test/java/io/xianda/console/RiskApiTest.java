package io.xianda.console;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.risk.LiveRisk;
import io.xianda.risk.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reviewers set how sure the bot must be, and the next message meets it. */
class RiskApiTest {

  /** Answered by an entry of finance that the bot is not quite sure of. */
  private static final String MESSAGE = "支付失败扣钱了";

  private final Desk wang = Desk.reviewer();
  private final Desk admin = Desk.of("boss", "admin");

  private static HttpReply shows(Desk who) {
    return xianda().at("/api/v1/ops/risk").withToken(who.token()).gets().isOk();
  }

  private static JsonNode group(String name) {
    return shows(Desk.operator())
        .json()
        .path("groups")
        .valueStream()
        .filter(group -> group.path("group").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static HttpReply sets(
      Desk who, String group, long version, double threshold, @Nullable String reason) {
    Map<String, Object> body = new HashMap<>(Map.of("version", version, "threshold", threshold));
    if (reason != null) {
      body.put("reason", reason);
    }
    return xianda()
        .at("/api/v1/ops/risk/" + group)
        .withToken(who.token())
        .sendsJson("PUT", JsonMapper.shared().writeValueAsString(body));
  }

  private static HttpReply resets(Desk who, String group, long version) {
    return xianda()
        .at("/api/v1/ops/risk/" + group + "?version=" + version)
        .withToken(who.token())
        .sends("DELETE");
  }

  private static long version(String group) {
    return group(group).path("version").asLong();
  }

  /** Other tests meet the bot as it is shipped. */
  @AfterEach
  void backToTheFittedOnes() {
    shows(admin)
        .json()
        .path("groups")
        .valueStream()
        .filter(group -> group.path("byHand").asBoolean())
        .forEach(group ->
            resets(admin, group.path("group").asString(), group.path("version").asLong()).isOk());
  }

  @Test
  void everyGroupShowsWhatOtherThresholdsComeTo() {
    JsonNode groups = shows(Desk.operator()).json().path("groups");
    assertThat(groups.size()).isEqualTo(7);
    assertThat(groups.valueStream())
        .allSatisfy(group -> {
          assertThat(group.path("name").asString("")).isNotBlank();
          assertThat(group.path("threshold").asDouble())
              .isEqualTo(group.path("defaultThreshold").asDouble());
          assertThat(group.path("byHand").asBoolean()).isFalse();
          JsonNode points = group.path("curve").path("points");
          assertThat(points.size()).isGreaterThan(50);
          for (int i = 1; i < points.size(); i++) {
            assertThat(points.path(i).path("answered").asDouble())
                .isLessThanOrEqualTo(points.path(i - 1).path("answered").asDouble());
            assertThat(points.path(i).path("wrong").asDouble())
                .isLessThanOrEqualTo(points.path(i).path("wrongAtMost").asDouble());
          }
        });
  }

  @Test
  void aThresholdSetByHandDecidesTheTrialAndTheShopperAlike() {
    JsonNode before = wang.tries(Map.of("message", MESSAGE));
    String answer = before.path("parts").path(0).path("text").asString();
    double sure = before.path("probability").asDouble();
    assertThat(sure).as(before.toString()).isBetween(0.60, 0.93);
    assertThat(before.path("stake").path("byHand").asBoolean()).isFalse();
    assertThat(guest().says(MESSAGE).replies().getLast().text()).isEqualTo(answer);

    double higher = Math.ceil(sure * 100 + 1) / 100;
    JsonNode set = sets(wang, "finance", version("finance"), higher, "答错了两次").isOk().json();
    assertThat(set.path("threshold").asDouble()).isEqualTo(higher);
    assertThat(set.path("byHand").asBoolean()).isTrue();
    assertThat(set.path("changedBy").asString()).isEqualTo("wang");
    assertThat(set.path("history").path(0).path("reason").asString()).isEqualTo("答错了两次");

    JsonNode after = wang.tries(Map.of("message", MESSAGE));
    assertThat(after.path("entry").isNull()).as(after.toString()).isTrue();
    assertThat(after.path("heldBack").path("threshold").asDouble()).isEqualTo(higher);
    assertThat(after.path("heldBack").path("byHand").asBoolean()).isTrue();
    Shopper shopper = guest();
    assertThat(shopper.says(MESSAGE).replies().getLast().text()).isNotEqualTo(answer);
    JsonNode trace = lastTrace(shopper);
    assertThat(trace.path("heldBack").path("threshold").asDouble()).isEqualTo(higher);
    assertThat(trace.path("heldBack").path("byHand").asBoolean()).isTrue();

    resets(wang, "finance", set.path("version").asLong()).isOk();
    assertThat(wang.tries(Map.of("message", MESSAGE)).path("entry").asString())
        .isEqualTo(before.path("entry").asString());
    assertThat(guest().says(MESSAGE).replies().getLast().text()).isEqualTo(answer);
  }

  private static JsonNode lastTrace(Shopper shopper) {
    return JsonMapper.shared()
        .readTree(
            part(JdbcClient.class)
                .sql(
                    "select trace::text from decision_trace where conversation = :id order by seq desc limit 1")
                .param("id", UUID.fromString(shopper.conversation()))
                .query(String.class)
                .single());
  }

  @Test
  void whoIsLateIsShownWhatIsThere() {
    long version = version("marketing");
    sets(wang, "marketing", version, 0.8, null).isOk();
    JsonNode late =
        sets(admin, "marketing", version, 0.9, null).isRefused(409, "risk-changed").json();
    assertThat(late.path("current").path("threshold").asDouble()).isEqualTo(0.8);
    assertThat(late.path("current").path("version").asLong()).isEqualTo(version + 1);
    resets(wang, "marketing", version).isRefused(409, "risk-changed");
    resets(wang, "marketing", version + 7).isRefused(409, "risk-changed");
  }

  @Test
  void whereMoneyIsSpokenOfOnlyAnAdminWithAReasonDaresMore() {
    long version = version("aftersale");
    sets(wang, "aftersale", version, 0.7, "想多答一点").isRefused(403, "risk-for-admins");
    sets(admin, "aftersale", version, 0.7, " ").isRefused(422, "risk-needs-a-reason");
    sets(wang, "aftersale", version, 0.8, null).isOk();
    JsonNode set = sets(admin, "aftersale", version + 1, 0.7, "活动期间人手不够").isOk().json();
    assertThat(set.path("threshold").asDouble()).isEqualTo(0.7);
    // Elsewhere reviewers may, and say why.
    sets(wang, "product", version("product"), 0.5, null).isRefused(422, "risk-needs-a-reason");
    sets(wang, "product", version("product"), 0.5, "都是常识").isOk();
  }

  @Test
  void beyondTheBoundsNobodyGoes() {
    sets(admin, "order", version("order"), 0.39, "x").isRefused(422, "risk-out-of-bounds");
    sets(admin, "order", version("order"), 0.96, "x").isRefused(422, "risk-out-of-bounds");
    sets(admin, "no-such-group", 0, 0.8, "x").isRefused(404, "no-group");
    resets(admin, "no-such-group", 0).isRefused(404, "no-group");
  }

  @Test
  void whatAnotherServiceHasStoredIsInForceHereWithinTwoSeconds() throws InterruptedException {
    LiveRisk live = part(LiveRisk.class);
    part(Thresholds.class)
        .change("logistics", version("logistics"), 0.77, live.get().fitted().model(), "zhao", "x");
    Instant until = Instant.now().plus(Duration.ofSeconds(2));
    while (!Double.valueOf(0.77).equals(live.get().byHand().get("logistics"))) {
      assertThat(Instant.now()).isBefore(until);
      Thread.sleep(20);
    }
  }

  @Test
  void whatWasSetForAnotherModelNoLongerHolds() {
    LiveRisk live = part(LiveRisk.class);
    part(Thresholds.class).change("general", version("general"), 0.9, "another-model", "zhao", "");
    live.refresh();
    JsonNode general = group("general");
    assertThat(general.path("byHand").asBoolean()).isFalse();
    assertThat(general.path("history").path(0).path("lapsed").asBoolean()).isTrue();
  }

  @Test
  void whoSetWhatStandsInTheAudit() {
    sets(wang, "order", version("order"), 0.66, null).isOk();
    JsonNode deed =
        xianda()
            .at("/api/v1/staff/audit?subject=risk:order&limit=1")
            .withToken(admin.token())
            .gets()
            .isOk()
            .json()
            .path("deeds")
            .path(0);
    assertThat(deed.path("actor").asString()).isEqualTo("wang");
    assertThat(deed.path("action").asString()).isEqualTo("risk-changed");
    assertThat(deed.path("details").path("threshold").asString()).isEqualTo("0.66");
  }
}
