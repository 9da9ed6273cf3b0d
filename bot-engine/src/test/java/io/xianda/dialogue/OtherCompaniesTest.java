package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was bought elsewhere, and what only mentions another company. */
class OtherCompaniesTest {

  private final OtherCompanies others = OtherCompanies.shipped();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我在盒马买的虾还没到",
        "叮咚上下的单怎么退",
        "我美团的订单到哪了",
        "拼多多那边的快递呢",
        "我的快递中通的到了没有",
        "从山姆买的牛排坏了",
        "帮我看看我京东app买的东西"
      })
  void somethingBoughtThere(String text) {
    assertThat(others.boughtThere(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "盒马买的便宜多了",
        "跟盒马比你们贵",
        "在盒马买的比这边新鲜",
        "能用美团支付吗",
        "你们跟山姆是一家吗",
        "我在盒马买的时候都是免运费, 你们呢",
        "快手快脚送来吧",
        "草莓坏了"
      })
  void somethingElse(String text) {
    assertThat(others.boughtThere(text)).isFalse();
  }
}
