package io.xianda.eval;

import io.xianda.intent.Intent;
import io.xianda.intent.train.TrainedModel;
import io.xianda.intent.train.TrainingMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which intents a trained model takes for which others, on messages it has not seen. */
final class Confusions {

  private static final int EXAMPLES = 3;

  private record Pair(Intent meant, Intent taken) {}

  private record Mistake(String text, double sure) {}

  private Confusions() {}

  /**
   * The most frequent ones as rows of a Markdown table: how often, what was meant, what it was
   * taken for, and the surest mistakes.
   *
   * @param messages what the model was trained on
   * @param most how many rows at most
   */
  static List<String> worst(
      List<TrainingMessage> messages, List<TrainedModel.HeldOut> heldOut, int most) {
    Map<Pair, List<Mistake>> mistakes = new LinkedHashMap<>();
    for (TrainedModel.HeldOut one : heldOut) {
      TrainingMessage message = messages.get(one.message());
      Intent taken = one.prediction().best().intent();
      if (!taken.equals(message.intent())) {
        mistakes
            .computeIfAbsent(new Pair(message.intent(), taken), pair -> new ArrayList<>())
            .add(new Mistake(message.text(), one.prediction().best().probability()));
      }
    }
    return mistakes.entrySet().stream()
        .sorted(Comparator.comparingInt(pair -> -pair.getValue().size()))
        .limit(most)
        .map(pair -> row(pair.getKey(), pair.getValue()))
        .toList();
  }

  private static String row(Pair pair, List<Mistake> mistakes) {
    String examples =
        mistakes.stream()
            .sorted(Comparator.comparingDouble(Mistake::sure).reversed())
            .limit(EXAMPLES)
            .map(mistake -> mistake.text().replace("|", "/"))
            .collect(Collectors.joining("; "));
    return "| %d | `%s` | `%s` | %s |"
        .formatted(mistakes.size(), pair.meant().id(), pair.taken().id(), examples);
  }
}
