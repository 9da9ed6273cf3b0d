package io.xianda.aftercare;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.shopper;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import io.xianda.channel.Said;
import io.xianda.channel.Shopper;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import io.xianda.order.DemoShop;
import io.xianda.order.Effect;
import io.xianda.order.EffectKey;
import io.xianda.order.EffectRecord;
import io.xianda.order.EffectResult;
import io.xianda.order.Merchants;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import io.xianda.order.StoredEffects;
import io.xianda.ticket.ClaimedItem;
import io.xianda.ticket.NewTicket;
import io.xianda.ticket.RefundDecision;
import io.xianda.ticket.RefundVerdict;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.TicketActor;
import io.xianda.ticket.TicketNumber;
import io.xianda.ticket.Tickets;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Tickets in the whole service: shopper, staff, merchant. */
class AftercareTest {

  private static final ShopperId WU = new ShopperId("wu");
  private static final String WUS_ORDER = "XM2606150005";
  private static final String AGENT = staff("ticket-agent", StaffRole.AGENT);
  private static final String OTHER_AGENT = staff("ticket-other", StaffRole.AGENT);
  private static final String SUPERVISOR = staff("ticket-chief", StaffRole.SUPERVISOR);

  private Shopper wu = shopper("wu");

  @BeforeEach
  void aFreshShop() {
    part(DemoShop.class).reset();
    wu = shopper("wu");
  }

  private static String staff(String name, StaffRole role) {
    return part(StaffTokens.class)
        .issue(new Staff(name, Set.of(role)), Duration.ofHours(1))
        .value();
  }

  // ---- what tests say

  /** What the bot leaves after a claim of eggs that it has handed in for review. */
  private TicketNumber aClaimInReview() {
    part(DemoShop.class)
        .apply(
            new EffectKey(UUID.randomUUID().toString()),
            WU,
            new Effect.Refund(
                WUS_ORDER, "egg30", new BigDecimal("26.80"), false, "quality.damaged", List.of()));
    var items =
        List.of(new ClaimedItem("egg30", "土鸡蛋", "quality.damaged", new BigDecimal("26.80")));
    UUID conversation = UUID.fromString(wu.conversation());
    long seq = System.nanoTime();
    new TransactionTemplate(part(PlatformTransactionManager.class))
        .executeWithoutResult(status ->
            part(Tickets.class)
                .open(
                    conversation,
                    seq,
                    "wu",
                    new NewTicket(
                        new SkillGroup("aftersale"),
                        Priority.NORMAL,
                        "claim-in-review",
                        WUS_ORDER,
                        items,
                        List.of()),
                    null));
    return part(Tickets.class).from(conversation).getLast().number();
  }

  private static HttpReply reads(String token, Object number) {
    return xianda().at("/api/v1/desk/tickets/" + number).withToken(token).gets();
  }

  private static HttpReply does(String token, Object number, String act, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent(
        "version", reads(token, number).isOk().json().path("ticket").path("version").asLong());
    return xianda().at("/api/v1/desk/tickets/" + number + "/" + act).withToken(token).posts(body);
  }

  private static void take(String token, TicketNumber number) {
    does(token, number, "take", Map.of()).isOk();
  }

  private List<String> told(TicketNumber number) {
    return wu.conversationSoFar().stream()
        .filter(said -> said.author().equals("bot"))
        .map(Said::text)
        .filter(text -> text.contains(number.value()))
        .toList();
  }

  private static Order.Refund eggs() {
    return part(DemoShop.class).accountOf(WU).orders().stream()
        .flatMap(order -> order.refunds().stream())
        .filter(refund -> refund.sku().equals("egg30"))
        .findFirst()
        .orElseThrow();
  }

  // ---- sentences

  @Test
  void whatTheBotLeavesToPeopleNamesTheGoods() {
    wu.says("草莓烂了三成").isAnswered();
    wu.says("没有照片").isAnswered();
    List<Ticket> left = part(Tickets.class).from(UUID.fromString(wu.conversation()));
    assertThat(left).isNotEmpty();
    assertThat(left.getLast().items())
        .extracting(ClaimedItem::item, ClaimedItem::name)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("straw500", "红颜草莓"));
    assertThat(left.getLast().order()).isEqualTo(WUS_ORDER);
  }

  @Test
  void anApprovedClaimIsPaidOnceAndTheShopperIsTold() {
    TicketNumber number = aClaimInReview();
    take(AGENT, number);
    long seen = reads(AGENT, number).json().path("ticket").path("version").asLong();
    Map<String, Object> approval = Map.of("version", seen, "verdict", "approve");
    does(AGENT, number, "refunds", approval).isOk();
    JsonNode again = does(AGENT, number, "refunds", approval).isOk().json();
    assertThat(again.path("ticket").path("state").asString()).isEqualTo("resolved");
    assertThat(again.path("refunds").path(0).path("status").asString()).isEqualTo("applied");
    assertThat(again.path("refunds")).hasSize(1);
    assertThat(eggs().status()).isEqualTo(Order.RefundStatus.PAID);
    assertThat(told(number))
        .singleElement()
        .asString()
        .contains("土鸡蛋", "26.80", "原路退回", "24 小时内到账");
  }

  @Test
  void anotherAmountIsPaidInstead() {
    TicketNumber number = aClaimInReview();
    take(AGENT, number);
    does(AGENT, number, "refunds", Map.of("verdict", "adjust", "amount", 10.5)).isOk();
    assertThat(eggs().amount()).isEqualByComparingTo("10.50");
    TicketNumber other = aClaimInReview();
    take(AGENT, other);
    does(AGENT, other, "refunds", Map.of("verdict", "adjust", "amount", 26.81))
        .isRefused(422, "ticket-too-much");
    does(AGENT, other, "refunds", Map.of("verdict", "adjust")).isRefused(400, "ticket-invalid");
  }

  @Test
  void aRejectionIsToldWithItsReason() {
    TicketNumber number = aClaimInReview();
    take(AGENT, number);
    does(AGENT, number, "refunds", Map.of("verdict", "reject", "reason", "照片里没有破损")).isOk();
    assertThat(eggs().status()).isEqualTo(Order.RefundStatus.REJECTED);
    assertThat(told(number)).singleElement().asString().contains("照片里没有破损");
  }

  @Test
  void whatTheMerchantDoesNotAnswerIsFinishedLaterAndToldOnce() {
    TicketNumber number = aClaimInReview();
    take(AGENT, number);
    var away =
        new Aftercare(
            part(Tickets.class),
            part(Conversations.class),
            part(TellShopper.class),
            part(OrderGateway.class),
            Merchants.deafTo(part(OrderGateway.class), part(EffectRecord.class)),
            part(PlatformTransactionManager.class));
    RefundDecision decision =
        away.decide(
            new TicketActor.Staff("ticket-agent", false),
            number,
            part(Tickets.class).find(number).orElseThrow().version(),
            null,
            new RefundVerdict.Grant(null));
    assertThat(decision.status()).isEqualTo(RefundDecision.Status.PENDING);
    assertThat(told(number)).isEmpty();
    assertThat(part(StoredEffects.class).carryOut(new EffectKey("ticket/" + number + "/1")))
        .isEqualTo(new EffectResult.Applied());
    part(Aftercare.class).followUp();
    part(Aftercare.class).followUp();
    assertThat(told(number)).hasSize(1);
    assertThat(eggs().status()).isEqualTo(Order.RefundStatus.PAID);
  }

  @Test
  void theShopperHearsOfEachStepAndAnswers() {
    TicketNumber number = aClaimInReview();
    does(AGENT, number, "start", Map.of()).isOk();
    does(AGENT, number, "comment", Map.of("text", "仓库说没问题")).isOk();
    does(AGENT, number, "ask", Map.of("text", "几点收到的？")).isOk();
    assertThat(told(number)).hasSize(2).noneMatch(text -> text.contains("仓库说没问题"));
    HttpReply added = adds(wu, number, "早上九点", "a-1").isOk();
    assertThat(added.json().path("ticket").path("state").asString()).isEqualTo("in_progress");
    assertThat(added.body()).doesNotContain("仓库说没问题").doesNotContain("ticket-agent");
    adds(wu, number, "早上九点", "a-1").isOk();
    JsonNode timeline = reads(AGENT, number).isOk().json().path("timeline");
    assertThat(timeline.valueStream().map(entry -> entry.path("what").asString()))
        .containsExactly("opened", "started", "commented", "asked", "added");
  }

  @Test
  void ownTicketsAreListedAndThoseOfOthersDoNotExist() {
    TicketNumber number = aClaimInReview();
    JsonNode list =
        xianda().at("/api/v1/tickets?limit=1").withToken(wu.token()).gets().isOk().json();
    assertThat(list.path("tickets").path(0).path("number").asString()).isEqualTo(number.value());
    Shopper lin = shopper("lin");
    xianda()
        .at("/api/v1/tickets/" + number)
        .withToken(lin.token())
        .gets()
        .isRefused(404, "ticket-unknown");
    adds(lin, number, "?", "a-1").isRefused(404, "ticket-unknown");
    xianda()
        .at("/api/v1/tickets/nothing")
        .withToken(wu.token())
        .gets()
        .isRefused(404, "ticket-unknown");
  }

  @Test
  void nobodyAddsAPictureOfSomebodyElse() {
    TicketNumber number = aClaimInReview();
    xianda()
        .at("/api/v1/tickets/" + number + "/additions")
        .withToken(wu.token())
        .posts(
            Map.of(
                "clientMessageId", "p", "photos", List.of("0".repeat(32) + "-" + "0".repeat(32))))
        .isRefused(422, "ticket-unknown-photo");
  }

  @Test
  void anAgentActsOnNobodyElsesTicketAndASupervisorOnAll() {
    TicketNumber number = aClaimInReview();
    take(AGENT, number);
    does(OTHER_AGENT, number, "resolve", Map.of("text", "好了")).isRefused(409, "ticket-not-yours");
    does(AGENT, number, "resolve", Map.of("version", 0, "text", "好了"))
        .isRefused(409, "ticket-changed");
    does(SUPERVISOR, number, "assign", Map.of("to", "ticket-other")).isOk();
    does(OTHER_AGENT, number, "resolve", Map.of("text", "好了")).isOk();
    does(OTHER_AGENT, number, "ask", Map.of("text", "?")).isRefused(409, "ticket-not-now");
  }

  @Test
  void aTicketOpenedByHandIsOneHoweverOftenItIsSent() {
    var body =
        Map.of(
            "kind", "complaint",
            "group", "general",
            "text", "顾客来电投诉骑手",
            "conversation", wu.conversation());
    String key = UUID.randomUUID().toString();
    String first = opens(key, body).isOk().json().path("ticket").path("number").asString();
    String again = opens(key, body).isOk().json().path("ticket").path("number").asString();
    assertThat(again).isEqualTo(first);
    assertThat(told(new TicketNumber(first))).hasSize(1);
  }

  @Test
  void theListIsFiltered() {
    TicketNumber number = aClaimInReview();
    take(AGENT, number);
    assertThat(listed("?assignee=ticket-agent&kind=claim&group=aftersale"))
        .contains(number.value());
    assertThat(listed("?assignee=ticket-other")).doesNotContain(number.value());
    assertThat(listed("?state=closed")).doesNotContain(number.value());
    xianda()
        .at("/api/v1/desk/tickets?state=nowhere")
        .withToken(AGENT)
        .gets()
        .isRefused(400, "ticket-invalid");
  }

  private static List<String> listed(String query) {
    return xianda()
        .at("/api/v1/desk/tickets" + query)
        .withToken(AGENT)
        .gets()
        .isOk()
        .json()
        .path("tickets")
        .valueStream()
        .map(ticket -> ticket.path("number").asString())
        .toList();
  }

  private static HttpReply opens(String key, Map<String, ?> body) {
    return xianda()
        .at("/api/v1/desk/tickets")
        .withToken(AGENT)
        .with("Idempotency-Key", key)
        .posts(body);
  }

  private static HttpReply adds(Shopper who, TicketNumber number, String text, String id) {
    return xianda()
        .at("/api/v1/tickets/" + number + "/additions")
        .withToken(who.token())
        .posts(Map.of("clientMessageId", id, "text", text));
  }
}
