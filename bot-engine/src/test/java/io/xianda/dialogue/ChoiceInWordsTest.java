package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which choice is meant by what is typed instead of tapped. */
class ChoiceInWordsTest {

  private static final Offer EXPIRED = new Offer.OfEntry("优惠券过期了能补吗？", "coupon-expired");
  private static final Offer UNUSABLE = new Offer.OfEntry("优惠券为什么用不了？", "coupon-unusable");
  private static final Offer CANCEL = new Offer.OfIntent("取消订单", "order.cancel");
  private static final Offer NONE = new Offer.NoneOfThese("都不是", "promo.coupon_use");
  private static final List<Offer> SHOWN = List.of(EXPIRED, UNUSABLE, CANCEL, NONE);

  private static String chosen(String typed) {
    return ChoiceInWords.in(typed, SHOWN).map(Offer::label).orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "优惠券过期了能补吗？, 优惠券过期了能补吗？",
    "第一个, 优惠券过期了能补吗？",
    "1, 优惠券过期了能补吗？",
    "上面那个吧, 优惠券过期了能补吗？",
    "我要第二个, 优惠券为什么用不了？",
    "第２个, 优惠券为什么用不了？",
    "最后一个, 取消订单",
    "下面的, 取消订单",
    "过期了, 优惠券过期了能补吗？",
    "用不了那个, 优惠券为什么用不了？",
    "取消, 取消订单",
    "都不是, 都不是",
    "以上都不是, 都不是",
    "第四个, 都不是"
  })
  void isMeantByItsPlaceOrByItsWords(String typed, String label) {
    assertThat(chosen(typed)).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "第五个",
        "第一次用",
        "优惠券",
        "能补吗要不要钱啊我说的是上个月那张",
        "什么",
        "怎么",
        "你好",
        "草莓烂了",
        "是的",
        "券",
        ""
      })
  void isNoneWhereItIsUnclearOrSomethingElse(String typed) {
    assertThat(chosen(typed)).isEqualTo("nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"是的", "对", "嗯嗯", "就是这个"})
  void isMeantByYesWhereThereIsButOne(String yes) {
    assertThat(ChoiceInWords.in(yes, List.of(CANCEL, NONE))).contains(CANCEL);
  }

  @Test
  void isNoneWhereNothingWasOffered() {
    assertThat(ChoiceInWords.in("第一个", List.of())).isEmpty();
  }

  @Property
  void isAlwaysOneOfThoseShown(@ForAll String typed) {
    assertThat(SHOWN).containsAll(ChoiceInWords.in(typed, SHOWN).stream().toList());
  }
}
