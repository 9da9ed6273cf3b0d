package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.Intent;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.train.TrainedModel;
import io.xianda.intent.train.TrainingMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is mistaken most often stands first, with the surest mistakes as examples. */
class ConfusionsTest {

  private final List<TrainingMessage> messages = new ArrayList<>();
  private final List<TrainedModel.HeldOut> heldOut = new ArrayList<>();

  @Test
  void theMostFrequentComeFirstWithTheirSurestExamples() {
    judged("几点到", "eta", "eta", 0.9);
    judged("还没到", "late", "eta", 0.6);
    judged("怎么这么慢", "late", "eta", 0.8);
    judged("要退款", "apply", "policy", 0.99);

    assertThat(Confusions.worst(messages, heldOut, 10))
        .containsExactly("| 2 | `late` | `eta` | 怎么这么慢; 还没到 |", "| 1 | `apply` | `policy` | 要退款 |");
  }

  @Test
  void noMoreRowsThanAskedForAndABarDoesNotBreakTheTable() {
    judged("a|b", "late", "eta", 0.6);
    judged("要退款", "apply", "policy", 0.99);

    assertThat(Confusions.worst(messages, heldOut, 1))
        .containsExactly("| 1 | `late` | `eta` | a/b |");
  }

  private void judged(String text, String meant, String taken, double sure) {
    heldOut.add(
        new TrainedModel.HeldOut(
            messages.size(),
            IntentPrediction.of(
                List.of(
                    new ScoredIntent(new Intent("other"), 1 - sure),
                    new ScoredIntent(new Intent(taken), sure)))));
    messages.add(new TrainingMessage(new Intent(meant), List.of(), text));
  }
}
