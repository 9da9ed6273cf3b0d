package io.xianda.eval;

import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentModel;
import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.EntryFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda bench classify}: what the intent model costs once the text is a vector. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = "The intent model alone, from normalised text and vector to ranked intents.")
final class BenchClassify extends Measurement {

  @Option(
      names = "--rounds",
      defaultValue = "60",
      description = "Measured rounds over all texts (default: ${DEFAULT-VALUE}).")
  private int rounds = 60;

  private double sink;

  @Override
  Map<String, Object> measure() {
    List<String> texts =
        EntryFile.demoAsWritten().stream()
            .flatMap(entry -> entry.questions().stream())
            .map(text -> Normaliser.normalise(text).text())
            .toList();
    double[] encode = new double[texts.size()];
    double[] classify = new double[rounds * texts.size()];
    try (SentenceEncoder encoder = BgeSmallZh.load();
        ProgressBar bar = progress("rounds", 2 * rounds)) {
      IntentModel model = IntentModel.shipped(encoder);
      List<float[]> vectors = new ArrayList<>(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        long start = System.nanoTime();
        vectors.add(encoder.encode(texts.get(i)));
        encode[i] = (System.nanoTime() - start) / 1e6;
      }
      for (int round = -rounds; round < rounds; round++) {
        for (int i = 0; i < texts.size(); i++) {
          long start = System.nanoTime();
          sink += model.classify(texts.get(i), vectors.get(i)).margin();
          if (round >= 0) {
            classify[round * texts.size() + i] = (System.nanoTime() - start) / 1e6;
          }
        }
        bar.step();
      }
    }
    Map<String, Object> metrics = metrics();
    metrics.put("texts", texts.size());
    metrics.put("encoder_ms_p50", rounded(quantile(encode, 0.5)));
    metrics.put("classify_ms_p50", rounded(quantile(classify, 0.5)));
    metrics.put("classify_ms_p99", rounded(quantile(classify, 0.99)));
    metrics.put("checked", sink != 0);
    return metrics;
  }
}
