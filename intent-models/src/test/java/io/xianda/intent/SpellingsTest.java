package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Abbreviations and usual mistakes, and what only looks like them. */
class SpellingsTest {

  private static final Spellings SPELLINGS = Spellings.shipped();

  private static String inFull(String text) {
    return SPELLINGS.inFull(Normaliser.normalise(text)).text();
  }

  @ParameterizedTest
  @CsvSource({
    "tk tk 赶紧的, 退款 退款 赶紧的",
    "TK进度, 退款进度",
    "我要zrg, 我要转人工",
    "yhq用不了, 优惠券用不了",
    "有卷没, 有券没",
    "优惠卷在哪, 优惠券在哪",
    "帮我崔一下, 帮我催一下"
  })
  void areWrittenInFull(String typed, String meant) {
    assertThat(inFull(typed)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tkmaxx是什么", "有卷心菜吗", "用卷纸包的", "a.tk@b.cn", "崔师傅到哪了", "kfc", "有卷发棒吗"})
  void isLeftAlone(String text) {
    assertThat(inFull(text)).isEqualTo(Normaliser.normalise(text).text());
  }

  @Property
  void whatWasTypedStaysBesideIt(@ForAll String typed) {
    assertThat(SPELLINGS.inFull(Normaliser.normalise(typed)).raw()).isEqualTo(typed);
  }
}
