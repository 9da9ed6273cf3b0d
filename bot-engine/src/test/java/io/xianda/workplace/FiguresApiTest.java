package io.xianda.workplace;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Ask;
import io.xianda.channel.ChatClient;
import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Desk;
import io.xianda.desk.Presence;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What shoppers think of it, and what supervisors see of that, through the whole service. */
class FiguresApiTest {

  private final AgentId li = new AgentId("li-" + UUID.randomUUID().toString().substring(0, 8));
  private final Shopper shopper = guest();
  private final ConversationId id = new ConversationId(UUID.fromString(shopper.conversation()));

  @BeforeEach
  void liComesToWork() {
    part(Agents.class).employ(li, "小李", 5, Map.of(new SkillGroup("general"), 2));
    // She takes what she chooses: nothing is offered to her.
    part(Agents.class).become(li, Presence.BUSY);
  }

  @AfterEach
  void liGoesHome() {
    part(Agents.class).become(li, Presence.OFFLINE);
  }

  private HttpReply rating() {
    return at("/rating").gets();
  }

  private Ask at(String path) {
    return xianda()
        .at("/api/v1/conversations/" + shopper.conversation() + path)
        .withToken(shopper.token());
  }

  private void isServedAndClosed() {
    shopper.says("转人工").isOk();
    part(Desk.class).take(li, id);
    part(Desk.class).close(li, id, ConversationOutcome.AGENT_RESOLVED, "测试");
  }

  private static HttpReply asked(StaffRole role, String path) {
    String token =
        part(StaffTokens.class).issue(new Staff("boss", Set.of(role)), Duration.ofHours(1)).value();
    return xianda().at("/api/v1/desk/" + path).withToken(token).gets();
  }

  @Test
  void whenItIsClosedTheShopperIsAskedAndRatesOnce() {
    assertThat(rating().isOk().json().path("due").asBoolean()).isFalse();
    assertThat(at("/rating").posts(Map.of("stars", 5)).status()).isEqualTo(409);
    try (ChatClient socket = shopper.opensSocket(0)) {
      isServedAndClosed();

      assertThat(socket.next("rate").path("reasons").path(0).path("label").asString())
          .isEqualTo("问题解决了");
    }
    assertThat(rating().isOk().json().path("due").asBoolean()).isTrue();
    assertThat(at("/rating").posts(Map.of("stars", 6)).status()).isEqualTo(400);
    assertThat(at("/rating").posts(Map.of("stars", 4, "reasons", List.of("x"))).status())
        .isEqualTo(400);
    JsonNode first =
        at("/rating")
            .posts(Map.of("stars", 4, "reasons", List.of("quick"), "comment", "谢谢小李"))
            .isOk()
            .json();
    JsonNode again = at("/rating").posts(Map.of("stars", 1)).isOk().json();
    assertThat(first.path("repeated").asBoolean()).isFalse();
    assertThat(again.path("repeated").asBoolean()).isTrue();
    assertThat(again.path("rating").path("stars").asInt()).isEqualTo(4);

    JsonNode seen = asked(StaffRole.SUPERVISOR, "conversations/" + id + "/rating").isOk().json();
    assertThat(seen.path("comment").asString()).isEqualTo("谢谢小李");
    assertThat(seen.path("agent").asString()).isEqualTo(li.value());
    assertThat(asked(StaffRole.AGENT, "conversations/" + id + "/rating").status()).isEqualTo(403);
  }

  @Test
  void supervisorsSeeTheFiguresOfEverybody() {
    Instant from = Instant.now().minusSeconds(60);
    isServedAndClosed();
    String span = "figures?from=%s&until=%s".formatted(from, Instant.now().plusSeconds(60));

    JsonNode figures = asked(StaffRole.SUPERVISOR, span + "&by=agent").isOk().json();

    JsonNode mine =
        figures
            .path("rows")
            .valueStream()
            .filter(row -> row.path("key").asString().equals(li.value()))
            .findFirst()
            .orElseThrow();
    assertThat(mine.path("came").asInt()).isEqualTo(1);
    assertThat(mine.path("resolution").asDouble()).isEqualTo(1);
    assertThat(mine.path("outcomes").path("agent-resolved").path("share").asDouble()).isEqualTo(1);
    assertThat(mine.path("waiting").path("count").asInt()).isEqualTo(1);
    assertThat(figures.path("total").path("came").asInt()).isPositive();
    assertThat(asked(StaffRole.AGENT, span).status()).isEqualTo(403);
    assertThat(asked(StaffRole.SUPERVISOR, span + "&by=mood").status()).isEqualTo(400);
    assertThat(
            asked(StaffRole.SUPERVISOR, "figures?from=%s&until=%s".formatted(from, from)).status())
        .isEqualTo(400);
  }

  @Test
  void answersOfTheBotHaveThumbs() {
    shopper.says("运费多少").isOk();

    assertThat(at("/messages/2/thumb").posts(Map.of("thumb", "UP")).status()).isEqualTo(204);
    assertThat(at("/messages/2/thumb").posts(Map.of("thumb", "DOWN")).status()).isEqualTo(204);
    assertThat(at("/messages/1/thumb").posts(Map.of("thumb", "UP")).status()).isEqualTo(404);
    assertThat(at("/messages/9/thumb").posts(Map.of("thumb", "UP")).status()).isEqualTo(404);
    assertThat(at("/messages/2/thumb").posts(Map.of("thumb", "SIDEWAYS")).status()).isEqualTo(400);
  }
}
