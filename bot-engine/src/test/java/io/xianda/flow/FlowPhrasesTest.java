package io.xianda.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

/** Everything a task can come to say has its words, with every place in them filled. */
class FlowPhrasesTest {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Instant NOON = Instant.parse("2026-06-15T04:00:00Z");
  private static final Order.Item CORN = item("corn", "水果玉米", "9.9");
  private static final Order.Item EGGS = item("egg", "土鸡蛋", "26.8");

  private final FlowPhrases says = new FlowPhrases(ZoneId.of("Asia/Shanghai"));

  private static Order.Item item(String sku, String name, String paid) {
    return new Order.Item(sku, name, "2根", 1, new BigDecimal(paid), Order.Kind.FRESH, true);
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
        "杭州市滨江区江南大道100号",
        null,
        Order.Done.NOTHING,
        List.of(items),
        List.of());
  }

  static Stream<String> keys() {
    return ResourceBundle.getBundle("io.xianda.flow.phrases", Locale.ROOT).keySet().stream()
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
        places.isEmpty() ? new Object[0] : new Object[] {"<0>", "<1>", "<2>", "<3>", "<4>"};

    String said = says.of(key, arguments);

    assertThat(said).isNotBlank().doesNotContain("{", "}", "''");
    assertThat(places)
        .allSatisfy(place -> assertThat(said).contains(String.valueOf(arguments[place])));
  }

  @Test
  void anOrderIsNamedByItsFirstGoodsAndItsEnd() {
    assertThat(says.name(order(Order.Status.PLACED, null, CORN))).isEqualTo("您的订单（水果玉米，尾号7777）");
    assertThat(says.goods(order(Order.Status.PLACED, null, CORN, EGGS))).isEqualTo("水果玉米、土鸡蛋");
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
        stages.add(says.stage(order(status, new Order.Rider("孙师傅", "13900000014", null), CORN)));
        stages.add(says.stage(order(status, new Order.Rider("孙师傅", "13900000014", 1.5), CORN)));
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
        .isEqualTo("您的订单（水果玉米，尾号7777）已送达，送达时间 11:55。没收到或者有问题的话跟我说。");
    assertThat(says.ended(order(Order.Status.CANCELLED, null, CORN), NOON))
        .isEqualTo("您的订单（水果玉米，尾号7777）已取消，不会再配送了。");
  }

  @Test
  void goodsWithBracesInTheirNameAreSaidAsTheyAre() {
    Order.Item odd = item("odd", "{0}号'玉米'", "1");

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
    "2026-06-15T10:00:00Z, 18:00-19:00",
    "2026-06-16T00:00:00Z, 明天 08:00-09:00",
    "2026-06-17T12:00:00Z, 6月17日 20:00-21:00",
  })
  void aTimeSlotIsSaidWithItsDayOnce(Instant from, String said) {
    assertThat(says.slot(from, from.plus(Duration.ofHours(1)), NOON)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "9.97, 9.97",
    "9.970, 9.97",
    "10, 10",
    "10.00, 10",
    "100, 100",
    "26.80, 26.8",
    "0.005, 0.01",
    "0, 0",
  })
  void moneyIsSaidWithoutZerosThatSayNothing(BigDecimal yuan, String said) {
    assertThat(FlowPhrases.money(yuan)).isEqualTo(said);
  }

  @Test
  void aQuestionWhichOrderShowsThem() {
    Order first = order(Order.Status.PLACED, null, CORN);
    Order second = order(Order.Status.PICKING, null, EGGS);

    assertThat(says.whichOrder("order.which", List.of(first, second)))
        .containsExactly(
            new Part.Text(says.of("order.which")), says.card(first), says.card(second));
  }

  @Test
  void whatIsReadBackIsAnsweredByATap() {
    List<Part> parts = says.confirm("确认取消吗？");

    assertThat(parts.getFirst()).isEqualTo(new Part.Text("确认取消吗？"));
    assertThat(parts.getLast())
        .isInstanceOfSatisfying(
            Part.Choices.class,
            choices ->
                assertThat(
                        choices.options().stream().map(option -> Confirmation.of(option.label())))
                    .containsExactly(Confirmation.YES, Confirmation.NO));
  }
}
