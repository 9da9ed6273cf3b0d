package io.xianda.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.Normaliser;
import io.xianda.intent.slot.Fraction;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What part of a line the words of a complaint name, of whatever was bought. */
class BadPartTest {

  private static final Pattern LINE = Pattern.compile("(\\d+) x (.+)");

  /** A line such as {@code 2 x 500g}. */
  private static Order.Item line(String bought) {
    Matcher line = LINE.matcher(bought);
    assertThat(line.matches()).as(bought).isTrue();
    return new Order.Item(
        "goods",
        "货",
        line.group(2),
        Integer.parseInt(line.group(1)),
        BigDecimal.TEN,
        Order.Kind.FRESH,
        true);
  }

  private static String part(String words, String bought, Problem problem) {
    return BadPart.of(Normaliser.normalise(words).text(), line(bought), problem)
        .map(Fraction::toString)
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # shares
          草莓烂了两成                 | 1 x 500g  | 1/5
          坏了20%                      | 1 x 500g  | 1/5
          烂了三分之一                 | 1 x 500g  | 1/3
          三分之一左右                 | 1 x 500g  | 1/3
          大概三成                     | 1 x 500g  | 3/10
          烂了一半                     | 1 x 500g  | 1/2
          一半都烂了                   | 2 x 1kg   | 1/2
          烂了大半                     | 1 x 500g  | 2/3
          一大半都坏了                 | 1 x 500g  | 2/3
          大部分都烂了                 | 1 x 1kg   | 4/5
          不到一半                     | 1 x 500g  | 2/5
          一半以上都坏了               | 1 x 500g  | 3/5
          只有三成是好的               | 1 x 500g  | 7/10
          百分之四十吧                 | 1 x 500g  | 2/5
          # all of it
          全烂了                       | 1 x 500g  | 1
          都坏了                       | 2 x 1kg   | 1
          全化了                       | 1 x 6片   | 1
          没一个好的                   | 1 x 6个   | 1
          一整盒都烂了                 | 1 x 500g  | 1
          整盒都臭了                   | 1 x 350g  | 1
          两盒都烂了                   | 2 x 1kg   | 1
          一盒草莓全烂了               | 1 x 500g  | 1
          一整袋都发霉了               | 1 x 400g  | 1
          6个全烂了                    | 1 x 6个   | 1
          # pieces of a pack that counts them
          碎了6个                      | 1 x 30枚  | 1/5
          鸡蛋碎了6枚                  | 1 x 30枚  | 1/5
          30枚碎了6个                  | 1 x 30枚  | 1/5
          30个鸡蛋碎了六个             | 1 x 30枚  | 1/5
          破了俩                       | 1 x 30枚  | 1/15
          碎了十来个                   | 1 x 30枚  | 1/3
          6片里有2片化了               | 1 x 6片   | 1/3
          两片化了                     | 1 x 6片   | 1/3
          有3片都化冻了                | 1 x 6片   | 1/2
          6个桃子烂了一个              | 1 x 6个   | 1/6
          烂了一个                     | 1 x 6个   | 1/6
          有一个是烂的                 | 1 x 6个   | 1/6
          3个柠檬发霉了                | 1 x 6个   | 1/2
          死了两只                     | 1 x 4只   | 1/2
          4只螃蟹死了1只               | 1 x 4只   | 1/4
          坏了5包                      | 1 x 30包  | 1/6
          2杯漏了                      | 1 x 12杯  | 1/6
          碎了6个                      | 2 x 30枚  | 1/10
          买了6个，坏了2个             | 1 x 6个   | 1/3
          10个里面坏了3个              | 1 x 5斤   | 3/10
          六个苹果坏了两个             | 1 x 5斤   | 1/3
          # containers
          坏了一盒                     | 2 x 1kg   | 1/2
          两盒坏了一盒                 | 2 x 1kg   | 1/2
          有一盒烂了                   | 2 x 1kg   | 1/2
          一盒是好的，另一盒全烂了     | 2 x 1kg   | 1/2
          其中一盒全烂了               | 2 x 1kg   | 1/2
          一盒都烂了                   | 2 x 1kg   | 1/2
          有一盒烂了一半               | 2 x 1kg   | 1/4
          一盒烂了三分之一             | 2 x 1kg   | 1/6
          两盒都烂了一半               | 2 x 1kg   | 1/2
          买了两盒，烂了一半           | 2 x 1kg   | 1/2
          一盒烂了两成                 | 1 x 500g  | 1/5
          烂了半盒                     | 2 x 1kg   | 1/4
          坏了半盒                     | 1 x 500g  | 1/2
          烂了一盒半                   | 2 x 1kg   | 3/4
          买了两盒坏了一盒             | 2 x 1kg   | 1/2
          坏了三袋                     | 3 x 250g  | 1
          # weights
          烂了一斤                     | 1 x 5斤   | 1/5
          烂了两斤                     | 2 x 1kg   | 1/2
          坏了250克                    | 1 x 500g  | 1/2
          三斤烂了一斤                 | 1 x 5斤   | 1/3
          # nothing that could be paid for
          烂了一些                     | 1 x 500g  | none
          坏的不多                     | 1 x 500g  | none
          烂了一部分                   | 1 x 500g  | none
          个别坏了                     | 1 x 500g  | none
          有几个坏了                   | 1 x 30枚  | none
          碎了好几个                   | 1 x 30枚  | none
          烂了很多                     | 1 x 500g  | none
          烂了一点                     | 1 x 500g  | none
          小部分烂了                   | 1 x 500g  | none
          草莓烂了                     | 1 x 500g  | none
          一盒草莓烂了                 | 1 x 500g  | none
          买了一盒草莓，烂了           | 1 x 500g  | none
          买了两盒，烂了               | 2 x 1kg   | none
          坏了3个                      | 1 x 5斤   | none
          烂了五颗                     | 1 x 500g  | none
          碎了40个                     | 1 x 30枚  | none
          不知道                       | 1 x 500g  | none
          """)
  void goodsThatAreBadAreBadInPart(String words, String bought, String expected) {
    assertThat(part(words, bought, Problem.SPOILED)).isEqualTo(expected);
    assertThat(part(words, bought, Problem.DAMAGED)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12杯漏了2杯                  | 1 x 12杯  | 1/6
          酸奶漏了2杯                  | 1 x 12杯  | 1/6
          少了3个                      | 1 x 6个   | 1/2
          少3个                        | 1 x 6个   | 1/2
          少发了3个                    | 1 x 6个   | 1/2
          少给我3个                    | 1 x 6个   | 1/2
          3个没给                      | 1 x 6个   | 1/2
          有2个没收到                  | 1 x 6个   | 1/3
          缺了两个                     | 1 x 6个   | 1/3
          少了俩                       | 1 x 30枚  | 1/15
          30枚少了5枚                  | 1 x 30枚  | 1/6
          只来了一盒                   | 2 x 350g  | 1/2
          买了两盒只来一盒             | 2 x 350g  | 1/2
          买了两盒，只收到一盒         | 2 x 350g  | 1/2
          两盒只给了我一盒             | 2 x 350g  | 1/2
          少了一盒                     | 2 x 350g  | 1/2
          漏发一盒                     | 2 x 350g  | 1/2
          漏了一盒                     | 2 x 350g  | 1/2
          有一盒没送                   | 2 x 350g  | 1/2
          还差一盒没送来               | 2 x 350g  | 1/2
          两盒都没送                   | 2 x 350g  | 1
          两盒都没收到                 | 2 x 350g  | 1
          只有10杯                     | 1 x 12杯  | 1/6
          12杯只收到10杯               | 1 x 12杯  | 1/6
          买的12杯，只有10杯           | 1 x 12杯  | 1/6
          只有28个                     | 1 x 30枚  | 1/15
          少了半盒                     | 2 x 350g  | 1/4
          3件只到了2件                 | 3 x 250g  | 1/3
          应该有12杯，实际10杯         | 1 x 12杯  | 1/6
          买了6个少了1个               | 1 x 6个   | 1/6
          收到两盒，少了一盒           | 3 x 250g  | 1/3
          就来了一盒                   | 2 x 350g  | 1/2
          只给我发了一盒               | 2 x 350g  | 1/2
          少了一半                     | 1 x 12杯  | 1/2
          少了一半                     | 2 x 350g  | 1/2
          漏发了三分之一               | 1 x 12杯  | 1/3
          只来了一半                   | 1 x 12杯  | 1/2
          只收到三分之一               | 1 x 12杯  | 2/3
          一半没收到                   | 1 x 12杯  | 1/2
          有一半没给我                 | 2 x 350g  | 1/2
          没收到                       | 1 x 12杯  | 1
          整包没给                     | 1 x 30包  | 1
          没收到                       | 1 x 500g  | 1
          漏发了                       | 1 x 500g  | 1
          豆腐没给我                   | 1 x 350g  | 1
          少发了一盒                   | 1 x 500g  | 1
          一个都没有                   | 1 x 6个   | 1
          一盒都没收到                 | 2 x 350g  | 1
          全都没送                     | 2 x 350g  | 1
          少了                         | 2 x 350g  | none
          数量不对                     | 2 x 350g  | none
          少了                         | 1 x 12杯  | none
          数量不对                     | 1 x 30枚  | none
          少了几盒                     | 3 x 250g  | none
          少了几个                     | 1 x 30枚  | none
          少发了一些                   | 1 x 30枚  | none
          少了40个                     | 1 x 30枚  | none
          """)
  void goodsThatAreMissingAreMissingInPart(String words, String bought, String expected) {
    assertThat(part(words, bought, Problem.MISSING)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500克的只有440克             | 1 x 500g  | 3/25
          应该500克，实际440克         | 1 x 500g  | 3/25
          标的500g，称了只有380        | 1 x 500g  | 6/25
          只有380                      | 1 x 500g  | 6/25
          只有380克                    | 1 x 500g  | 6/25
          实际称了380                  | 1 x 500g  | 6/25
          称了一下才380g               | 1 x 500g  | 6/25
          380克                        | 1 x 500g  | 6/25
          380                          | 1 x 500g  | 6/25
          500克，440克                 | 1 x 500g  | 3/25
          4.5                          | 1 x 5斤   | 1/10
          800克                        | 2 x 1kg   | 1/10
          0005                         | 1 x 500g  | none
          买了两盒                     | 2 x 1kg   | none
          昨天10点到的                 | 1 x 500g  | none
          5斤称了4斤半                 | 1 x 5斤   | 1/10
          5斤的苹果只有4斤半           | 1 x 5斤   | 1/10
          只有四斤半                   | 1 x 5斤   | 1/10
          称了4斤                      | 1 x 5斤   | 1/5
          少了半斤                     | 1 x 5斤   | 1/10
          少了二两                     | 1 x 500g  | 1/5
          差了100克                    | 1 x 500g  | 1/5
          差不多少了一百克             | 1 x 500g  | 1/5
          少了100克                    | 2 x 1kg   | 1/20
          有一盒只有800克              | 2 x 1kg   | 1/10
          两盒一共只有1500克           | 2 x 1kg   | 1/4
          应该2kg，只有1.6kg           | 2 x 1kg   | 1/5
          一公斤的只有八百克           | 1 x 1kg   | 1/5
          说是4kg，称了才3kg           | 1 x 约4kg | 1/4
          缺了两成                     | 1 x 500g  | 1/5
          少了五分之一                 | 1 x 500g  | 1/5
          500克称了520克               | 1 x 500g  | none
          称了520克                    | 1 x 500g  | none
          缺斤少两                     | 1 x 500g  | none
          分量不够                     | 1 x 500g  | none
          少了600克                    | 1 x 500g  | none
          只有380克                    | 1 x 6个   | none
          """)
  void goodsThatAreLightAreShortOfAPart(String words, String bought, String expected) {
    assertThat(part(words, bought, Problem.SHORT_WEIGHT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          送错了            | WRONG_ITEM
          不甜              | POOR
          不想要了          | NO_REASON
          我要退款          | UNKNOWN
          坏了两成          | WRONG_ITEM
          """)
  void whateverElseIsWrongIsAboutTheWholeLine(String words, Problem problem) {
    assertThat(part(words, "2 x 500g", problem)).isEqualTo("1");
  }

  @Provide
  Arbitrary<String> saidByShoppers() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "买了", "少了", "只来", "坏了", "全", "都", "没", "两", "半", "盒", "个", "克", "斤", "99999", "0",
            "1.5", "三分之一", "成", "500g", "，", "一", "大半", "%", "kg", "称了", "2");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.strings().withCharRange('\u4e00', '\u9fff').numeric().ofMaxLength(40),
        pieces.list().ofMaxSize(10).map(list -> String.join("", list)));
  }

  @Provide
  Arbitrary<String> bought() {
    return Arbitraries.of(
        "1 x 500g",
        "3 x 1kg",
        "1 x 30枚",
        "2 x 6个",
        "1 x 1.8L",
        "2 x 0g",
        "1 x 随机",
        "999 x 99999.999kg",
        "1 x  ",
        "1 x 约4kg",
        "1 x 5斤",
        "2 x 950ml");
  }

  @Property(tries = 2000, seed = "20260615")
  void whateverIsSaidAPartIsMoreThanNothingAndNoMoreThanAll(
      @ForAll("saidByShoppers") String words,
      @ForAll("bought") String bought,
      @ForAll Problem problem) {
    Optional<Fraction> part = BadPart.of(Normaliser.normalise(words).text(), line(bought), problem);

    part.ifPresent(share -> {
      assertThat(share.numerator()).isPositive();
      assertThat(share).isLessThanOrEqualTo(Fraction.of(1));
    });
  }
}
