package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.handoff.Briefing;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whoever takes over reads names, not numbers of goods and words of programs. */
class WriteBriefingTest {

  private static String summary(Talk talk) {
    Briefing briefing = Objects.requireNonNull(talk.outcome().briefing(), "nobody is briefed");
    return String.join("\n", briefing.summary());
  }

  @Test
  void goodsAndTasksHaveTheirNames() {
    String summary = summary(shopper("wu").says("草莓烂了两成").says("转人工"));

    assertThat(summary).contains("红颜草莓 坏果变质 约20%").contains("办理“");
    assertThat(summary).doesNotContain("straw", "task:", "quality.");
  }

  @Test
  void whatWasDoneSeveralTimesIsToldOnce() {
    String summary = summary(shopper("lin").says("运费多少").says("会员卡多少钱").says("转人工"));

    assertThat(summary).contains("知识库回答（2次）");
  }

  @Test
  void nothingWasTriedWherePeopleWereWantedAtOnce() {
    assertThat(summary(shopper("lin").says("转人工"))).contains("机器人做过：无");
  }
}
