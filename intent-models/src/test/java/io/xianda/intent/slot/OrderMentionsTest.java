package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order numbers, whole and in part, with where they stand. */
class OrderMentionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          XM2606150001到哪了 | [XM2606150001] XM2606150001
          xm 2606 1500 01 2盒 | [xm 2606 1500 01] XM2606150001
          ＸＭ２６０６１５０００１ | [ＸＭ２６０６１５０００１] XM2606150001
          尾号0001的那单 | [0001] 0001
          尾号0001和0002 | [0001] 0001; [0002] 0002
          尾号是零零零一 | [零零零一] 0001
          最后四位是 0001 | [0001] 0001
          订单号2606150001 | [2606150001] 2606150001
          0001那单 | [0001] 0001
          2606150001 | [2606150001] 2606150001
          0001 | [0001] 0001
          订单号:XM 2606150001 | [XM 2606150001] XM2606150001
          后四位：0001，麻烦查下 | [0001] 0001
          XM2606150001XM2606150002 | [XM2606150001] XM2606150001; [XM2606150002] XM2606150002
          xm-2606150001和尾号0003 | [xm-2606150001] XM2606150001; [0003] 0003
          末4位0001 | [0001] 0001
          单号是 2606150007 | [2606150007] 2606150007
          我要查XM2606150003和XM2606150004两单 | [XM2606150003] XM2606150003; [XM2606150004] XM2606150004
          xm2606150009取消 | [xm2606150009] XM2606150009
          Xm 2606150009 谢谢 | [Xm 2606150009] XM2606150009
          XM260615-0001 | [XM260615-0001] XM2606150001
          尾號0001 | [0001] 0001
          尾号:0001 | [0001] 0001
          尾号 ０００１ | [０００１] 0001
          末四位 0010 | [0010] 0010
          最后四位0004那个 | [0004] 0004
          0004的那个单 | [0004] 0004
          尾号0001、0002、0003 | [0001] 0001; [0002] 0002; [0003] 0003
          ' 2606150001 ' | [2606150001] 2606150001
          尾号为0005 | [0005] 0005
          不是尾号0001是尾号0002 | [0001] 0001; [0002] 0002
          0002结尾的 | [0002] 0002
          订单编号:2606150010 | [2606150010] 2606150010
          后四位0008 | [0008] 0008

          # nothing
          手机尾号8888 |
          电话尾号是1234 |
          银行卡尾号6222 |
          13800000001 |
          20260615 |
          我手机号后四位1234 |
          付了1299块 |
          打12315 |
          XM12345 |
          尾号001 |
          尾号00012 |
          卡尾号1234的退款 |
          89元的那单 |
          2盒草莓烂了 |
          明天10点到12点 |
          我的草莓到哪了 |
          001 |
          手机号尾号0001 |
          2026-06-15 |
          13.50 |
          0001 0002 |
          300g那盒 |
          XM |
          """)
  void ordersAreFound(String typed, @Nullable String told) {
    assertThat(
            OrderMentions.in(typed).stream()
                .map(m -> "[" + m.span().of(typed) + "] " + told(m.value()))
                .collect(Collectors.joining("; ")))
        .isEqualTo(told == null ? "" : told);
  }

  private static String told(OrderMention order) {
    return switch (order) {
      case OrderMention.Whole(String number) -> number;
      case OrderMention.Tail(String digits) -> digits;
    };
  }
}
