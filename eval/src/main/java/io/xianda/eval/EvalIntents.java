package io.xianda.eval;

import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentModel;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.train.FoldMetrics;
import io.xianda.intent.train.Recipe;
import io.xianda.intent.train.TrainIntentModel;
import io.xianda.intent.train.TrainedModel;
import io.xianda.intent.train.TrainingMessage;
import io.xianda.intent.train.TrainingMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda eval intents}: the project's recipe, trained and tested on any labelled data.
 */
@Command(
    name = "intents",
    mixinStandardHelpOptions = true,
    description = "Trains a fresh model on any data with the project's recipe and tests it.")
final class EvalIntents extends Measurement {

  @Option(names = "--train", required = true, description = "JSONL: text, label.")
  private Path train = Path.of("");

  @Option(names = "--test", required = true, description = "JSONL: text, label.")
  private Path test = Path.of("");

  @Option(names = "--oos-label", description = "The label of messages that belong nowhere.")
  private @Nullable String oosLabel;

  private record Labelled(String text, String label) {}

  private record Tested(Labelled expected, String predicted, double p, double inScope, double ms) {}

  @Override
  Map<String, Object> measure() throws IOException {
    List<Labelled> training = read(train, l -> new Labelled(l.text("text"), l.text("label")));
    List<Labelled> testing = read(test, l -> new Labelled(l.text("text"), l.text("label")));
    List<String> labels = training.stream().map(Labelled::label).distinct().sorted().toList();
    if (labels.size() < 2) {
      throw new UnusableInput(train + " line 1: at least two labels are needed to tell apart");
    }
    List<Intent> classes = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      classes.add(labels.get(i).equals(oosLabel) ? Intent.OUT_OF_SCOPE : new Intent("label" + i));
    }
    try (SentenceEncoder encoder = BgeSmallZh.load()) {
      long start = System.nanoTime();
      TrainedModel trained;
      try (ProgressBar bar = progress("encode", training.size())) {
        trained =
            new TrainIntentModel(encoder, Recipe.SHIPPED)
                .train(
                    new TrainingMessages(
                        training.stream()
                            .map(l ->
                                new TrainingMessage(
                                    classes.get(labels.indexOf(l.label())), List.of(), l.text()))
                            .toList(),
                        "eval"),
                    classes,
                    message -> true,
                    bar::stepBy);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      List<Tested> tested = test(trained, encoder, testing, labels, classes);
      writeLines("predictions.jsonl", tested);
      return metricsOf(tested, labels, seconds);
    }
  }

  private static List<Tested> test(
      TrainedModel trained,
      SentenceEncoder encoder,
      List<Labelled> testing,
      List<String> labels,
      List<Intent> classes) {
    List<Tested> tested = new ArrayList<>();
    byte[] manifest = JSON.writeValueAsBytes(trained.manifest());
    IntentModel model = IntentModel.of(manifest, trained.head(), encoder);
    try (ProgressBar bar = progress("test", testing.size())) {
      for (Labelled message : testing) {
        long start = System.nanoTime();
        String text = Normaliser.normalise(message.text()).text();
        IntentPrediction prediction = model.classify(text, encoder.encode(text));
        double ms = (System.nanoTime() - start) / 1e6;
        tested.add(
            new Tested(
                message,
                labels.get(classes.indexOf(prediction.best().intent())),
                rounded(prediction.best().probability()),
                prediction.inScope(),
                ms));
        bar.step();
      }
    }
    return tested;
  }

  private Map<String, Object> metricsOf(List<Tested> tested, List<String> labels, double seconds) {
    List<String> truth = tested.stream().map(t -> t.expected().label()).toList();
    List<String> predicted = tested.stream().map(Tested::predicted).toList();
    int n = tested.size();
    boolean[] right = new boolean[n];
    int hits = 0;
    for (int i = 0; i < n; i++) {
      right[i] = truth.get(i).equals(predicted.get(i));
      hits += right[i] ? 1 : 0;
    }
    Map<String, Object> metrics = metrics();
    metrics.put("messages", n);
    metrics.put("accuracy", rounded(hits / (double) n));
    metrics.put("macro_f1", rounded(FoldMetrics.macroF1(truth, predicted)));
    metrics.put(
        "ece",
        rounded(
            FoldMetrics.expectedCalibrationError(
                tested.stream().mapToDouble(Tested::p).toArray(), right)));
    String oos = oosLabel;
    if (oos != null) {
      boolean[] inScope = new boolean[n];
      for (int i = 0; i < n; i++) {
        inScope[i] = !truth.get(i).equals(oos);
      }
      metrics.put(
          "oos_auroc",
          rounded(
              FoldMetrics.auroc(tested.stream().mapToDouble(Tested::inScope).toArray(), inScope)));
    }
    metrics.put("train_s", rounded(seconds));
    metrics.put(
        "ms_p50", rounded(quantile(tested.stream().mapToDouble(Tested::ms).toArray(), 0.5)));
    metrics.put("labels", perLabel(truth, predicted, labels));
    return metrics;
  }

  private static List<Map<String, Object>> perLabel(
      List<String> truth, List<String> predicted, List<String> labels) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String label : labels) {
      int support = 0;
      int found = 0;
      int claimed = 0;
      for (int i = 0; i < truth.size(); i++) {
        support += truth.get(i).equals(label) ? 1 : 0;
        claimed += predicted.get(i).equals(label) ? 1 : 0;
        found += truth.get(i).equals(label) && predicted.get(i).equals(label) ? 1 : 0;
      }
      Map<String, Object> row = metrics();
      row.put("label", label);
      row.put("support", support);
      row.put("precision", rounded(claimed == 0 ? 0 : found / (double) claimed));
      row.put("recall", rounded(support == 0 ? 0 : found / (double) support));
      row.put("f1", rounded(support + claimed == 0 ? 0 : 2.0 * found / (support + claimed)));
      rows.add(row);
    }
    return rows;
  }
}
