package io.xianda.insight;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xianda.channel.HttpReply;
import io.xianda.conversation.Channel;
import io.xianda.conversation.Vault;
import io.xianda.figures.Span;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import io.xianda.insight.CountConversations.Count;
import io.xianda.insight.Topics.Topic;
import io.xianda.insight.WrittenRecord.Written;
import io.xianda.order.Account;
import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What reports tell of a record that was made up, and counted again from what was made up. */
class ReportsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2025-03-10T02:00:00Z");
  private static final Days WEEK =
      Days.of(LocalDate.parse("2025-03-03"), LocalDate.parse("2025-03-09"), SHANGHAI, NOW);

  private static final WrittenRecord RECORD = new WrittenRecord(7);
  private static final Recounted RECOUNTED = new Recounted(RECORD.all, NOW);

  private static final String WEEK_QUERY = "?from=2025-03-03&until=2025-03-09";

  private final Reports reports = part(Reports.class);

  @BeforeAll
  static void write() {
    // Also what lies before and after must not be counted.
    RECORD.write(Instant.parse("2025-02-22T00:00:00Z"), Instant.parse("2025-03-10T01:00:00Z"), 700);
  }

  @AfterAll
  static void erase() {
    RECORD.erase();
    part(JdbcClient.class).sql("delete from effect where key like 'years-ago-%'").update();
  }

  private static List<Written> asked(Span span, @Nullable String channel) {
    return RECOUNTED.asked(span, channel);
  }

  private static Count recount(Span span, @Nullable String channel) {
    return RECOUNTED.count(asked(span, channel));
  }

  @Test
  void theFiguresAreThoseOfARecount() {
    isRight(null, null);
    isRight(Channel.WEB, "web");
    isRight(Channel.MINI_PROGRAM, "mini_program");
  }

  private void isRight(@Nullable Channel channel, @Nullable String word) {
    Overview overview = reports.overview(WEEK, channel);

    isOf(overview.current(), recount(WEEK.span(), word));
    isOf(overview.previous(), recount(WEEK.before(), word));
    assertThat(overview.current().funnel().asked()).isGreaterThan(50);
    assertThat(overview.current().bot().replying())
        .isNotNull()
        .satisfies(times -> {
          assertThat(times.p50()).isEqualTo(RECOUNTED.replying(asked(WEEK.span(), word), 50));
          assertThat(times.p95()).isEqualTo(RECOUNTED.replying(asked(WEEK.span(), word), 95));
        });
  }

  private static void isOf(Overview.Sums sums, Count count) {
    assertThat(sums.funnel()).isEqualTo(Overview.Funnel.of(count));
    assertThat(sums.turns()).isEqualTo(count.turns());
    assertThat(sums.resolution()).isEqualTo(Share.of(count.settled(), count.judged()));
    assertThat(sums.toldWrong()).isEqualTo(Overview.ToldWrong.of(count));
    // A recount of nothing would prove nothing.
    assertThat(count.settled()).isPositive();
    assertThat(count.disliked()).isPositive();
    assertThat(count.decidedOtherwise()).isPositive();
  }

  @Test
  void someWhoWereSettledCameBack() {
    assertThat(recount(WEEK.span(), null).cameBack()).isPositive();
  }

  @Test
  void everyConversationHasItsDayItsHourAndItsChannel() {
    Overview overview = reports.overview(WEEK, null);
    List<Written> asked = asked(WEEK.span(), null);

    assertThat(overview.days()).hasSize(7);
    for (Overview.Day day : overview.days()) {
      Count count =
          RECOUNTED.count(
              asked.stream()
                  .filter(w -> w.begin().atZone(SHANGHAI).toLocalDate().equals(day.day()))
                  .toList());
      assertThat(day)
          .isEqualTo(
              new Overview.Day(
                  day.day(), count.asked(), count.settled(), count.handedOver(), count.ticket()));
    }
    assertThat(overview.hours())
        .containsExactlyInAnyOrderElementsOf(
            asked.stream()
                .map(w -> w.begin().atZone(SHANGHAI))
                .collect(
                    Collectors.groupingBy(
                        at -> List.of(at.getDayOfWeek().getValue(), at.getHour()),
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(hour ->
                    new Overview.Hour(
                        hour.getKey().getFirst(), hour.getKey().getLast(), hour.getValue()))
                .toList());
    assertThat(overview.channels()).containsExactly(channel("mini_program"), channel("web"));
  }

  private static Overview.OfChannel channel(String word) {
    return new Overview.OfChannel(
        word, asked(WEEK.span(), word).size(), asked(WEEK.before(), word).size());
  }

  @Test
  void topicsAreCountedOncePerConversation() {
    Topics topics = reports.topics(WEEK, null);

    assertThat(counts(topics.intents(), Topic::asked))
        .isEqualTo(RECOUNTED.intents(asked(WEEK.span(), null)));
    assertThat(counts(topics.intents(), Topic::before))
        .isEqualTo(RECOUNTED.intents(asked(WEEK.before(), null)));
    assertThat(counts(topics.entries(), Topic::asked))
        .isEqualTo(RECOUNTED.entries(asked(WEEK.span(), null)));
    assertThat(topics.intents())
        .extracting(Topic::name)
        .contains("催单与超时")
        .doesNotContain("delivery.late");
  }

  private static Map<String, Long> counts(List<Topic> topics, Function<Topic, Long> which) {
    return topics.stream().collect(Collectors.toMap(Topic::id, which));
  }

  @Test
  void examplesAreMasked() {
    assertThat(reports.topics(WEEK, null).intents())
        .isNotEmpty()
        .allSatisfy(topic ->
            assertThat(topic.examples())
                .isNotEmpty()
                .allSatisfy(
                    text -> assertThat(text).contains(topic.id(), "〔手机号〕").doesNotContain("138")));
  }

  @Test
  void costSavedIsWhatTheFormulaSays() {
    Overview.Saved saved = reports.overview(WEEK, null).saved();

    // Nobody of the made-up record was served, so that the setting counts.
    assertThat(saved.measured()).isFalse();
    assertThat(saved.minutes()).isEqualTo(4);
    assertThat(saved.settled()).isEqualTo(recount(WEEK.span(), null).settled());
    assertThat(saved.yuan())
        .isEqualByComparingTo(
            BigDecimal.valueOf(saved.settled() * 4 * 40)
                .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP));
  }

  @Test
  void aProductThatIsClaimedAboutMoreOftenThanOthersStandsOut() {
    // Of 30 orders each with strawberries, milk and rice, 12 of the strawberries are complained
    // about, and one of the others.
    Instant day = Instant.parse("2025-03-05T04:00:00Z");
    for (int i = 0; i < 30; i++) {
      Order order = order(i, day.minus(Duration.ofHours(3)));
      if (i < 12) {
        asks(i, refund(order.number(), "straw"), order, day);
      } else if (i == 12) {
        asks(i, refund(order.number(), "milk"), order, day);
      } else {
        asks(i, new Effect.Urge(order.number()), order, day);
      }
    }

    Goods goods = reports.goods(WEEK);

    assertThat(goods.complete()).isTrue();
    assertThat(goods.all()).isEqualTo(Share.of(13, 90));
    assertThat(goods.products())
        .extracting(
            Goods.Row::name, row -> row.share().part(), row -> row.share().of(), Goods.Row::unusual)
        .containsExactlyInAnyOrder(
            tuple("草莓", 12L, 30L, true), tuple("牛奶", 1L, 30L, false), tuple("大米", 0L, 30L, false));
    assertThat(goods.products().getFirst().p()).isNotNull().isLessThan(0.001);
    assertThat(goods.areas())
        .extracting(Goods.Row::name, row -> row.share().of())
        .containsExactlyInAnyOrder(tuple("杭州市滨江区", 45L), tuple("上海市浦东新区", 45L));
  }

  @Test
  void anAreaIsNeverMoreOfAnAddressThanTheDistrict() {
    assertThat(CountGoods.area("杭州市滨江区江南大道100号3幢502")).isEqualTo("杭州市滨江区");
    assertThat(CountGoods.area("上海市浦东新区世纪大道88号")).isEqualTo("上海市浦东新区");
    assertThat(CountGoods.area("浙江省杭州市余杭区文一西路1号")).isEqualTo("杭州市余杭区");
    assertThat(CountGoods.area("苏州市星湖街328号")).isEqualTo("苏州市");
    assertThat(CountGoods.area("阳光花园3号楼")).isNull();
    assertThat(CountGoods.area("")).isNull();
  }

  private static Order order(int i, Instant delivered) {
    return new Order(
        "XM2503050%03d".formatted(i),
        Order.Mode.EXPRESS,
        Order.Status.DELIVERED,
        delivered.minusSeconds(3_000),
        delivered,
        delivered,
        null,
        i % 2 == 0 ? "杭州市滨江区江南大道100号3幢502" : "上海市浦东新区世纪大道88号",
        null,
        Order.Done.NOTHING,
        List.of(item("straw", "草莓"), item("milk", "牛奶"), item("rice", "大米")),
        List.of());
  }

  private static Order.Item item(String sku, String name) {
    return new Order.Item(sku, name, "500g", 1, BigDecimal.TEN, Order.Kind.FRESH, true);
  }

  private static Effect refund(String order, String item) {
    return new Effect.Refund(order, item, BigDecimal.ONE, true, "quality.spoiled", List.of());
  }

  private static void asks(int i, Effect effect, Order order, Instant at) {
    String key = "years-ago-" + i;
    Vault vault = part(Vault.class);
    JsonMapper json = JsonMapper.shared();
    part(JdbcClient.class)
        .sql(
            """
            insert into effect (key, shopper, kind, order_number, payload, seen, status, owed,
              next_attempt, decided_at, settled_at)
            values (?, 'years-ago', 'refund', ?, ?, ?, 'applied', false, ?, ?, ?)
            """)
        .params(
            key,
            order.number(),
            vault.seal(json.writeValueAsString(effect), "effect/" + key),
            vault.seal(json.writeValueAsString(new Account(List.of(order), 0)), "seen/" + key),
            OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
            OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
            OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  // ---- by REST

  private static String token(StaffRole role) {
    return part(StaffTokens.class)
        .issue(new Staff("reader", Set.of(role)), Duration.ofHours(1))
        .value();
  }

  private static HttpReply asks(StaffRole role, String path) {
    return xianda().at("/api/v1/ops/" + path).withToken(token(role)).gets();
  }

  @Test
  void theOverviewIsToldAsTheGuideSays() {
    JsonNode told =
        asks(StaffRole.OPERATOR, "reports/overview" + WEEK_QUERY + "&channel=web").isOk().json();

    assertThat(told.path("span").path("from").asString()).isEqualTo("2025-03-02T16:00:00Z");
    assertThat(told.path("zone").asString()).isEqualTo("Asia/Shanghai");
    assertThat(told.path("current").path("resolution").path("of").asLong())
        // By now all of it is long over.
        .isEqualTo(
            new Recounted(RECORD.all, Instant.now()).count(asked(WEEK.span(), "web")).judged());
    assertThat(told.path("days").size()).isEqualTo(7);
  }

  @Test
  void aSpanWithNothingInItIsNoError() {
    String none = "?from=2019-01-01&until=2019-01-07";

    JsonNode told = asks(StaffRole.REVIEWER, "reports/overview" + none).isOk().json();
    assertThat(told.path("current").path("funnel").path("asked").asLong()).isZero();
    assertThat(told.path("current").path("resolution").path("rate").isNull()).isTrue();
    assertThat(told.path("current").path("bot").path("replying").isNull()).isTrue();
    assertThat(asks(StaffRole.ADMIN, "reports/topics" + none).isOk().json().path("intents"))
        .isEmpty();
    assertThat(asks(StaffRole.ADMIN, "reports/goods" + none).isOk().json().path("products"))
        .isEmpty();
  }

  @Test
  void whatIsNoSpanIsRefused() {
    Stream.of(
            "?from=2025-03-09&until=2025-03-03",
            "?from=2020-01-01&until=2025-03-03",
            "?from=2099-01-01&until=2099-01-02",
            WEEK_QUERY + "&channel=fax")
        .forEach(query ->
            asks(StaffRole.OPERATOR, "reports/overview" + query).isRefused(400, "invalid-span"));
    asks(StaffRole.OPERATOR, "reports/overview?from=tomorrow&until=2025-03-03")
        .isRefused(400, "invalid");
    asks(StaffRole.AGENT, "reports/overview" + WEEK_QUERY).isRefused(403, "forbidden");
  }

  @Test
  void theMeasurementsOfTheBotAreShown() {
    JsonNode told = asks(StaffRole.SUPERVISOR, "evaluations").isOk().json();

    assertThat(told.path("runs").path(0).path("metrics").path("passed").asDouble()).isPositive();
    assertThat(told.path("runs").path(0).path("knowledgeBase").asString()).isNotEmpty();
  }

  @Test
  void theWorkbookHoldsAllReportsAndNobodysData() throws IOException, InterruptedException {
    URI address = xianda().address().resolve("/api/v1/ops/reports/export" + WEEK_QUERY);
    HttpResponse<byte[]> reply;
    try (HttpClient http = HttpClient.newHttpClient()) {
      reply =
          http.send(
              HttpRequest.newBuilder(address)
                  .header("Authorization", "Bearer " + token(StaffRole.ADMIN))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
    }
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Disposition").orElse(""))
        .contains("xianda-2025-03-03-2025-03-09.xlsx");
    Map<String, List<String>> sheets = new HashMap<>();
    try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(reply.body()))) {
      for (Sheet sheet : workbook.getSheets().toList()) {
        List<String> cells = new ArrayList<>();
        sheet
            .read()
            .forEach(row -> row.forEach(cell -> cells.add(cell == null ? "" : cell.getText())));
        sheets.put(sheet.getName(), cells);
      }
    }

    assertThat(sheets)
        .containsOnlyKeys("总览", "按天", "按时段", "渠道", "热点问题", "热点词条", "商品投诉", "区域投诉", "口径说明");
    assertThat(sheets.get("总览")).contains("自动解决率", "2025-03-03 00:00 – 2025-03-10 00:00");
    assertThat(sheets.get("按天")).contains("2025-03-09");
    assertThat(sheets.get("热点问题")).contains("催单与超时");
    assertThat(sheets.toString()).doesNotContain("13812345678", "years-ago");
  }
}
