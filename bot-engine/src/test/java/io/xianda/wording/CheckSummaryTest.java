package io.xianda.wording;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three lines that hold no figure and no promise of their own. */
class CheckSummaryTest {

  private static final String TALK = "{\"talk\":[\"顾客：草莓烂了3颗，订单〔订单1〕，要退5.98元\",\"机器人：麻烦发一张照片\"]}";

  @Test
  void threeSoundLinesAreUsed() {
    assertThat(CheckSummary.lines("顾客称草莓坏了3颗，着急\n订单〔订单1〕，要求退5.98元\n\n机器人请顾客发照片，还没收到", TALK))
        .hasValueSatisfying(lines -> assertThat(lines).hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "只有一行",
        "一行\n两行",
        "甲\n乙\n丙\n丁",
        "顾客称草莓坏了30颗\n订单〔订单1〕\n等照片",
        "顾客要草莓\n订单〔订单1〕\n已承诺全额退款，保证立即到账",
        "见 http://evil.example\n订单\n照片",
        "**顾客**\n订单\n照片"
      })
  void anythingElseIsNot(String text) {
    assertThat(CheckSummary.lines(text, TALK)).isEmpty();
  }

  @Property
  void whateverComesBackIsReadWithoutFailing(@ForAll String anything) {
    CheckSummary.lines(anything, TALK).ifPresent(lines -> assertThat(lines).hasSize(3));
  }
}
