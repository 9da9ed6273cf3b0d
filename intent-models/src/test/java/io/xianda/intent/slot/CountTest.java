package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pieces are counted; weights, times, prices, phones and shares are not. */
class CountTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3个烂了|3个=3个
          坏了三个|三个=3个
          两盒草莓|两盒=2盒
          一袋半|一袋半=3/2袋
          坏了俩|俩=2个
          五只虾死了|五只=5只
          半箱都坏了|半箱=1/2箱
          12枚鸡蛋碎了|12枚=12枚
          少了一瓶牛奶|一瓶=1瓶
          2盒草莓3袋菠菜|2盒=2盒; 3袋=3袋
          十几个都发霉了|十几个=~15个
          两三个有点软|两三个=~5/2个
          大概5个|5个=~5个
          20多个|20多个=~25个
          3-5个烂的|3-5个=~4个
          10个里坏了3个|10个=10个; 3个=3个
          一个半|一个半=3/2个
          半个西瓜|半个=1/2个
          三大盒|三大盒=3盒
          两小袋|两小袋=2袋
          一整箱苹果|一整箱=1箱
          收到3包,应该是5包|3包=3包; 5包=5包
          6根玉米|6根=6根
          两条鱼|两条=2条
          一把青菜|一把=1把
          4块豆腐|4块=4块
          一桶油漏了|一桶=1桶
          8颗车厘子|8颗=8颗
          一串葡萄|一串=1串
          3支冰淇淋化了|3支=3支
          xm2606150001 2盒|2盒=2盒
          订单号 2盒没到|2盒=2盒
          500g的少了2盒|2盒=2盒
          大半盒都烂了|半盒=~1/2盒
          漏了1件|1件=1件
          一份牛排|一份=1份
          仨都坏了|仨=3个
          只收到一盒|一盒=1盒
          两个都碎了|两个=2个
          3个左右|3个=~3个
          １２个|１２个=12个
          两提纸|两提=2提
          三板酸奶|三板=3板
          坏了7、8个|7、8个=~15/2个
          两盒都烂了|两盒=2盒
          # none
          500g草莓|-
          三斤苹果|-
          两个小时了|-
          等了3个多小时|-
          半个小时|-
          5块钱|-
          29.9元|-
          13800138000|-
          三分之一|-
          30%|-
          一半|-
          下午3点|-
          第三个订单|-
          我俩都等着|-
          打了三个电话|-
          一个人在家|-
          一个都没坏|-
          没一个好的|-
          6支装的冰淇淋|-
          几个坏了|-
          这个那个都行|-
          三天了|-
          两个月没买|-
          一件事|-
          3号楼2单元|-
          一条龙|-
          给我3个解决方案|-
          打了3个电话|-
          """)
  void whatAMessageSays(String text, String found) {
    assertThat(
            Tables.shown(
                text, Count.in(text), c -> (c.about() ? "~" : "") + c.pieces() + c.measure()))
        .isEqualTo(found);
  }
}
