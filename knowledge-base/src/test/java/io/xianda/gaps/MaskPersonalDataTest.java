package io.xianda.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells who wrote a message is masked, and the question stays readable. */
class MaskPersonalDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          我的手机号是13800138000                | 我的手机号是〔手机号〕
          换成138 0013 8000可以吗                | 换成〔手机号〕可以吗
          138-0013-8000打不通                    | 〔手机号〕打不通
          +86 138 0013 8000打不通                | 〔手机号〕打不通
          １３８００１３８０００收不到短信       | 〔手机号〕收不到短信
          一三八零零一三八零零零                 | 〔手机号〕
          幺三八零零幺三八零零零是我             | 〔手机号〕是我
          绑的是138****8000                      | 绑的是〔手机号〕
          电话0571-87654321没人接                | 电话〔电话〕没人接
          你们400-820-8820打不进去               | 你们〔电话〕打不进去
          两个号13800138000和13900139000         | 两个号〔手机号〕和〔手机号〕
          1.3.8.0.0.1.3.8.0.0.0                  | 〔手机号〕
          订单XM2606150001到哪了                 | 订单〔订单号〕到哪了
          xm 2606150001 还没到                   | 〔订单号〕 还没到
          XM-260-615-0001少了一盒                | 〔订单号〕少了一盒
          订单号:2606150001怎么退                | 订单号:〔订单号〕怎么退
          单号2606150001                         | 单号〔订单号〕
          尾号0001那单                           | 尾号〔数字〕那单
          后四位是8000                           | 后四位是〔数字〕
          取件码 4432 打不开柜子                 | 取件码 〔数字〕 打不开柜子
          验证码123456过期了                     | 验证码〔数字〕过期了
          卡号6222021234567890123退到这          | 卡号〔数字〕退到这
          6222 0212 3456 7890 123                | 〔数字〕
          身份证330106199001011234               | 身份证〔证件号〕
          33010619900101123X能实名吗             | 〔证件号〕能实名吗
          发票发到zhang.san@example.com          | 发票发到〔邮箱〕
          邮箱ZHANG_SAN@mail.example.com.cn谢谢  | 邮箱〔邮箱〕谢谢
          看https://example.com/o?id=123这个     | 看〔网址〕这个
          微信号zhangsan_88加我                  | 微信号〔账号〕加我
          qq:12345678                            | qq:〔账号〕
          支付宝账号:zhangsan88                  | 支付宝账号:〔账号〕
          收件人:张三                            | 收件人:〔姓名〕
          收货人是欧阳小红,帮我改下              | 收货人是〔姓名〕,帮我改下
          车牌浙A12345进不去                     | 车牌〔车牌〕进不去
          送到西湖区文三路328号                  | 送到〔地址〕
          改到杭州市西湖区文三路328号3幢502室    | 改到〔地址〕
          寄到阳光花园3栋2单元501                | 寄到〔地址〕
          我住在绿城桂花园5幢1201                | 我住在〔地址〕
          地址换成3号楼2单元501室                | 地址换成〔地址〕
          滨江区江南大道                         | 〔地址〕
          世纪大道88号18楼能送吗                 | 〔地址〕能送吗
          送浙江大学5号楼302                     | 送〔地址〕
          上海市张江路88弄12号楼302室谢谢        | 〔地址〕谢谢
          放阳光小区12-3-501门口                 | 放〔地址〕门口
          """)
  void masks(String typed, String masked) {
    assertThat(MaskPersonalData.in(typed)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "满39减8为什么用不了",
        "买了3盒草莓2斤苹果",
        "2斤500克一共多少钱",
        "12315投诉你们",
        "我要打12345",
        "几点到,18:30之前行吗",
        "6月15号的单",
        "1000积分能换什么",
        "3号门店开门吗",
        "手机号怎么改",
        "换号了",
        "地址填错了怎么改",
        "杭州能送吗",
        "西湖区送不送",
        "路上要多久",
        "券用不了",
        "名字能改吗",
        "微信支付失败",
        "草莓烂了一半",
        "〔手机号〕收不到短信",
        "下单路上坏了怎么办",
        "99.9元的榴莲"
      })
  void leavesAlone(String typed) {
    assertThat(MaskPersonalData.in(typed)).isEqualTo(typed);
  }

  @Property(tries = 500, seed = "20261122")
  void maskingTwiceChangesNothingMore(@ForAll("messages") String typed) {
    String once = MaskPersonalData.in(typed);

    assertThat(MaskPersonalData.in(once)).isEqualTo(once);
  }

  @Property(tries = 500, seed = "20261122")
  void noMobileNumberIsLeft(@ForAll("messages") String before, @ForAll("mobiles") String mobile) {
    assertThat(MaskPersonalData.in(before + mobile)).doesNotContain(mobile.substring(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"区", "路", "园里", "一号楼", "1-", "1 ", "a@", "中区路", "一二三", "小区", "1幢", "xm1 ", "〔"})
  void noTextMakesItSlow(String piece) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> MaskPersonalData.in(piece.repeat(1000)));
  }

  @Provide
  Arbitrary<String> messages() {
    return Arbitraries.of(
            "帮我", "改到", "西湖区", "文三路", "328号", "3幢", "502", "138", "0013", "8000", " ", "-", "，",
            "订单", "XM", "收件人", "张三", "草莓", "@", "a.cn", "尾号", "😡", "〔", "数字", "〕", "\u200b", "１",
            "一二三")
        .list()
        .ofMaxSize(15)
        .map(parts -> String.join("", parts) + "。");
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Arbitraries.integers().between(0, 99_999_999).map("138%08d"::formatted);
  }
}
