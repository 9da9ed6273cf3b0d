package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.Intent;
import io.xianda.intent.train.TrainingMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedQuestionsTest {

  @Test
  void aMessageIsLearnedForTheEntryThatAnswersIt() {
    var questions =
        LearnedQuestions.of(
            List.of(
                asking("invoice-how", "怎么开发票"),
                asking("invoice-when", "发票几天到"),
                asking("invoice-how", "要报销找谁"),
                telling("谢谢")));

    assertThat(LearnedQuestions.lines(questions))
        .isEqualTo("invoice-how\t怎么开发票\ninvoice-how\t要报销找谁\ninvoice-when\t发票几天到\n");
  }

  private static TrainingMessage asking(String entry, String text) {
    return new TrainingMessage(new Intent("invoice"), List.of(entry), text);
  }

  private static TrainingMessage telling(String text) {
    return new TrainingMessage(new Intent("chat.thanks"), List.of(), text);
  }
}
