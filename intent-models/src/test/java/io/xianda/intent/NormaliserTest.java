package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing typed in many ways is read in one way. */
class NormaliserTest {

  static Stream<Arguments> waysOfTyping() {
    return Stream.of(
        // nothing to do
        arguments("几点能送到", "几点能送到"),
        arguments("草莓烂了一半,能赔吗?", "草莓烂了一半,能赔吗?"),
        // full and half width, compatibility forms
        arguments("ＡＰＰ打不开", "app打不开"),
        arguments("３盒草莓", "3盒草莓"),
        arguments("怎么还没到？", "怎么还没到?"),
        arguments("在吗！", "在吗!"),
        arguments("地址（新）", "地址(新)"),
        arguments("ｶﾆ有吗", "カニ有吗"),
        arguments("２㎏大米", "2kg大米"),
        arguments("第①单", "第1单"),
        arguments("ﬁsh", "fish"),
        arguments("5℃保存", "5°c保存"),
        // upper case
        arguments("VIP退费", "vip退费"),
        arguments("App用不了", "app用不了"),
        arguments("CAFÉ", "café"),
        // traditional characters
        arguments("訂單還沒到", "订单还没到"),
        arguments("雞蛋碎了", "鸡蛋碎了"),
        arguments("轉人工客服", "转人工客服"),
        arguments("發票開錯了", "发票开错了"),
        arguments("水果爛掉，怎麼賠", "水果烂掉,怎么赔"),
        arguments("苎麻", "苎麻"),
        // runs of punctuation, symbols, emoji and letters
        arguments("在吗???", "在吗?"),
        arguments("快点！！！！", "快点!"),
        arguments("等了好久。。。。。", "等了好久。"),
        arguments("算了……", "算了."),
        arguments("好～～～～", "好~"),
        arguments("?!?!", "?!?!"),
        arguments("烂了😡😡😡😡", "烂了😡"),
        arguments("谢谢❤️❤️❤️", "谢谢❤"),
        arguments("哈哈哈哈哈哈哈", "哈哈哈"),
        arguments("快快", "快快"),
        arguments("okkkkkk", "okkk"),
        arguments("1000块", "1000块"),
        // addresses of pages
        arguments("www.xianda.com/p?id=1 这个", "网址 这个"),
        arguments("看WWW.Xianda.COM", "看网址"),
        arguments("看https://m.xianda.com/a?b=1 这个", "看网址 这个"),
        arguments("HTTP://a.cn好吗", "网址好吗"),
        // order numbers, phones and other long numbers
        arguments("XM2606150001到哪了", "订单号到哪了"),
        arguments("xm 2606150001", "订单号"),
        arguments("ＸＭ２６０６１５０００１", "订单号"),
        arguments("电话13800138000", "电话手机号"),
        arguments("１３８００１３８０００", "手机号"),
        arguments("取货码77123", "取货码数字"),
        arguments("运单771234567890123", "运单数字"),
        arguments("12800138000", "数字"),
        arguments("213800138000", "数字"),
        arguments("尾号0001", "尾号0001"),
        arguments("我要打12315", "我要打12315"),
        arguments("12345热线", "12345热线"),
        arguments("123156", "数字"),
        arguments("13800138000号号号", "手机号号号"),
        arguments("手手手13800138000", "手手手机号"),
        arguments("13800138000和13900139000", "手机号和手机号"),
        // spaces, line breaks and controls
        arguments("  你好  ", "你好"),
        arguments("草莓　烂了", "草莓 烂了"),
        arguments("你好\r\n在吗", "你好 在吗"),
        arguments("a\t\t b", "a b"),
        arguments("在\u0000吗\u0007", "在 吗"),
        arguments("第一段\u2028第二段\u2029", "第一段 第二段"),
        // what nobody sees
        arguments("退\u200b款", "退款"),
        arguments("\ufeff退款", "退款"),
        arguments("退\u200e款\u2060", "退款"),
        arguments("退\u00ad款", "退款"),
        arguments("\ue000你好", "你好"),
        arguments("cafe\u200d\u0301", "café"),
        arguments("👨\u200d👩\u200d👧", "👨👩👧"),
        // broken text
        arguments("你好\ud83d", "你好"),
        arguments("\ude00你好", "你好"),
        arguments("\ude00\ud83d", ""),
        arguments("好\ud83d\u200b\ude00的", "好的"),
        // nothing readable
        arguments("", ""),
        arguments(" \t\n　", ""),
        arguments("\u200b\u200d\ufe0f", ""));
  }

  @ParameterizedTest
  @MethodSource("waysOfTyping")
  void oneThingTypedInManyWaysIsReadInOneWay(String typed, String read) {
    assertThat(Normaliser.normalise(typed).text()).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("waysOfTyping")
  void whatWasTypedIsKeptUntouched(String typed) {
    assertThat(Normaliser.normalise(typed).raw()).isEqualTo(typed);
  }

  @ParameterizedTest
  @MethodSource("waysOfTyping")
  void readingTwiceChangesNothingMore(String typed) {
    String once = Normaliser.normalise(typed).text();

    assertThat(Normaliser.normalise(once).text()).isEqualTo(once);
  }

  @Test
  void aMessageOfInvisibleCharactersIsBlank() {
    assertThat(Normaliser.normalise("\u200b \ufeff").isBlank()).isTrue();
    assertThat(Normaliser.normalise("?").isBlank()).isFalse();
  }

  @Test
  @Timeout(20)
  void aMessageOfAMillionCharactersIsReadInReasonableTime() {
    String story = "XM2606150001的草莓烂了！！！😡😡😡www.xianda.com ".repeat(20_000);

    assertThat(Normaliser.normalise(story).text()).startsWith("订单号的草莓烂了!😡网址 订单号");
  }
}
