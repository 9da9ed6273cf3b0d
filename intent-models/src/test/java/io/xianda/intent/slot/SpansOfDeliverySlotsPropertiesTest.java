package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** Whatever is typed, spans lie within it, in its order and apart. */
class SpansOfDeliverySlotsPropertiesTest {

  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 2, 28, 23, 50, 0, 0, ZoneId.of("Asia/Shanghai"));
  private static final List<String> NAMES =
      List.of("红颜草莓 300g", "有机菠菜", "冷冻虾仁 500g", "8424西瓜", "", "a");

  /** A text of a thousand characters is read in far less; only a pattern run wild takes longer. */
  private static final long LONGEST_NANOS = 5_000_000_000L;

  @Property(tries = 1000, seed = "20261123")
  void orders(@ForAll("messages") String typed) {
    assertApart(typed, OrderMentions.in(typed));
  }

  @Property(tries = 1000, seed = "20261123")
  void items(@ForAll("messages") String typed) {
    assertApart(typed, ItemMention.in(typed, NAMES));
  }

  @Property(tries = 200, seed = "20261123")
  void itemsOfAnyNames(
      @ForAll("messages") String typed, @ForAll List<@StringLength(max = 12) String> names) {
    assertApart(typed, ItemMention.in(typed, names));
  }

  @Property(tries = 1000, seed = "20261123")
  void times(@ForAll("messages") String typed) {
    assertApart(typed, TimeMention.in(typed, NOW));
  }

  @Property(tries = 1000, seed = "20261123")
  void addresses(@ForAll("messages") String typed) {
    assertApart(typed, Address.in(typed));
  }

  @Property(tries = 500, seed = "20261123")
  void telephones(@ForAll("messages") String typed) {
    assertApart(typed, PhoneNumber.in(typed));
  }

  @Example
  void longTextsAreReadInTime() {
    for (String piece :
        List.of(
            "一", "1", "1 ", "路", "花园", "区", "张江路", "3点到", "十", "1-", "草莓", "虾", "尾号0001和", "138")) {
      String typed = piece.repeat(1000 / piece.length());
      long start = System.nanoTime();
      OrderMentions.in(typed);
      ItemMention.in(typed, NAMES);
      TimeMention.in(typed, NOW);
      Address.in(typed);
      PhoneNumber.in(typed);
      assertThat(System.nanoTime() - start).as(piece).isLessThan(LONGEST_NANOS);
    }
  }

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "明",
            "后",
            "天",
            "周",
            "五",
            "下",
            "上",
            "午",
            "六",
            "十",
            "二",
            "点",
            "半",
            "到",
            "前",
            "以后",
            "月",
            "号",
            "日",
            "小时",
            "分钟",
            "早",
            "晚",
            "左右",
            "浦东新区",
            "张江",
            "路",
            "88",
            "弄",
            "3号楼",
            "单元",
            "花园",
            "区",
            "市",
            "室",
            "栋",
            "xm",
            "2606150001",
            "尾号",
            "0001",
            "138",
            "0013",
            "8000",
            "****",
            "+86",
            "(",
            ")",
            "-",
            ":",
            ".",
            "/",
            " ",
            "，",
            "草莓",
            "莓",
            "虾",
            "第",
            "个",
            "都",
            "不是",
            "除了",
            "两",
            "最后",
            "全部",
            "300g",
            "的",
            "那",
            "８",
            "：",
            "30",
            "2",
            "31",
            "大",
            "礼拜",
            "上周",
            "过",
            "几",
            "內",
            "内",
            "24",
            "29",
            "\n",
            "😀",
            "\ud83d");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(20).map(list -> String.join("", list)),
        Arbitraries.strings().ofMaxLength(60));
  }

  private static void assertApart(String typed, List<? extends Mention<?>> mentions) {
    int free = 0;
    for (Mention<?> mention : mentions) {
      assertThat(mention.span().start()).as(typed).isGreaterThanOrEqualTo(free);
      assertThat(mention.span().end()).as(typed).isLessThanOrEqualTo(typed.length());
      free = mention.span().end();
    }
  }
}
