package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are read as people write and say them, and words that only look like numbers are not. */
class ChineseNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3盒草莓|3=3
          ３盒草莓|３=3
          买了12个|12=12
          1.5公斤|1.5=3/2
          0.8km|0.8=4/5
          三个坏了|三=3
          十个|十=10
          十二个鸡蛋|十二=12
          二十个|二十=20
          二十五块|二十五=25
          一百零五|一百零五=105
          两百五|两百五=250
          两百五十克|两百五十=250
          一千二|一千二=1200
          一千两百克|一千两百=1200
          三万五|三万五=35000
          2千克大米|2=2
          3百克|3百=300
          两盒|两=2
          半盒|半=1/2
          俩都烂了|俩=2
          坏了仨|仨=3
          三斤半|三=3; 半=1/2
          一个半|一=1; 半=1/2
          两斤二两|两=2; 二=2
          三两个|三两=~5/2
          一两个烂的|一两=~3/2
          两三个|两三=~5/2
          三五个|三五=~4
          十七八个|十七八=~35/2
          二三十个|二三十=~25
          十几个|十几=~15
          二十来个|二十来=~20
          20多个|20多=~25
          两百多克|两百多=~250
          3-5个|3-5=~4
          3到5天|3到5=~4
          三到五个|三到五=~4
          三分之一|三分之一=1/3
          3分之1|3分之1=1/3
          百分之三十|百分之三十=3/10
          30%坏了|30%=3/10
          ３０％|３０％=3/10
          12.5%|12.5%=1/8
          坏了1/3|1/3=1/3
          2／3|2／3=2/3
          三成|三成=3/10
          两成半|两成半=1/4
          一半|一半=1/2
          百分百|百分百=1
          一点五斤|一点五=3/2
          一斤2两|一=1; 2=2
          坏了7、8个|7、8=~15/2
          三斤少三两|三=3; 三=3
          3、7号楼|3=3; 7=7
          一两个|一两=~3/2
          # none
          电话13800138000|-
          订单2606150001|-
          xm2606150001|-
          尾号0001|-
          等一下|-
          一直没到|-
          十分满意|-
          三文鱼到了吗|-
          五花肉不新鲜|-
          百香果烂了|-
          第一次买|-
          几个坏了|-
          半天了还没到|-
          周三送|-
          缺斤少两|-
          千万别送错|-
          草莓|-
          斤两不足|-
          """)
  void whatAMessageSays(String text, String found) {
    assertThat(Tables.shown(text, ChineseNumber.in(text), n -> (n.about() ? "~" : "") + n.value()))
        .isEqualTo(found);
  }
}
