package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.intent.Action;
import io.xianda.intent.IntentDefinition;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the bot can come to say has its words, with every place in them filled. */
class PhrasesTest {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Instant NOON = Instant.parse("2026-06-15T04:00:00Z");
  private static final Order.Item CORN = new Order.Item("corn", "水果玉米", 1, new BigDecimal("9.9"));
  private static final Order.Item EGGS = new Order.Item("egg", "土鸡蛋", 2, new BigDecimal("26.8"));

  private final Phrases says = new Phrases();

  static Stream<String> keys() {
    return ResourceBundle.getBundle("io.xianda.dialogue.phrases", Locale.ROOT).keySet().stream()
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyPhraseTakesAllItsArguments(String key) {
    List<Integer> places =
        PLACE
            .matcher(says.of(key))
            .results()
            .map(place -> Integer.valueOf(place.group(1)))
            .distinct()
            .toList();
    // Without arguments a phrase is said as it stands; with arguments its places are filled.
    Object[] arguments =
        places.isEmpty() ? new Object[0] : new Object[] {"<0>", "<1>", "<2>", "<3>"};

    String said = says.of(key, arguments);

    assertThat(said).isNotBlank().doesNotContain("{", "}", "''");
    assertThat(places)
        .allSatisfy(place -> assertThat(said).contains(String.valueOf(arguments[place])));
  }

  static Stream<IntentDefinition> courtesies() {
    return Supposing.CATALOG.all().stream()
        .filter(definition -> definition.action() == Action.SOCIAL);
  }

  @ParameterizedTest
  @MethodSource("courtesies")
  void everyCourtesyOfTheCatalogueHasItsReply(IntentDefinition courtesy) {
    assertThat(says.of("social." + courtesy.intent().id())).isNotBlank();
  }

  /** One talk for each kind of decision; its last reply is the one that counts. */
  private static List<Talk> talks() {
    return List.of(
        shopper("lin").says("吃了你们的虾拉肚子"),
        shopper("lin").at("12:00").says("转人工"),
        shopper("lin").at("23:00").says("转人工"),
        shopper("lin").daring(Risk.NO_READER).says("转人工").says("修改一下收货地址"),
        shopper("lin").says("转人工").says("继续问机器人"),
        shopper("lin").says("你好"),
        shopper("lin").says("几点能送到"),
        shopper("lin").says("骑手到哪了"),
        shopper("chen").says("几点能送到"),
        shopper("chen").says("骑手到哪了"),
        shopper("zhao").says("几点能送到"),
        shopper("zhao").says("几点能送到").says("不用了"),
        shopper("zhao").says("几点能送到").says("XM2606150001"),
        shopper("feng").says("几点能送到"),
        shopper("wu").says("几点能送到"),
        Talk.guest().says("几点能送到"),
        shopper("lin").says("怎么开发票"),
        shopper("lin").daring(Risk.TIMID).says("怎么开发票"),
        shopper("lin").daring(Risk.DEMANDING).says("怎么开发票"),
        shopper("lin").withRules(Rules.REFUND).says("我想退款"),
        shopper("lin").says("今天股市怎么样"),
        shopper("lin").says("好".repeat(1001)),
        shopper("lin").sends(new Part.Image("straw.jpg")),
        shopper("lin").remembering("broken").says("你好"),
        shopper("lin")
            .withOrdersFrom(shopper -> {
              throw new IllegalStateException("down");
            })
            .says("几点能送到"));
  }

  @Test
  void everyKindOfDecisionIsPutIntoWords() {
    List<Talk> talks = talks();

    assertThat(talks.stream().<Class<?>>map(talk -> talk.outcome().decision().getClass()))
        .containsOnly(Decision.class.getPermittedSubclasses())
        .contains(Decision.class.getPermittedSubclasses());
    for (Talk talk : talks) {
      assertThat(talk.outcome().reply().parts())
          .as(talk.outcome().trace().policy())
          .isNotEmpty()
          .allSatisfy(part -> assertThat(part.toString()).doesNotContain("{", "}", "null", "''"));
    }
  }

  private static Order order(
      Order.Status status, Order.@Nullable Rider rider, Order.Item... items) {
    return new Order(
        "XM2606157777",
        Order.Mode.SCHEDULED,
        status,
        NOON.minus(Duration.ofHours(1)),
        NOON.plus(Duration.ofMinutes(37)),
        status == Order.Status.DELIVERED ? NOON.minus(Duration.ofMinutes(5)) : null,
        rider,
        List.of(items));
  }

  @ParameterizedTest
  @EnumSource(Order.Status.class)
  void everyStatusHasItsWordOnTheCard(Order.Status status) {
    Part card = says.card(order(status, null, CORN, EGGS));

    assertThat(card)
        .isInstanceOfSatisfying(
            Part.OrderCard.class,
            shown -> {
              assertThat(shown.status()).isNotBlank().doesNotContain("{");
              assertThat(shown.number()).isEqualTo("XM2606157777");
              assertThat(shown.summary()).isEqualTo("您的订单（水果玉米等2样，尾号7777）");
              assertThat(shown.placed()).isEqualTo("6月15日 11:00");
              assertThat(shown.amount()).isEqualTo("36.70");
            });
  }

  @Test
  void everyStageOnTheWayHasItsWords() {
    List<String> stages = new ArrayList<>();
    for (Order.Status status : Order.Status.values()) {
      if (status.isOpen()) {
        stages.add(says.stage(order(status, null, CORN)));
        stages.add(says.stage(order(status, new Order.Rider("孙师傅", null), CORN)));
        stages.add(says.stage(order(status, new Order.Rider("孙师傅", 1.5), CORN)));
      }
    }

    assertThat(stages)
        .hasSize(9)
        .allSatisfy(stage -> assertThat(stage).isNotBlank().doesNotContain("{", "null"));
    assertThat(stages).filteredOn(stage -> stage.contains("孙师傅")).hasSize(2);
    assertThat(stages).filteredOn(stage -> stage.contains("1.5 公里")).hasSize(1);
  }

  @Test
  void anOrderThatEndedIsTold() {
    assertThat(says.ended(order(Order.Status.DELIVERED, null, CORN), NOON))
        .isEqualTo(new Part.Text("您的订单（水果玉米，尾号7777）已送达，送达时间 11:55。没收到或者有问题的话跟我说。"));
    assertThat(says.ended(order(Order.Status.CANCELLED, null, CORN), NOON))
        .isEqualTo(new Part.Text("您的订单（水果玉米，尾号7777）已取消，不会再配送了。"));
  }

  @Test
  void goodsWithBracesInTheirNameAreSaidAsTheyAre() {
    Order.Item odd = new Order.Item("odd", "{0}号'玉米'", 1, BigDecimal.ONE);

    assertThat(says.name(order(Order.Status.PLACED, null, odd))).isEqualTo("您的订单（{0}号'玉米'，尾号7777）");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-15T04:37:00Z, 12:37",
    "2026-06-14T16:00:00Z, 00:00",
    "2026-06-15T15:59:00Z, 23:59",
    "2026-06-15T16:00:00Z, 明天 00:00",
    "2026-06-16T15:59:00Z, 明天 23:59",
    "2026-06-14T15:59:00Z, 昨天 23:59",
    "2026-06-13T15:59:00Z, 6月13日 23:59",
    "2026-06-16T16:00:00Z, 6月17日 00:00",
    "2027-01-02T04:00:00Z, 1月2日 12:00",
  })
  void aTimeIsSaidWithItsDayWhereThatIsNotToday(Instant instant, String said) {
    assertThat(says.time(instant, NOON)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-15T04:37:00Z, false",
    "2026-06-15T04:37:59Z, false",
    "2026-06-15T04:38:00Z, true"
  })
  void lateIsWhatIsAMinutePastItsPromise(Instant now, boolean late) {
    assertThat(says.isLate(order(Order.Status.DELIVERING, null, CORN), now)).isEqualTo(late);
  }
}
