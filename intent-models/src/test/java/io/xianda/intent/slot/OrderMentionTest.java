package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xianda.intent.slot.OrderMention.Tail;
import io.xianda.intent.slot.OrderMention.Whole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Order numbers are found in a message however they were typed, and nothing else is taken for one.
 */
class OrderMentionTest {

  static Stream<Arguments> messages() {
    return Stream.of(
        // whole numbers
        arguments("XM2606150001到哪了", List.of(new Whole("XM2606150001"))),
        arguments("xm2606150001到哪了", List.of(new Whole("XM2606150001"))),
        arguments("Xm2606150001", List.of(new Whole("XM2606150001"))),
        arguments("ＸＭ２６０６１５０００１", List.of(new Whole("XM2606150001"))),
        arguments("订单号:XM 2606150001", List.of(new Whole("XM2606150001"))),
        arguments("xm-2606150001", List.of(new Whole("XM2606150001"))),
        arguments("xm 2606 1500 01", List.of(new Whole("XM2606150001"))),
        arguments("XM260615-0001", List.of(new Whole("XM2606150001"))),
        arguments("XM2606150001,2盒草莓烂了", List.of(new Whole("XM2606150001"))),
        arguments("XM2606150001的草莓烂了2盒", List.of(new Whole("XM2606150001"))),
        arguments("XM2606150001 2盒草莓烂了", List.of(new Whole("XM2606150001"))),
        arguments("XM2606150001-2", List.of(new Whole("XM2606150001"))),
        arguments("xm 2606 1500 01 2盒", List.of(new Whole("XM2606150001"))),
        arguments("XM2606150001 13800138000", List.of(new Whole("XM2606150001"))),
        // only the end
        arguments("尾號0001", List.of(new Tail("0001"))),
        arguments("後四位0001", List.of(new Tail("0001"))),
        arguments("后四位是：0001", List.of(new Tail("0001"))),
        arguments("单号尾数0001 帮瞅瞅", List.of(new Tail("0001"))),
        arguments("尾号0001的那单", List.of(new Tail("0001"))),
        arguments("尾号是0001", List.of(new Tail("0001"))),
        arguments("尾号为0001", List.of(new Tail("0001"))),
        arguments("尾号：0001", List.of(new Tail("0001"))),
        arguments("尾号 ０００１", List.of(new Tail("0001"))),
        arguments("后四位0001", List.of(new Tail("0001"))),
        arguments("最后四位是 0001", List.of(new Tail("0001"))),
        arguments("末四位0001", List.of(new Tail("0001"))),
        // nothing but digits, as an answer to "which order"
        arguments("0001", List.of(new Tail("0001"))),
        arguments(" ０００１\n", List.of(new Tail("0001"))),
        arguments("2606150001", List.of(new Tail("2606150001"))),
        arguments("001", List.of()),
        arguments("0001 0002", List.of()),
        arguments("0001吧", List.of()),
        // several, in the order of the text
        arguments(
            "XM2606150001和XM2606150002",
            List.of(new Whole("XM2606150001"), new Whole("XM2606150002"))),
        arguments(
            "XM2606150001XM2606150002",
            List.of(new Whole("XM2606150001"), new Whole("XM2606150002"))),
        arguments("尾号0002还有XM2606150001", List.of(new Tail("0002"), new Whole("XM2606150001"))),
        arguments("尾号0001和尾号0001", List.of(new Tail("0001"), new Tail("0001"))),
        // none
        arguments("我的草莓到哪了", List.of()),
        arguments("", List.of()),
        arguments("XM12345", List.of()),
        arguments("XM", List.of()),
        arguments("尾号001", List.of()),
        arguments("尾号00012", List.of()),
        arguments("电话13800138000", List.of()),
        arguments("\ud83d尾号", List.of()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void ordersAreFoundInAMessage(String typed, List<OrderMention> found) {
    assertThat(OrderMention.in(typed)).isEqualTo(found);
  }
}
