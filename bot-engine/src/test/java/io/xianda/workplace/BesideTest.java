package io.xianda.workplace;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.shopper;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.audit.AuditEntry;
import io.xianda.audit.AuditLog;
import io.xianda.audit.AuditQuery;
import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Presence;
import io.xianda.handoff.SkillGroup;
import io.xianda.ticket.Tickets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands beside the conversation, by REST. */
class BesideTest {

  private static final String ORDER = "XM2606150001";

  private static Worker li;
  private static Worker boss;
  private static Worker stranger;
  private static Shopper lin;
  private static String conversation;

  /** Somebody at the desk. */
  private record Worker(String name, String token) {

    static Worker of(String name, String... roles) {
      return new Worker(
          name,
          xianda()
              .at("/api/v1/demo/staff")
              .posts(Map.of("name", name, "roles", List.of(roles)))
              .isOk()
              .json()
              .path("token")
              .asString());
    }

    HttpReply gets(String path) {
      return ask(path).gets();
    }

    HttpReply sends(String method, String path, Object body) {
      return ask(path).sendsJson(method, JsonMapper.shared().writeValueAsString(body));
    }

    HttpReply posts(String path, Object body) {
      return sends("POST", path, body);
    }

    private Ask ask(String path) {
      return xianda().at("/api/v1/desk" + path).withToken(token);
    }

    HttpReply saves(UUID id, long version, String scope, String title, String text) {
      return sends(
          "PUT",
          "/quick-replies/" + id,
          Map.of(
              "version", version, "scope", scope, "category", "测试", "title", title, "text", text));
    }
  }

  @BeforeAll
  static void linIsServedByLi() {
    li = Worker.of("beside-li", "agent");
    boss = Worker.of("beside-boss", "supervisor");
    stranger = Worker.of("beside-zhou", "agent");
    var agent = new AgentId(li.name());
    // Away: nothing is offered, and whatever is wanted is taken by hand.
    part(Agents.class).employ(agent, "小李", 5, Map.of(new SkillGroup("general"), 1));
    part(Agents.class).become(agent, Presence.AWAY);
    lin = shopper("lin");
    conversation = lin.conversation();
    lin.says("转人工");
    boss.posts("/conversations/" + conversation + "/assign", Map.of("agent", li.name())).isOk();
    lin.says("发票怎么开");
  }

  @AfterAll
  static void itIsOver() {
    li.posts(at("/close"), Map.of("outcome", "RESOLVED", "category", "测试")).isOk();
  }

  private static String at(String path) {
    return "/conversations/" + conversation + path;
  }

  @Test
  void aBlockedShopperIsHeardAndNotServed() {
    Shopper rude = guest();
    rude.says("转人工").isAnswered();
    String block = "/conversations/" + rude.conversation() + "/shopper/block";
    Map<String, String> why = Map.of("reason", "反复辱骂客服");
    assertThat(li.sends("PUT", block, why).status()).isEqualTo(403);

    assertThat(boss.sends("PUT", block, why).status()).isEqualTo(204);
    assertThat(boss.sends("PUT", block, why).status()).isEqualTo(204);
    rude.says("几点能送到").isAnsweredWith("暂时不能使用在线客服");
    rude.says("转人工").isAnsweredWith("暂时不能使用在线客服");

    assertThat(boss.sends("DELETE", block, Map.of()).status()).isEqualTo(204);
    assertThat(rude.says("你是机器人吗").isAnswered().body()).doesNotContain("暂时不能使用");
    assertThat(
            part(AuditLog.class)
                .page(
                    new AuditQuery(boss.name(), null, "shopper:" + rude.id(), null, null),
                    Long.MAX_VALUE,
                    9))
        .extracting(entry -> entry.deed().action())
        .containsExactly("shopper-unblocked", "shopper-blocked");
  }

  @Test
  void theCardShowsOrdersMasked() {
    HttpReply card = li.gets(at("/shopper")).isOk();

    JsonNode order = card.json().path("merchant").path("orders").path(0);
    assertThat(order.path("number").asString()).isEqualTo(ORDER);
    assertThat(order.path("modeName").asString()).isEqualTo("即时达");
    assertThat(order.path("address").asString()).isEqualTo("杭州市滨江区江南大道****");
    assertThat(order.path("riderPhone").asString()).isEqualTo("139****0011");
    assertThat(card.body()).doesNotContain("13900000011", "3幢502");
    assertThat(card.json().path("channels").path(0).asString()).isEqualTo("web");
  }

  @Test
  void whoeverUnmasksStandsInTheAuditLogAndTheValueDoesNot() {
    JsonNode shown =
        li.posts(at("/shopper/unmask"), Map.of("order", ORDER, "field", "RIDER_PHONE"))
            .isOk()
            .json();
    assertThat(shown.path("value").asString()).isEqualTo("13900000011");

    AuditEntry last =
        part(AuditLog.class)
            .page(
                new AuditQuery(li.name(), "unmasked", "order:" + ORDER, null, null),
                Long.MAX_VALUE,
                1)
            .getFirst();
    assertThat(last.deed().details())
        .containsEntry("field", "rider-phone")
        .containsEntry("conversation", conversation);
    assertThat(last.toString()).doesNotContain("13900000011");
    li.posts(at("/shopper/unmask"), Map.of("order", "XM2606150002", "field", "ADDRESS"))
        .isRefused(404, "desk-unknown");
  }

  @Test
  void aStrangerSeesNothingOfTheShopper() {
    for (String path : List.of("/shopper", "/history?query=x", "/suggestions")) {
      stranger.gets(at(path)).isRefused(404, "desk-unknown");
    }
    boss.gets(at("/shopper")).isOk();
  }

  @Test
  void notesAndTagsStandOnTheCard() {
    String note = UUID.randomUUID().toString();
    li.posts(at("/shopper/notes"), Map.of("clientMessageId", note, "text", "先打电话")).isOk();
    li.posts(at("/shopper/notes"), Map.of("clientMessageId", note, "text", "先打电话")).isOk();
    boss.sends("PUT", "/tags/VIP", Map.of()).isOk();
    li.sends("PUT", at("/shopper/tags"), Map.of("tags", List.of("VIP"))).isOk();
    li.sends("PUT", at("/shopper/tags"), Map.of("tags", List.of("没有的")))
        .isRefused(400, "desk-invalid");

    JsonNode card = li.gets(at("/shopper")).isOk().json();
    assertThat(card.path("notes").size()).isEqualTo(1);
    assertThat(card.path("notes").path(0).path("text").asString()).isEqualTo("先打电话");
    assertThat(card.path("tags").path(0).asString()).isEqualTo("VIP");
  }

  @Test
  void aQuickReplyIsWrittenFoundFilledAndCounted() {
    UUID id = UUID.randomUUID();
    li.saves(id, 0, "own", "查订单进度", "订单{订单号}由{客服}为您查询").isOk();
    li.saves(UUID.randomUUID(), 0, "own", "坏的", "{电话}").isRefused(422, "desk-unknown-placeholder");

    JsonNode found = li.gets("/quick-replies?query=cddjd").isOk().json().path("replies");
    assertThat(found.path(0).path("id").asString()).isEqualTo(id.toString());
    assertThat(stranger.gets("/quick-replies?query=cddjd").isOk().json().path("replies").size())
        .isZero();
    JsonNode filled = li.posts(at("/quick-replies/" + id), Map.of("order", ORDER)).isOk().json();
    assertThat(filled.path("text").asString()).isEqualTo("订单" + ORDER + "由小李为您查询");
    li.posts(at("/quick-replies/" + id), Map.of()).isOk();
    assertThat(
            li.gets("/quick-replies?query=cddjd")
                .json()
                .path("replies")
                .path(0)
                .path("uses")
                .asInt())
        .isEqualTo(1);
    li.saves(id, 7, "own", "查进度", "好的").isRefused(409, "desk-changed");
  }

  @Test
  void thoseOfTheShopAreForSupervisorsAndTheDemoHasSome() {
    li.saves(UUID.randomUUID(), 0, "shop", "全店的", "好的").isRefused(403, "desk-supervisors-only");
    boss.saves(UUID.randomUUID(), 0, "shop", "全店的", "好的").isOk();
    assertThat(li.gets("/quick-replies?query=tkdz").isOk().json().path("replies").size())
        .isPositive();
  }

  @Test
  void whatTheBotWouldSayIsSuggestedAndNotSaid() {
    JsonNode before = li.gets(at("")).isOk().json();
    JsonNode suggestions = li.gets(at("/suggestions")).isOk().json().path("suggestions");

    assertThat(suggestions.toString()).contains("发票");
    assertThat(suggestions.path(0).path("text").asString()).doesNotContain("{");
    assertThat(li.gets(at("")).isOk().json().path("lastSeq")).isEqualTo(before.path("lastSeq"));
  }

  @Test
  void wordsAreFoundInWhatWasSaid() {
    JsonNode places = li.gets(at("/history?query=%E5%8F%91%E7%A5%A8")).isOk().json().path("places");

    assertThat(places.path(0).path("conversation").asString()).isEqualTo(conversation);
    assertThat(places.path(0).path("line").asString()).contains("发票");
    li.gets(at("/history?query=")).isRefused(400, "invalid");
  }

  @Test
  void aMacroRunsOnceAndAsAWhole() {
    Shopper chen = shopper("chen");
    chen.says("转人工");
    String his = "/conversations/" + chen.conversation();
    boss.posts(his + "/assign", Map.of("agent", li.name())).isOk();
    UUID macro = UUID.randomUUID();
    Map<String, Object> steps =
        Map.of(
            "version",
            0,
            "name",
            "道歉并结束",
            "steps",
            List.of(
                Map.of("say", "抱歉，订单{订单号}已处理"),
                Map.of("ticket", Map.of("group", "logistics", "kind", "CALLBACK", "text", "明早回访")),
                Map.of("close", Map.of("outcome", "TICKET", "category", "催单"))));
    li.sends("PUT", "/macros/" + macro, steps).isRefused(403, "forbidden");
    boss.sends("PUT", "/macros/" + macro, steps).isOk();
    boss.sends("PUT", "/macros/" + macro, steps).isOk();

    String run = his + "/macros/" + macro;
    assertThat(li.posts(run, Map.of("clientMessageId", "m-1")).status()).isEqualTo(204);
    assertThat(li.posts(run, Map.of("clientMessageId", "m-1")).status()).isEqualTo(204);

    JsonNode after = li.gets(his).isOk().json();
    assertThat(after.path("state").asString()).isEqualTo("closed");
    String said = li.gets(his + "/messages").isOk().body();
    assertThat(said.split("抱歉，订单XM2606150002已处理", -1)).hasSize(2);
    assertThat(part(Tickets.class).of(UUID.fromString(chen.conversation()))).hasSize(1);
  }

  @Test
  void aPictureOfTheAgentIsSeenByTheShopper() throws IOException {
    String name = uploads(png()).isOk().json().path("name").asString();
    li.posts(
            at("/messages"),
            Map.of("clientMessageId", UUID.randomUUID().toString(), "photos", List.of(name)))
        .isOk();

    String url = stringAt(li.gets(at("/photos/" + name)), "url");
    assertThat(xianda().at(url).gets().isOk().body()).isNotEmpty();
    xianda()
        .at("/api/v1/conversations/" + conversation + "/photos/" + name)
        .withToken(lin.token())
        .gets()
        .isOk();
    uploads("no picture".getBytes(StandardCharsets.UTF_8)).isRefused(422, "desk-no-photo");
  }

  private static String stringAt(HttpReply reply, String field) {
    return reply.isOk().json().path(field).asString();
  }

  private static HttpReply uploads(byte[] file) throws IOException {
    var body = new ByteArrayOutputStream();
    body.write(
        "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.png\"\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    body.write(file);
    body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return li.ask(at("/photos"))
        .with("Content-Type", "multipart/form-data; boundary=b")
        .posts(body.toByteArray());
  }

  private static byte[] png() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
