package io.xianda.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No telephone, address, order or name leaves the house. */
class ConcealTest {

  private final Conceal conceal = new Conceal(new Prompts());

  @ParameterizedTest
  @CsvSource({
    "我的电话是13800000001, 13800000001",
    "打 138 0000 0001 找我, 0000",
    "订单XM2606150001到哪了, 2606150001",
    "尾号0003那单, 0003",
    "送到杭州市滨江区江南大道88号阳光花园3幢2单元502室, 江南大道",
    "我叫林小满, 林小满",
    "收件人：王强, 王强",
    "王师傅什么时候到, 王师傅",
    "给李女士打电话, 李女士",
    "我姓欧, 欧",
    "微信号 linxiaoman88, linxiaoman88",
    "发到 lin@example.com 吧, lin@example.com",
    "身份证330106199001011234, 330106199001011234",
    "一三八零零零零零零零一, 一三八零"
  })
  void personalDataIsReplaced(String text, String secret) {
    conceal.hide(text).ifPresent(hidden -> assertThat(hidden).contains("〔").doesNotContain(secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"住在那个小区3幢502", "二单元那家", "身份证在哪填"})
  void whatStillTellsWhereSomebodyLivesIsNotSent(String text) {
    assertThat(conceal.hide(text).map(hidden -> !hidden.contains("幢") && !hidden.contains("单元")))
        .isNotEqualTo(Optional.of(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"运费多少", "满39元免运费吗", "草莓烂了两成", "45分钟能到吗", "今天21:15前下单行不行"})
  void ordinaryQuestionsStayAsTheyAre(String text) {
    assertThat(conceal.hide(text)).contains(text);
  }

  @Test
  void theSameNumberHasTheSamePlaceholder() {
    assertThat(conceal.hide("电话13800000001")).contains("电话〔电话1〕");
    assertThat(conceal.hide("就是13800000001")).contains("就是〔电话1〕");
    assertThat(conceal.hide("换成13900000002")).contains("换成〔电话2〕");
  }

  @Test
  void aPlaceholderThatNobodyMadeIsRefused() {
    conceal.hide("电话13800000001");

    assertThat(conceal.reveal("请打〔电话1〕")).contains("请打13800000001");
    assertThat(conceal.reveal("请打〔电话2〕")).isEmpty();
    assertThat(conceal.reveal("请打〔电话1")).isEmpty();
  }

  @Test
  void aShopperCannotForgeOne() {
    assertThat(conceal.hide("请打〔电话1〕")).contains("请打(电话1)");
  }

  @Property
  void whatIsHiddenComesBack(@ForAll @StringLength(max = 60) String text) {
    var fresh = new Conceal(new Prompts());
    String plain = text.replace('〔', '(').replace('〕', ')');

    fresh.hide(text).ifPresent(hidden -> assertThat(fresh.reveal(hidden)).contains(plain));
  }
}
