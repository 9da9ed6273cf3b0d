package io.xianda.eval;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.Hashes;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.ModelManifest;
import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.train.KeptBack;
import io.xianda.intent.train.Recipe;
import io.xianda.intent.train.TrainIntentModel;
import io.xianda.intent.train.TrainedModel;
import io.xianda.intent.train.TrainingMessage;
import io.xianda.intent.train.TrainingMessages;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.PrecomputedVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda train}: from the messages to the shipped intent model and the shipped ranker.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains the intent model and the answer ranker from the messages in the project.")
public final class TrainCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      defaultValue = "intent-models/data/messages",
      description = "Directory of the messages.")
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

  @Option(
      names = "--similar",
      defaultValue = "knowledge-base/src/main/resources/io/xianda/knowledge/demo-similar.tsv",
      description = "Where the questions learned for the demo shop's entries go.")
  private Path similar = Path.of("");

  @Option(
      names = "--vectors",
      defaultValue = "knowledge-base/src/main/resources/io/xianda/knowledge/demo-vectors.bin",
      description = "Where the vectors of the demo shop's entries go.")
  private Path vectors = Path.of("");

  @Option(
      names = "--tokens",
      description =
          "Write the messages as the encoder reads them to this file, for tuning it, and stop.")
  private @Nullable Path tokens;

  @Option(
      names = "--confusions",
      description = "Write the ten most frequent confusions to this file, as rows of a table.")
  private @Nullable Path confusions;

  @Option(
      names = "--pairs",
      description =
          "Write what the ranker is fitted on to this file, as JSON lines, for trying other rankers.")
  private @Nullable Path pairs;

  @Option(
      names = "--check",
      description =
          "Write nothing; train again and compare with the shipped model (exit 1 when it is another).")
  private boolean check;

  public static void main(String[] args) {
    Quiet.start();
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
    try (BgeSmallZh encoder = BgeSmallZh.load()) {
      if (tokens != null) {
        Files.write(tokens, tokens(encoder, messages.all()));
        return 0;
      }
      TrainingMessages all = withEntryQuestions(messages);
      TrainedModel trained;
      long start = System.nanoTime();
      try (ProgressBar bar = Measurement.progress("encode", all.all().size())) {
        trained =
            new TrainIntentModel(encoder, Recipe.SHIPPED)
                .train(all, catalog.intents(), KeptBack::contains, bar::stepBy);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (confusions != null) {
        Files.write(confusions, Confusions.worst(all.all(), trained.heldOut(), 10));
      }
      if (check) {
        return check(encoder, trained);
      }
      PassageEncoder known = known(encoder, messages, trained);
      TrainRanker.JudgedPairs judged = TrainRanker.judge(known, messages.all(), trained);
      if (pairs != null) {
        Files.write(
            pairs, judged.pairs().stream().map(Measurement.JSON::writeValueAsString).toList());
      }
      AnswerRanker fitted = judged.fit();
      Files.createDirectories(model);
      Files.write(model.resolve("head.onnx"), trained.head());
      Files.writeString(
          model.resolve("manifest.json"),
          Measurement.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(trained.manifest())
              + "\n");
      Files.writeString(
          ranker,
          Measurement.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fitted) + "\n");
      Map<String, List<String>> questions = LearnedQuestions.of(messages.all());
      Files.writeString(similar, LearnedQuestions.lines(questions));
      Files.write(
          vectors,
          PrecomputedVectors.of(
              LearnedQuestions.added(EntryFile.demoAsWritten(), questions), known));
      Map<String, Object> result = new LinkedHashMap<>(trained.manifest().folds());
      result.put("messages", messages.all().size());
      result.put("train_s", Math.round(seconds));
      result.put("head", trained.manifest().head());
      System.out.println(Measurement.JSON.writeValueAsString(result));
      return 0;
    }
  }

  /**
   * A line a message: intent, first entry, whether it is kept back, and the tokens; and one for the
   * question of every entry.
   */
  private static List<String> tokens(BgeSmallZh encoder, List<TrainingMessage> messages) {
    List<String> lines = new ArrayList<>();
    for (TrainingMessage m : messages) {
      lines.add(
          line(
              encoder,
              m.intent().id(),
              m.entries().isEmpty() ? "-" : m.entries().getFirst(),
              KeptBack.contains(m) ? "kept" : "tune",
              m.text()));
    }
    for (Entry entry : EntryFile.demoAsWritten()) {
      lines.add(line(encoder, entry.intent(), entry.id().value(), "question", entry.question()));
    }
    return lines;
  }

  private static String line(
      BgeSmallZh encoder, String intent, String entry, String part, String text) {
    return LongStream.of(encoder.tokens(Normaliser.normalise(text).text()))
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" ", String.join("\t", intent, entry, part) + "\t", ""));
  }

  /** Whether the shipped model is what this data and this code give. */
  private static int check(SentenceEncoder encoder, TrainedModel trained) {
    ModelManifest shipped = IntentModel.shipped(encoder).manifest();
    if (trained.manifest().head().equals(shipped.head())) {
      System.out.println("the shipped model is what this data gives: " + shipped.head());
      return 0;
    }
    if (!TrainIntentModel.probe(encoder).equals(shipped.probe())) {
      System.out.println(
          "not comparable: this processor rounds otherwise than the one that trained the shipped model");
      return 0;
    }
    System.err.println(
        "xianda: the shipped model %s is not what this data gives (%s); run bin/xianda train"
            .formatted(shipped.head(), trained.manifest().head()));
    return 1;
  }

  /** The encoder, with what the training has encoded already. */
  private static PassageEncoder known(
      SentenceEncoder encoder, TrainingMessages messages, TrainedModel trained) {
    Map<String, float[]> known = new ConcurrentHashMap<>();
    for (int i = 0; i < messages.all().size(); i++) {
      known.put(
          Normaliser.normalise(messages.all().get(i).text()).text(), trained.vectors().get(i));
    }
    return new KnownVectors(new SharedEncoder(encoder), known);
  }

  /** Spares the encoder what the training has encoded already. */
  private record KnownVectors(PassageEncoder encoder, Map<String, float[]> known)
      implements PassageEncoder {

    @Override
    public String normalise(String raw) {
      return encoder.normalise(raw);
    }

    @Override
    public float[] encode(String normalised) {
      return known.computeIfAbsent(normalised, encoder::encode);
    }

    @Override
    public String fingerprint() {
      return encoder.fingerprint();
    }
  }

  /** The messages, and the questions of the shipped entries, which are messages as good as any. */
  static TrainingMessages withEntryQuestions(TrainingMessages messages) {
    List<TrainingMessage> all = new ArrayList<>(messages.all());
    Set<String> seen = new HashSet<>();
    messages.all().forEach(m -> seen.add(Normaliser.normalise(m.text()).text()));
    StringBuilder added = new StringBuilder();
    for (Entry entry : EntryFile.demoAsWritten()) {
      List<String> texts = new ArrayList<>(entry.similar());
      texts.add(entry.question());
      for (String text : texts) {
        if (seen.add(Normaliser.normalise(text).text())) {
          all.add(new TrainingMessage(new Intent(entry.intent()), List.of(), text));
          added.append(entry.intent()).append('\t').append(text).append('\n');
        }
      }
    }
    return new TrainingMessages(
        all,
        Hashes.sha256(
            messages.hash().getBytes(StandardCharsets.UTF_8),
            added.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
