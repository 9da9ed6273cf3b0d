package io.xianda.workplace;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.ChatClient;
import io.xianda.channel.HttpReply;
import io.xianda.channel.Said;
import io.xianda.channel.Shopper;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Presence;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A handoff between two windows: the shopper's chat and the agent's desk. */
class WorkplaceTest {

  /** Nobody else has them, so that other tests' conversations go to nobody here. */
  private final String li = "li-" + UUID.randomUUID().toString().substring(0, 8);

  private final String zhao = "zhao-" + UUID.randomUUID().toString().substring(0, 8);
  private final Shopper shopper = guest();
  private final String conversation = "/api/v1/desk/conversations/" + shopper.conversation();

  @BeforeEach
  void theyComeToWork() {
    for (String name : new String[] {li, zhao}) {
      part(Agents.class)
          .employ(new AgentId(name), "小" + name.charAt(0), 5, Map.of(new SkillGroup("general"), 2));
      // They take what they choose: nothing is offered to them.
      part(Agents.class).become(new AgentId(name), Presence.BUSY);
    }
  }

  @AfterEach
  void theyGoHome() {
    part(Agents.class).become(new AgentId(li), Presence.OFFLINE);
    part(Agents.class).become(new AgentId(zhao), Presence.OFFLINE);
  }

  private static String token(String name, StaffRole role) {
    return part(StaffTokens.class)
        .issue(new Staff(name, Set.of(role)), Duration.ofHours(1))
        .value();
  }

  private HttpReply does(String agent, String what, Object body) {
    return xianda().at(conversation + what).withToken(token(agent, StaffRole.AGENT)).posts(body);
  }

  private HttpReply sees(String agent, String what) {
    return xianda().at(conversation + what).withToken(token(agent, StaffRole.AGENT)).gets();
  }

  private void isHandedOver() {
    shopper.says("转人工").isAnswered();
    assertThat(state()).isEqualTo("queued");
  }

  private String state() {
    return place().path("state").asString();
  }

  private JsonNode place() {
    return xianda()
        .at("/api/v1/conversations/" + shopper.conversation() + "/queue")
        .withToken(shopper.token())
        .gets()
        .isOk()
        .json();
  }

  private HttpReply leaves(String instead) {
    return xianda()
        .at("/api/v1/conversations/" + shopper.conversation() + "/queue/leave")
        .withToken(shopper.token())
        .posts(Map.of("instead", instead));
  }

  private ChatClient atTheDesk(String agent, long seen) {
    ChatClient client = ChatClient.atTheDesk(xianda());
    client.sends(
        Map.of(
            "type",
            "hello",
            "id",
            "h1",
            "token",
            token(agent, StaffRole.AGENT),
            "seen",
            Map.of(shopper.conversation(), seen)));
    client.next("welcome");
    return client;
  }

  private static Map<String, Object> text(String id, String text) {
    return Map.of("clientMessageId", id, "text", text);
  }

  @Test
  void aHandoffIsTakenAnsweredAndClosed() {
    isHandedOver();
    assertThat(place().path("position").asInt()).isPositive();
    try (ChatClient chat = shopper.opensSocket(0);
        ChatClient desk = atTheDesk(li, 0)) {
      JsonNode taken = does(li, "/take", Map.of()).isOk().json();

      assertThat(taken.path("state").asString()).isEqualTo("served");
      assertThat(taken.path("briefing").path("summary").size()).isEqualTo(3);
      desk.next("taken");
      assertThat(desk.nextMessage().text()).isEqualTo("转人工");
      does(li, "/messages", text("m1", "您好，我看一下")).isOk();
      assertThat(until(chat, "agent").text()).isEqualTo("您好，我看一下");
      chat.sends(Map.of("type", "typing", "on", true));
      assertThat(desk.next("typing").path("by").asString()).isEqualTo("shopper");
      chat.says("c2", "好的，麻烦了");
      assertThat(until(desk, "agent").text()).isEqualTo("您好，我看一下");
      assertThat(until(desk, "shopper").text()).isEqualTo("好的，麻烦了");
      assertThat(sees(li, "/messages?after=5").isOk().json().toString()).doesNotContain("\"bot\"");

      does(li, "/close", Map.of("outcome", "RESOLVED", "category", "咨询")).isOk();

      shopper.says("还在吗").isRefused(409, "conversation-closed");
      assertThat(sees(li, "").isOk().json().path("outcome").asString()).isEqualTo("agent-resolved");
    }
  }

  @Test
  void theSameMessageAgainIsTheSameMessage() {
    isHandedOver();
    does(li, "/take", Map.of()).isOk();

    JsonNode first = does(li, "/messages", text("m1", "您好")).isOk().json();
    JsonNode again = does(li, "/messages", text("m1", "您好")).isOk().json();

    assertThat(again.path("repeated").asBoolean()).isTrue();
    assertThat(again.path("message")).isEqualTo(first.path("message"));
    assertThat(first.path("message").path("by").asString()).isEqualTo("小l");
    assertThat(first.toString()).doesNotContain(li);
  }

  @Test
  void whoComesBackSeesWhatWasMissedAndNothingTwice() {
    isHandedOver();
    does(li, "/take", Map.of()).isOk();
    long seen =
        does(li, "/messages", text("m1", "第一句")).isOk().json().path("message").path("seq").asLong();
    does(li, "/messages", text("m2", "第二句")).isOk();

    try (ChatClient desk = atTheDesk(li, seen)) {
      assertThat(desk.nextMessage().text()).isEqualTo("第二句");
      assertThat(desk.left("message")).isEmpty();
    }
  }

  @Test
  void whatIsInOtherHandsDoesNotExist() {
    isHandedOver();
    assertThat(sees(zhao, "").status()).isEqualTo(200);
    does(li, "/take", Map.of()).isOk();

    sees(zhao, "").isRefused(404, "desk-unknown");
    does(zhao, "/messages", text("m1", "我来")).isRefused(404, "desk-unknown");
    does(zhao, "/close", Map.of("outcome", "RESOLVED", "category", "咨询"))
        .isRefused(404, "desk-unknown");
  }

  @Test
  void anInvitedColleagueAndATransferChangeWhoSeesIt() {
    isHandedOver();
    does(li, "/take", Map.of()).isOk();
    does(li, "/guests", Map.of("agent", zhao)).isOk();
    does(zhao, "/messages", text("m1", "我查到了")).isOk();
    does(zhao, "/whispers", text("w1", "她上周也问过")).isOk();
    assertThat(sees(li, "/whispers").isOk().json().path("whispers").size()).isEqualTo(1);
    assertThat(shopper.conversationSoFar().toString()).doesNotContain("上周");

    does(li, "/transfer", Map.of("agent", zhao, "note", "请接手")).isOk();
    part(Agents.class).become(new AgentId(zhao), Presence.ONLINE);
    part(io.xianda.desk.Watch.class).look();
    does(zhao, "/accept", Map.of()).isOk();

    does(li, "/messages", text("m2", "还有")).isRefused(404, "desk-unknown");
    assertThat(sees(zhao, "").isOk().json().path("note").asString()).isEqualTo("请接手");
  }

  @Test
  void theShopperMayGoBackToTheBotOrHaveItDoneLater() {
    isHandedOver();
    leaves("BOT").isOk();
    assertThat(state()).isEqualTo("bot");
    shopper.says("几点能送到").isAnswered();

    isHandedOver();
    leaves("TICKET").isOk();
    assertThat(state()).isEqualTo("closed");
    leaves("NOTHING").isOk();
    assertThat(state()).isEqualTo("closed");
  }

  @Test
  void aSupervisorGivesAConversationToSomebody() {
    isHandedOver();
    String supervisor = token("boss-" + li, StaffRole.SUPERVISOR);

    xianda().at(conversation + "/assign").withToken(supervisor).posts(Map.of("agent", zhao)).isOk();

    assertThat(state()).isEqualTo("served");
    assertThat(
            xianda()
                .at("/api/v1/desk/conversations")
                .withToken(token(zhao, StaffRole.AGENT))
                .gets()
                .isOk()
                .json()
                .toString())
        .contains(shopper.conversation());
  }

  @Test
  void whatCannotBeIsRefusedWithWords() {
    isHandedOver();
    does(li, "/accept", Map.of()).isRefused(409, "desk-gone");
    does(li, "/take", Map.of()).isOk();
    does(li, "/messages", Map.of("clientMessageId", "m1")).isRefused(400, "desk-invalid");
    does(li, "/transfer", Map.of()).isRefused(400, "desk-invalid");
    does(li, "/transfer", Map.of("agent", "nobody")).isRefused(404, "desk-unknown");
    does(li, "/close", Map.of("outcome", "RESOLVED")).isRefused(400, "invalid");
  }

  @Test
  void aSocketWithoutAGoodTokenIsClosed() {
    try (ChatClient desk = ChatClient.atTheDesk(xianda())) {
      desk.sends(Map.of("type", "hello", "id", "h1", "token", shopper.token()));
      desk.isClosedWith(4401);
    }
  }

  private static Said until(ChatClient client, String author) {
    Said said = client.nextMessage();
    while (!said.author().equals(author)) {
      said = client.nextMessage();
    }
    return said;
  }
}
