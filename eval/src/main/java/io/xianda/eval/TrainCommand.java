package io.xianda.eval;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.train.Recipe;
import io.xianda.intent.train.TrainIntentModel;
import io.xianda.intent.train.TrainedModel;
import io.xianda.intent.train.TrainingMessage;
import io.xianda.intent.train.TrainingMessages;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.LuceneKnowledgeBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda train}: from the messages to the shipped intent model and the shipped ranker. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains the intent model and the answer ranker from the messages in the project.")
public final class TrainCommand implements Callable<Integer> {

  private static final int CANDIDATES = 10;

  @Option(names = "--data", defaultValue = "intent-models/data/messages", description = "Directory of the messages.")
  private Path data = Path.of("");

  @Option(
      names = "--model",
      defaultValue = "intent-models/src/main/resources/io/xianda/intent/model",
      description = "Where head.onnx and manifest.json go.")
  private Path model = Path.of("");

  @Option(
      names = "--ranker",
      defaultValue = "knowledge-base/src/main/resources/io/xianda/knowledge/ranker.json",
      description = "Where the ranker goes.")
  private Path ranker = Path.of("");

  public static void main(String[] args) {
    System.exit(new CommandLine(new TrainCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    IntentCatalog catalog = IntentCatalog.shipped();
    TrainingMessages messages;
    try {
      messages = TrainingMessages.read(data, catalog);
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("xianda: " + data + ": " + e.getMessage());
      return 2;
    }
    try (SentenceEncoder encoder = BgeSmallZh.load()) {
      TrainedModel trained;
      try (ProgressBar bar = Measurement.progress("encode", messages.all().size())) {
        trained =
            new TrainIntentModel(encoder, Recipe.SHIPPED)
                .train(messages, catalog.intents(), bar::stepBy);
      }
      AnswerRanker fitted = ranker(encoder, messages, trained);
      Files.createDirectories(model);
      Files.write(model.resolve("head.onnx"), trained.head());
      Files.writeString(
          model.resolve("manifest.json"),
          Measurement.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(trained.manifest())
              + "\n");
      Files.writeString(
          ranker,
          Measurement.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fitted) + "\n");
      Map<String, Object> result = new LinkedHashMap<>(trained.manifest().folds());
      result.put("messages", messages.all().size());
      result.put("head", trained.manifest().head());
      System.out.println(Measurement.JSON.writeValueAsString(result));
      return 0;
    }
  }

  /** Searches for every message with what a model thought of it that had not seen it, and learns which candidates answer. */
  private static AnswerRanker ranker(
      SentenceEncoder encoder, TrainingMessages messages, TrainedModel trained) {
    List<AnswerRanker.Judged> judged = new ArrayList<>();
    try (var base =
            LuceneKnowledgeBase.inMemory(new SharedEncoder(encoder), AnswerRanker.untrained());
        ProgressBar bar = Measurement.progress("ranker", messages.all().size())) {
      base.publish(new Generation(1), EntryFile.demo());
      for (int i = 0; i < messages.all().size(); i++) {
        TrainingMessage message = messages.all().get(i);
        IntentPrediction intents = trained.heldOut().get(i);
        List<Hit> hits =
            base.search(
                    new KnowledgeQuery(
                        Normaliser.normalise(message.text()).text(),
                        trained.vectors().get(i),
                        intent -> intents.of(new Intent(intent)),
                        CANDIDATES))
                .hits();
        for (Hit hit : hits) {
          judged.add(
              new AnswerRanker.Judged(
                  hit.evidence(), message.entries().contains(hit.entry().id().value())));
        }
        bar.step();
      }
    }
    return AnswerRanker.fit(judged, messages.all().size());
  }
}
