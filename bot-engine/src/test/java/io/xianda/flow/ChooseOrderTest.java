package io.xianda.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xianda.conversation.ShopperId;
import io.xianda.flow.ChooseOrder.Choice;
import io.xianda.intent.Normaliser;
import io.xianda.intent.slot.OrderMention;
import io.xianda.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which order shoppers mean by the many ways in which they name one. */
class ChooseOrderTest {

  private static final Instant NOW = Instant.parse("2026-06-15T02:30:00Z");

  private static final Order VEGETABLES =
      order("XM2606150003", Order.Mode.EXPRESS, Order.Status.PICKING, 8, "菠菜", "猪里脊");
  private static final Order RICE =
      order("XM2606150004", Order.Mode.NEXT_DAY, Order.Status.PLACED, 180, "东北大米", "菜籽油");
  private static final Order FRUIT =
      order("XM2606140005", Order.Mode.EXPRESS, Order.Status.DELIVERED, 900, "红颜草莓", "土鸡蛋");
  private static final Order OLD_SPINACH =
      order("XM2606130006", Order.Mode.SCHEDULED, Order.Status.DELIVERED, 2000, "菠菜", "8424西瓜");
  private static final Order CANCELLED =
      order("XM2606120007", Order.Mode.EXPRESS, Order.Status.CANCELLED, 4000, "基围虾");

  /** Two open orders, newest first, and what came before them. */
  private static final List<Order> ALL = List.of(VEGETABLES, RICE, FRUIT, OLD_SPINACH, CANCELLED);

  private static Order order(
      String number, Order.Mode mode, Order.Status status, long minutesAgo, String... goods) {
    return OrdersOf.order(number, mode, status, NOW.minus(Duration.ofMinutes(minutesAgo)), goods);
  }

  private static FlowTurn saying(String words) {
    return new FlowTurn(
        new ShopperId("zhao"),
        words,
        Normaliser.normalise(words).text(),
        OrderMention.in(words),
        intent -> 0,
        List.of(),
        OrdersOf.these(ALL),
        null,
        NOW,
        new FlowPhrases(ZoneId.of("Asia/Shanghai")));
  }

  /** Where the bot has offered no orders before, or {@code shown} ones. */
  private static Choice named(List<Order> orders, String words, Order... shown) {
    return ChooseOrder.named(
        orders,
        saying(words),
        Arrays.stream(shown).map(Order::number).toList(),
        order -> order.status().isOpen());
  }

  /** For a new task that is about open orders. */
  private static Choice among(List<Order> orders, String words) {
    return ChooseOrder.among(orders, saying(words), order -> order.status().isOpen());
  }

  /** The last four digits of what was chosen, {@code none} or {@code foreign}. */
  private static String inShort(Choice choice) {
    return switch (choice) {
      case ChooseOrder.Chosen(Order order) -> tail(order);
      case ChooseOrder.Several(List<Order> orders) ->
          orders.stream().map(ChooseOrderTest::tail).collect(Collectors.joining(" or "));
      case ChooseOrder.AllOf(List<Order> orders) ->
          orders.stream().map(ChooseOrderTest::tail).collect(Collectors.joining(" and "));
      case ChooseOrder.NotTheirs foreign -> "foreign";
      case ChooseOrder.None none -> "none";
    };
  }

  private static String tail(Order order) {
    return order.number().substring(order.number().length() - 4);
  }

  @ParameterizedTest
  @CsvSource({
    // by number
    "XM2606150004, 0004",
    "xm2606150004 到哪了, 0004",
    "XM 2606 1500 04, 0004",
    "ＸＭ２６０６１５０００４, 0004",
    "XM2606140005, 0005",
    "XM2606120007, 0007",
    "XM2606150001, foreign",
    "XM260615000, foreign",
    "XM26061500041, foreign",
    // by its end
    "尾号0003, 0003",
    "尾号是0004的, 0004",
    "后四位0005, 0005",
    "末四位：0006, 0006",
    "尾号0001, foreign",
    "0004, 0004",
    "２６０６１５０００３, 0003",
    "9999, foreign",
    // the first number counts
    "XM2606150003 和 XM2606150004, 0003",
    "XM2606150001 还有大米那单, foreign",
    // by goods
    "大米那单, 0004",
    "东北的那个, 0004",
    "菜籽油, 0004",
    "猪里脊到哪了, 0003",
    "里脊呢, 0003",
    "草莓那单, 0005",
    "鸡蛋, 0005",
    "西瓜, 0006",
    "虾, 0007",
    "基围虾, 0007",
    "菠菜, 0003",
    "菠菜和大米, 0003 or 0004",
    "菠菜跟草莓, 0003",
    "草莓和西瓜, 0005 or 0006",
    "东北大米怎么还没到, 0004",
    "榴莲那单, none",
    // by the way it is delivered
    "即时达的, 0003",
    "次日达那单, 0004",
    "隔天到的, 0004",
    "预约的那个, none",
    "即时达和次日达, none",
    // by its place in the list
    "第一个, 0003",
    "第二单, 0004",
    "第2份, 0004",
    "第1单, 0003",
    "1, 0003",
    "２, 0004",
    "第三个, none",
    "5, none",
    "6, none",
    "12, none",
    "我要2份, none",
    // by the other one and by age
    "另一个, 0004",
    "另外一单, 0004",
    "别的那个, 0004",
    "刚下的那单, 0003",
    "最新的, 0003",
    "刚才买的, 0003",
    // not at all
    "都行, none",
    "不知道, none",
    "那个, none",
  })
  void anOrderIsNamedInManyWays(String words, String meant) {
    assertThat(inShort(named(ALL, words))).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "几点能送到, 0003 or 0004",
    "大米几点能送到, 0004",
    "草莓到哪了, 0005",
    "刚下的那单到哪了, 0003",
    "XM2606150001到哪了, foreign",
  })
  void aNewTaskTakesWhatIsNamedOrOffersWhatIsOpen(String words, String meant) {
    assertThat(inShort(among(ALL, words))).isEqualTo(meant);
  }

  @Test
  void aNewTaskTakesTheOnlyOpenOrder() {
    assertThat(among(List.of(FRUIT, RICE, CANCELLED), "到哪了"))
        .isEqualTo(new ChooseOrder.Chosen(RICE));
  }

  @Test
  void aNewTaskTakesTheNewestWhereNoneIsOpenHoweverTheyStand() {
    assertThat(among(List.of(CANCELLED, OLD_SPINACH, FRUIT), "到哪了"))
        .isEqualTo(new ChooseOrder.Chosen(FRUIT));
  }

  @Test
  void aNewTaskHasNothingToTakeWhereNothingWasOrdered() {
    assertThat(among(List.of(), "到哪了")).isEqualTo(new ChooseOrder.None());
  }

  @ParameterizedTest
  @ValueSource(strings = {"XM2606150003", "尾号0003"})
  void aNumberIsForeignWhereNothingWasOrdered(String number) {
    assertThat(named(List.of(), number)).isEqualTo(new ChooseOrder.NotTheirs());
  }

  @Test
  void ordersWithTheSameEndAreBothMeant() {
    Order twin = order("XM2606100004", Order.Mode.EXPRESS, Order.Status.DELIVERED, 9000, "鱼丸");

    assertThat(named(List.of(RICE, twin), "尾号0004"))
        .isEqualTo(new ChooseOrder.Several(List.of(RICE, twin)));
  }

  @ParameterizedTest
  @CsvSource({
    "第一个, 0005",
    "第二个, 0006",
    "2, 0006",
    "第三个, none",
    "另一个, 0006",
    "最新的, 0005",
    "大米那单, 0004"
  })
  void placesCountInWhatWasShown(String words, String meant) {
    assertThat(inShort(named(ALL, words, FRUIT, OLD_SPINACH))).isEqualTo(meant);
  }

  @Test
  void placesCountInWhatIsOpenWhereWhatWasShownIsGone() {
    Order gone = order("XM2606010009", Order.Mode.EXPRESS, Order.Status.PLACED, 5, "生菜");

    assertThat(named(ALL, "第二个", gone)).isEqualTo(new ChooseOrder.Chosen(RICE));
  }

  @Test
  void theOtherOneIsUnclearAmongThree() {
    Order third = order("XM2606150008", Order.Mode.SCHEDULED, Order.Status.PLACED, 200, "生菜");

    assertThat(named(List.of(VEGETABLES, RICE, third), "另一个")).isEqualTo(new ChooseOrder.None());
  }

  @Test
  void aModeThatTwoOrdersShareNamesNeither() {
    Order express = order("XM2606150008", Order.Mode.EXPRESS, Order.Status.PLACED, 5, "生菜");

    assertThat(named(List.of(express, VEGETABLES), "即时达那单")).isEqualTo(new ChooseOrder.None());
  }

  @Provide
  Arbitrary<String> saidByShoppers() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "XM2606150003",
            "XM9999999999",
            "尾号",
            "后四位是",
            "0003",
            "大米",
            "菠菜",
            "草莓",
            "第",
            "一",
            "2",
            "个",
            "单",
            "另一个",
            "最新",
            "即时达",
            "次日",
            "预约",
            "，",
            " ",
            "?",
            "{0}");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.strings().withCharRange('\u4e00', '\u9fff').numeric().ofMaxLength(40),
        pieces.list().ofMaxSize(6).map(list -> String.join("", list)));
  }

  @Property(tries = 1000, seed = "20260615")
  void noTextMakesTheChoiceFail(@ForAll("saidByShoppers") String words) {
    assertThatCode(
            () -> {
              named(ALL, words);
              named(List.of(), words);
              among(List.of(), words);
            })
        .doesNotThrowAnyException();
  }

  @Property(tries = 1000, seed = "20260615")
  void whatIsChosenIsTheShoppersOwnAndSeveralAreAtLeastTwo(@ForAll("saidByShoppers") String words) {
    switch (among(ALL, words)) {
      case ChooseOrder.Chosen(Order order) -> assertThat(ALL).contains(order);
      case ChooseOrder.Several(List<Order> orders) ->
          assertThat(orders).hasSizeGreaterThan(1).doesNotHaveDuplicates().isSubsetOf(ALL);
      case ChooseOrder.AllOf(List<Order> orders) ->
          assertThat(orders).as("nothing was offered that all of could be meant").isEmpty();
      case ChooseOrder.NotTheirs foreign -> assertThat(OrderMention.in(words)).isNotEmpty();
      case ChooseOrder.None none -> assertThat(ALL).as("there is always something").isEmpty();
    }
  }
}
