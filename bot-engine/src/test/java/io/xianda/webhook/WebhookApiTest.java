package io.xianda.webhook;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.Conversations;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.ticket.NewTicket;
import io.xianda.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Admins say who is told, and whoever is hears of what really happens. */
class WebhookApiTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> EVENTS =
      List.of(
          "conversation.opened",
          "conversation.handed-over",
          "conversation.closed",
          "ticket.changed",
          "satisfaction.rated");

  private final Receiver receiver = new Receiver();
  private final UUID endpoint = UUID.randomUUID();
  private final JdbcClient database = part(JdbcClient.class);
  private final TransactionTemplate inTransaction =
      new TransactionTemplate(part(PlatformTransactionManager.class));

  @AfterEach
  void close() {
    database.sql("delete from webhook_endpoint").update();
    receiver.close();
  }

  private static Ask at(String path, String... roles) {
    String token =
        xianda()
            .at("/api/v1/demo/staff")
            .posts(Map.of("name", "boss", "roles", List.of(roles)))
            .isOk()
            .json()
            .path("token")
            .asString();
    return xianda().at("/api/v1/ops/webhooks" + path).withToken(token);
  }

  private Ask at(String path) {
    return at("/" + endpoint + path, "admin");
  }

  private HttpReply puts(long version, String url, List<String> events) {
    return at("")
        .sendsJson(
            "PUT",
            JsonMapper.shared()
                .writeValueAsString(
                    Map.of("version", version, "name", "会员系统", "url", url, "events", events)));
  }

  private List<Receiver.Told> told(String conversation) {
    return receiver.told().stream()
        .filter(each -> each.data().path("conversation").asString("").equals(conversation))
        .toList();
  }

  private JsonNode hears(String type, String conversation) {
    await()
        .atMost(SOON)
        .until(() -> told(conversation).stream().anyMatch(each -> each.type().equals(type)));
    return told(conversation).stream()
        .filter(each -> each.type().equals(type))
        .findFirst()
        .orElseThrow()
        .data();
  }

  @Test
  void allThatHappensToAConversationIsToldWithoutAWordOfIt() {
    puts(0, receiver.url("/hooks?key=kept-to-ourselves"), EVENTS).isOk();
    Shopper shopper = guest();
    String id = shopper.conversation();
    shopper.says("我的草莓烂了，转人工");
    JsonNode opened = hears("conversation.opened", id);
    assertThat(opened.path("channel").asString()).isEqualTo("web");
    assertThat(opened.path("shopper").asString()).startsWith("guest-");
    inTransaction.executeWithoutResult(_ ->
        part(Conversations.class)
            .close(new ConversationId(UUID.fromString(id)), ConversationOutcome.SILENT, null));
    assertThat(hears("conversation.closed", id).path("outcome").asString()).isEqualTo("silent");
    inTransaction.executeWithoutResult(_ ->
        part(Tickets.class)
            .open(
                UUID.fromString(id),
                1,
                opened.path("shopper").asString(),
                new NewTicket(
                    new SkillGroup("aftersale"),
                    Priority.NORMAL,
                    "claim-in-review",
                    "XM2606150005"),
                null));
    JsonNode ticket = hears("ticket.changed", id);
    assertThat(ticket.path("ticket").asString()).startsWith("T");
    assertThat(ticket.path("state").asString()).isEqualTo("open");
    database
        .sql(
            "insert into rating (conversation, stars, reasons, at) values (:id, 4, '{polite}', now())")
        .param("id", UUID.fromString(id))
        .update();
    assertThat(hears("satisfaction.rated", id).path("stars").asInt()).isEqualTo(4);
    assertThat(receiver.told())
        .allSatisfy(each -> assertThat(each.body()).doesNotContain("草莓", "烂"));
    assertThat(database.sql("select e::text from webhook_endpoint e").query(String.class).list())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).doesNotContain("whsec_", "kept-to-ourselves"));
  }

  @Test
  void aHandoverIsTold() {
    puts(0, receiver.url("/hooks"), List.of("conversation.handed-over")).isOk();
    Shopper shopper = guest();
    shopper.says("转人工");
    shopper.says("转人工");
    shopper.says("转人工");
    JsonNode handed = hears("conversation.handed-over", shopper.conversation());
    assertThat(handed.path("group").asString()).isNotBlank();
    assertThat(told(shopper.conversation()))
        .allSatisfy(each -> assertThat(each.type()).isEqualTo("conversation.handed-over"));
  }

  @Test
  void whatIsUndoneIsNotTold() {
    puts(0, receiver.url("/hooks"), EVENTS).isOk();
    String id = guest().conversation();
    hears("conversation.opened", id);
    inTransaction.executeWithoutResult(undone -> {
      part(Conversations.class)
          .close(new ConversationId(UUID.fromString(id)), ConversationOutcome.SILENT, null);
      undone.setRollbackOnly();
    });
    assertThat(
            database
                .sql(
                    "select count(*) from webhook_event where kind = 'conversation.closed' and data ->> 'conversation' = :id")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void theSecretIsToldOnceAndWhoIsLateIsShownWhatIsThere() {
    JsonNode made = puts(0, receiver.url("/hooks"), EVENTS).isOk().json();
    assertThat(made.path("secret").asString()).startsWith("whsec_");
    assertThat(at("", "admin").gets().isOk().body()).doesNotContain("whsec_");
    HttpReply late = puts(0, receiver.url("/other"), EVENTS).isRefused(409, "webhook-changed");
    assertThat(late.body()).doesNotContain("whsec_");
    assertThat(late.json().path("current").path("version").asInt()).isEqualTo(1);
    assertThat(puts(1, receiver.url("/other"), EVENTS).isOk().json().path("secret").isNull())
        .isTrue();
    at("/rotate").posts(Map.of("version", 1)).isRefused(409, "webhook-changed");
    assertThat(at("/rotate").posts(Map.of("version", 2)).isOk().json().path("secret").asString())
        .startsWith("whsec_")
        .isNotEqualTo(made.path("secret").asString());
    assertThat(at("?version=2").sends("DELETE").status()).isEqualTo(409);
    assertThat(at("?version=3").sends("DELETE").status()).isEqualTo(204);
    assertThat(at("?version=3").sends("DELETE").status()).isEqualTo(404);
    JsonNode deeds =
        xianda()
            .at("/api/v1/staff/audit?subject=webhook:" + endpoint)
            .withToken(token())
            .gets()
            .isOk()
            .json()
            .path("deeds");
    assertThat(deeds.valueStream().map(deed -> deed.path("action").asString()))
        .containsExactly(
            "webhook-deleted", "webhook-rotated", "webhook-changed", "webhook-created");
    assertThat(deeds.toString()).doesNotContain("whsec_", "/hooks");
  }

  private static String token() {
    return xianda()
        .at("/api/v1/demo/staff")
        .posts(Map.of("name", "boss", "roles", List.of("admin")))
        .isOk()
        .json()
        .path("token")
        .asString();
  }

  @Test
  void onlyAdminsDecideWhatLeavesTheShop() {
    assertThat(at("", "operator", "reviewer", "supervisor", "agent").gets().status())
        .isEqualTo(403);
  }

  @Test
  void whatCannotBeAnEndpointIsRefused() {
    puts(0, "ftp://shop.example/", EVENTS).isRefused(422, "webhook-refused");
    puts(0, "https://user:secret@shop.example/", EVENTS).isRefused(422, "webhook-refused");
    puts(0, "https:///nowhere", EVENTS).isRefused(422, "webhook-refused");
    puts(0, "no url", EVENTS).isRefused(422, "webhook-refused");
    puts(0, receiver.url("/"), List.of("ping")).isRefused(422, "webhook-refused");
    puts(0, receiver.url("/"), List.of("weather.changed")).isRefused(422, "webhook-refused");
    puts(7, receiver.url("/"), EVENTS).isRefused(404, "no-webhook");
    at("/ping").posts(Map.of("request", UUID.randomUUID())).isRefused(404, "no-webhook");
  }

  @Test
  void aPingIsSeenWithItsAnswerAndSentAgainOnRequest() {
    puts(0, receiver.url("/hooks"), List.of("satisfaction.rated")).isOk();
    UUID request = UUID.randomUUID();
    at("/ping").posts(Map.of("request", request)).isOk();
    at("/ping").posts(Map.of("request", request)).isOk();
    await().atMost(SOON).until(() -> state(0).equals("delivered"));
    JsonNode delivery = deliveries().path(0);
    assertThat(delivery.path("status").asInt()).isEqualTo(204);
    assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
    assertThat(delivery.path("millis").asInt()).isNotNegative();
    assertThat(receiver.told()).hasSize(1);
    at("/replay")
        .posts(Map.of("request", UUID.randomUUID(), "delivery", delivery.path("id").asString()))
        .isOk();
    await().atMost(SOON).until(() -> receiver.told().size() == 2);
    assertThat(deliveries().path(0).path("replayed").asBoolean()).isTrue();
    at("/replay").posts(Map.of("request", UUID.randomUUID())).isRefused(400, "invalid");
    Instant now = Instant.now();
    assertThat(
            at("/replay")
                .posts(
                    Map.of(
                        "request",
                        UUID.randomUUID(),
                        "from",
                        now.plusSeconds(500).toString(),
                        "until",
                        now.plusSeconds(600).toString()))
                .isOk()
                .json()
                .path("deliveries")
                .asInt())
        .isZero();
  }

  private JsonNode deliveries() {
    return at("/deliveries").gets().isOk().json().path("deliveries");
  }

  private String state(int n) {
    return deliveries().path(n).path("state").asString("");
  }
}
