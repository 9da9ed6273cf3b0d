package io.xianda.quickreply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text with gaps. */
class TemplateTest {

  @Test
  void gapsAreFilledWithWhatIsKnown() {
    var template = new Template("{顾客}您好，订单{订单号}由{客服}处理，感谢光临{店名}");

    assertThat(template.gaps()).containsExactlyInAnyOrder(Placeholder.values());
    assertThat(
            template.fill(
                Map.of(Placeholder.SHOPPER, "$1", Placeholder.AGENT, "小李", Placeholder.SHOP, "小店")))
        .isEqualTo("$1您好，订单由小李处理，感谢光临小店");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{电话}", "{", "}", "{{顾客}}", "{}", "{顾客", "好 } 的 {"})
  void aBraceThatStandsForNothingIsRefused(String text) {
    assertThatExceptionOfType(UnknownPlaceholderException.class)
        .isThrownBy(() -> new Template(text));
  }

  @ParameterizedTest
  @CsvSource({"催配送进度,cpsjd", "VIP 续费,vipxf", "满39元免运费,m39ymyf", "，。,''"})
  void initialsAreTheFirstLettersOfThePinyin(String text, String initials) {
    assertThat(Initials.of(text)).isEqualTo(initials);
  }
}
