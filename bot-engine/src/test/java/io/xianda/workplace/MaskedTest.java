package io.xianda.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.quickreply.QuickReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands beside a conversation shows no more than it should. */
class MaskedTest {

  @ParameterizedTest
  @CsvSource({
    "13800000001, 138****0001",
    "+86 139-0000-0011, 139****0011",
    "021-55550000, ****",
    "'', ****"
  })
  void aPhoneKeepsItsEnds(String phone, String masked) {
    assertThat(Masked.phone(phone)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "杭州市滨江区江南大道100号3幢502, 杭州市滨江区江南大道****",
    "上海市浦东新区世纪大道88号, 上海市浦东新区世纪大道****",
    "苏州市工业园区星湖街20号, 苏州市工业园区星湖街****",
    "某市某某家里, 某市****",
    "502室王女士, ****"
  })
  void anAddressGoesAsFarAsTheRoad(String address, String masked) {
    assertThat(Masked.address(address)).isEqualTo(masked);
  }

  @Test
  void aPlaceIsShownWithALittleAroundIt() {
    assertThat(SearchHistory.line("一二三四五六七八九十".repeat(5) + "草莓" + "甲乙丙丁", "草莓"))
        .isEqualTo("…" + "一二三四五六七八九十".repeat(2) + "草莓甲乙丙丁");
    assertThat(SearchHistory.line("草莓坏了", "草莓")).isEqualTo("草莓坏了");
  }

  @Test
  void theDemosQuickRepliesAreWellFormedAndOfDifferentNames() {
    assertThat(AdoptQuickReplies.shipped())
        .hasSizeBetween(20, 40)
        .extracting(QuickReply::id)
        .doesNotHaveDuplicates();
  }
}
