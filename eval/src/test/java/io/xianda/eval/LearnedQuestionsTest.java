package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.Intent;
import io.xianda.intent.train.TrainingMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedQuestionsTest {

  @Test
  void whatIsNearlySaidAlreadyIsLeftOut() {
    var questions =
        LearnedQuestions.of(
            List.of(
                asking("invoice-how", "怎么开发票"),
                asking("invoice-how", "发票怎么开"),
                asking("invoice-how", "要报销找谁"),
                asking("invoice-when", "发票怎么开呀"),
                telling("谢谢")),
            List.of(
                new float[] {1, 0},
                new float[] {0.9f, 0.43f},
                new float[] {0, 1},
                new float[] {1, 0},
                new float[] {0, 1}));

    assertThat(questions).containsOnlyKeys("invoice-how", "invoice-when");
    assertThat(questions.get("invoice-how")).containsExactly("怎么开发票", "要报销找谁");
    assertThat(questions.get("invoice-when")).containsExactly("发票怎么开呀");
    assertThat(LearnedQuestions.lines(questions))
        .isEqualTo("invoice-how\t怎么开发票\ninvoice-how\t要报销找谁\ninvoice-when\t发票怎么开呀\n");
  }

  private static TrainingMessage asking(String entry, String text) {
    return new TrainingMessage(new Intent("invoice"), List.of(entry), text);
  }

  private static TrainingMessage telling(String text) {
    return new TrainingMessage(new Intent("chat.thanks"), List.of(), text);
  }
}
