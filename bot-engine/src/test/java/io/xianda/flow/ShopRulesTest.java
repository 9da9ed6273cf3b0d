package io.xianda.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.order.DemoShop;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The rules that tasks decide by are those that the shop publishes, and make sense together. */
class ShopRulesTest {

  private static ShopRules with(String property, String value) {
    return new Binder(new MapConfigurationPropertySource(Map.of("xianda.shop." + property, value)))
        .bindOrCreate("xianda.shop", ShopRules.class);
  }

  @ParameterizedTest
  @CsvSource({
    "express-late, 61m, late comes before very late",
    "other-late, 121m, late comes before very late",
    "other-very-late, 59m, late comes before very late",
    "late-coupon, -1, the coupon grows with the delay",
    "late-coupon, 10.01, the coupon grows with the delay",
    "very-late-coupon, 4.99, the coupon grows with the delay",
    "automatic-limit, -0.01, no limit or fee is negative",
    "automatic-claims, -1, no limit or fee is negative",
    "rejection-fee, -1, no limit or fee is negative",
    "whole-from, -1, whole-from is a percentage",
    "whole-from, 101, whole-from is a percentage",
    "slot-length, 0m, no time slot fits into the day",
    "slot-length, -60m, no time slot fits into the day",
    "slot-length, 781m, no time slot fits into the day",
    "slot-length, 24h, no time slot fits into the day",
    "slots-from, 20:01, no time slot fits into the day",
    "slots-until, 08:59, no time slot fits into the day",
  })
  void rulesThatContradictEachOtherAreRefused(String property, String value, String why) {
    assertThatThrownBy(() -> with(property, value))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("xianda.shop")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "express-late, 60m",
    "express-late, 0m",
    "late-coupon, 0",
    "late-coupon, 10",
    "automatic-limit, 0",
    "automatic-claims, 0",
    "rejection-fee, 0",
    "whole-from, 0",
    "whole-from, 100",
    "slot-length, 13h",
    "slots-from, 20:00",
    "slots-until, 09:00",
  })
  void theirOutermostValuesAreAllowed(String property, String value) {
    assertThatCode(() -> with(property, value)).doesNotThrowAnyException();
  }

  @Test
  void whatIsConfiguredCounts() {
    assertThat(with("late-coupon", "6.5").lateCoupon()).isEqualByComparingTo("6.5");
    assertThat(with("frozen-window", "4h").frozenWindow()).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void whereNothingIsConfiguredTheDefaultsCount() {
    assertThat(ShopRules.defaults()).isEqualTo(with("other-property", "7"));
  }

  /** The numbers as they stand in the sentences of {@code demo-shop.yml}, in their order. */
  @Nested
  class DefaultsAreTheFactsOfTheDemoShop {

    private static final ShopRules RULES = ShopRules.defaults();

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    /** The text behind a key; the facts are short lines, each key unique. */
    private static String fact(String key) throws IOException {
      try (InputStream in =
          Objects.requireNonNull(DemoShop.class.getResourceAsStream("demo-shop.yml"))) {
        String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        var line = Pattern.compile("(?m)^ *" + key + ": *(.*)$").matcher(yaml);
        assertThat(line.find()).as(key).isTrue();
        return line.group(1);
      }
    }

    private static List<BigDecimal> numbers(String text) {
      return NUMBER.matcher(text).results().map(found -> new BigDecimal(found.group())).toList();
    }

    private static BigDecimal minutes(Duration duration) {
      return BigDecimal.valueOf(duration.toMinutes());
    }

    @Test
    void couponsForExpressOrders() throws IOException {
      assertThat(numbers(fact("late_compensation")))
          .containsExactly(
              minutes(RULES.expressLate()),
              RULES.lateCoupon(),
              minutes(RULES.expressVeryLate()),
              RULES.veryLateCoupon());
    }

    @Test
    void couponsForTheOthers() throws IOException {
      assertThat(numbers(fact("late_compensation_other")))
          .containsExactly(
              minutes(RULES.otherLate()),
              RULES.lateCoupon(),
              minutes(RULES.otherVeryLate()),
              RULES.veryLateCoupon());
    }

    @Test
    void windows() throws IOException {
      assertThat(fact("fresh")).contains("签收后 " + RULES.freshWindow().toHours() + " 小时内");
      assertThat(fact("frozen")).contains("签收后 " + RULES.frozenWindow().toHours() + " 小时内");
      assertThat(fact("packaged")).contains("签收后 " + RULES.packagedWindow().toDays() + " 天内");
    }

    @Test
    void theShareFromWhichAllIsPaidBack() throws IOException {
      assertThat(fact("- \"坏损不超过总量 " + RULES.wholeFrom() + "%")).isNotEmpty();
      assertThat(fact("- \"坏损超过 " + RULES.wholeFrom() + "%")).isNotEmpty();
    }

    @Test
    void whatIsSettledAtOnce() throws IOException {
      assertThat(fact("auto_refund_limit"))
          .startsWith(RULES.automaticLimit().toPlainString())
          .contains("单笔 " + RULES.automaticLimit().toPlainString() + " 元")
          .contains("30 天内售后不超过 " + RULES.automaticClaims() + " 次");
    }

    @Test
    void theFeeForRefusingAnOrder() throws IOException {
      assertThat(fact("cancel")).contains("拒收扣 " + RULES.rejectionFee().toPlainString() + " 元");
    }

    @Test
    void timeSlots() throws IOException {
      var hours = fact("scheduled:.*\\R *hours").replace("\"", "").split("-", -1);

      assertThat(LocalTime.parse(hours[0])).isEqualTo(RULES.slotsFrom());
      assertThat(LocalTime.parse(hours[1])).isEqualTo(RULES.slotsUntil());
      assertThat(numbers(fact("slot_minutes"))).containsExactly(minutes(RULES.slotLength()));
      assertThat(fact("earliest")).contains("下单后 " + RULES.earliestSlot().toHours() + " 小时");
      assertThat(numbers(fact("latest_days")))
          .containsExactly(BigDecimal.valueOf(RULES.latestDays()));
    }
  }
}
