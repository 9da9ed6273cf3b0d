package io.xianda.eval;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.Turn;
import io.xianda.intent.Normaliser;
import io.xianda.knowledge.EntryFile;
import io.xianda.order.TurnKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda bench turn}: what a turn costs beyond the encoder. Each text is encoded alone
 * and answered whole, one after the other in the same warmed loop, so that both see the same
 * machine.
 */
@Command(
    name = "turn",
    mixinStandardHelpOptions = true,
    description =
        "A whole turn against the encoder's own time for the same texts; store and network aside.")
final class BenchTurn extends Measurement {

  @Option(
      names = "--rounds",
      defaultValue = "6",
      description = "Measured rounds over all texts (default: ${DEFAULT-VALUE}).")
  private int rounds = 6;

  private long sink;

  @Override
  Map<String, Object> measure() {
    List<String> texts =
        EntryFile.demoAsWritten().stream().flatMap(entry -> entry.questions().stream()).toList();
    double[] encoder = new double[rounds * texts.size()];
    double[] turn = new double[encoder.length];
    double[] recall = new double[encoder.length];
    double[] decide = new double[encoder.length];
    try (Engine engine = Engine.shipped(Clock.systemUTC());
        ProgressBar bar = progress("turns", (rounds + 2) * texts.size())) {
      for (int round = -2; round < rounds; round++) {
        for (int i = 0; i < texts.size(); i++) {
          long a = System.nanoTime();
          sink += encodeOnly(engine, texts.get(i));
          long b = System.nanoTime();
          Outcome outcome = respond(engine, texts.get(i));
          long c = System.nanoTime();
          sink += outcome.reply().parts().size();
          if (round >= 0) {
            encoder[round * texts.size() + i] = (b - a) / 1e6;
            turn[round * texts.size() + i] = (c - b) / 1e6;
            recall[round * texts.size() + i] = outcome.trace().micros().recall() / 1e3;
            decide[round * texts.size() + i] = outcome.trace().micros().decide() / 1e3;
          }
          bar.step();
        }
      }
    }
    Map<String, Object> metrics = metrics();
    metrics.put("texts", texts.size());
    metrics.put("encoder_ms_p50", rounded(quantile(encoder, 0.5)));
    metrics.put("recall_ms_p50", rounded(quantile(recall, 0.5)));
    metrics.put("decide_ms_p50", rounded(quantile(decide, 0.5)));
    metrics.put("turn_ms_p50", rounded(quantile(turn, 0.5)));
    metrics.put("turn_ms_p99", rounded(quantile(turn, 0.99)));
    metrics.put("turn_over_encoder_p50", rounded(quantile(turn, 0.5) / quantile(encoder, 0.5)));
    metrics.put("checked", sink != 0);
    return metrics;
  }

  private static int encodeOnly(Engine engine, String text) {
    return engine.encoder().encode(Normaliser.normalise(text).text()).length;
  }

  private static Outcome respond(Engine engine, String text) {
    return engine
        .dialogue()
        .respond(
            new Turn(
                ShopperId.guest(),
                ConversationState.BOT,
                null,
                List.of(new Part.Text(text)),
                Clock.systemUTC().instant(),
                new TurnKey("bench")));
  }
}
