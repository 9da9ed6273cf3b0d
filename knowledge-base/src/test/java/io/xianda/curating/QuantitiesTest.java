package io.xianda.curating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digits, characters and units of every kind come to one form. */
class QuantitiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "满39元 | 39 YUAN",
        "五块钱 | 5 YUAN",
        "9.9 元 | 9.9 YUAN",
        "24小时内 | 1440 MINUTES",
        "一天 | 1440 MINUTES",
        "一周 | 10080 MINUTES",
        "半小时 | 30 MINUTES",
        "半个小时 | 30 MINUTES",
        "两个小时 | 120 MINUTES",
        "45分钟 | 45 MINUTES",
        "1-3个工作日 | 1,3 WORKING_DAYS",
        "一到三个工作日 | 1,3 WORKING_DAYS",
        "12个月 | 12 MONTHS",
        "三年 | 36 MONTHS",
        "07:00-22:00 | 420,1320 TIME_OF_DAY",
        "晚上十点 | 1320 TIME_OF_DAY",
        "早上8点半 | 510 TIME_OF_DAY",
        "下午3点到5点 | 900,300 TIME_OF_DAY",
        "3公里 | 3 KILOMETRES",
        "10%-30% | 10,30 PER_CENT",
        "95折 | 9.5 TENTHS",
        "两倍 | 2 TIMES_AS_MUCH",
        "4张 | 4 PIECES",
        "100/200/500 元 | 100,200,500 YUAN",
        "100 分 | 100 POINTS",
        "-18℃ | -18 DEGREES",
        "0-4℃ | 0,4 DEGREES",
        "400-000-0618 | 4000000618 TELEPHONE",
        "一百二十三元 | 123 YUAN",
        "满500元打95折 | 500 YUAN 9.5 TENTHS",
        "没有数字 | ''"
      })
  void aQuantityIsReadInOneForm(String text, String form) {
    assertThat(form(text)).isEqualTo(form);
  }

  @Property(tries = 1000, seed = "20261123")
  void whateverIsWrittenIsRead(
      @ForAll
          @StringLength(max = 40)
          @Chars({
            '1', '2', '9', '.', ':', '-', '/', '元', '点', '半', '百', '十', '零', '两', '时', '小', '%',
            '晚', '个', '到'
          })
          String text) {
    assertThat(Quantities.in(text)).allMatch(found -> found.end() <= text.length());
  }

  private static String form(String text) {
    return Quantities.in(text).stream()
        .map(found ->
            found.numbers().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(","))
                + " "
                + found.unit())
        .collect(Collectors.joining(" "));
  }
}
