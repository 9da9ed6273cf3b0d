package io.xianda.intent.train;

import io.xianda.intent.CharacterGrams;
import io.xianda.intent.Hashes;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ModelManifest;
import io.xianda.intent.Normaliser;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.SentenceEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Trains the shipped classifier: encode every message once, predict the judged ones by models that
 * have not seen them (folds), calibrate on those predictions, then train on all.
 */
public final class TrainIntentModel {

  /** Few, because each is a training of its own; most messages are learned from in all of them. */
  private static final int FOLDS = 3;

  private static final int NONE = -1;

  private final SentenceEncoder encoder;
  private final Recipe recipe;

  public TrainIntentModel(SentenceEncoder encoder, Recipe recipe) {
    this.encoder = encoder;
    this.recipe = recipe;
  }

  /**
   * Trains.
   *
   * @param data the labelled messages
   * @param classes in the order of the outputs; every label of the data is among them
   * @param judged the messages whose held-out predictions calibrate and measure: those that the
   *     encoder has not been tuned on
   * @param encoded told the number of messages encoded so far, for a progress bar
   */
  public TrainedModel train(
      TrainingMessages data,
      List<Intent> classes,
      Predicate<TrainingMessage> judged,
      IntConsumer encoded) {
    List<Example> examples = examples(data.all(), classes, encoded);
    int[] of =
        IntStream.range(0, examples.size()).filter(i -> judged.test(data.all().get(i))).toArray();
    if (of.length == 0) {
      throw new IllegalArgumentException("no message is left to judge the training by");
    }
    List<float[]> heldOut = heldOutLogits(examples, of, classes.size());
    int[] labels = IntStream.of(of).map(i -> examples.get(i).label()).toArray();
    Calibration calibration = Calibration.fit(heldOut, labels, classes.size());
    List<IntentPrediction> predictions =
        heldOut.stream().map(logits -> prediction(logits, classes, calibration)).toList();

    byte[] head =
        HeadFile.of(SoftmaxRegression.train(examples, classes.size(), recipe), calibration);
    var manifest =
        new ModelManifest(
            ModelManifest.FEATURES,
            encoder.fingerprint(),
            probe(encoder),
            data.hash(),
            Hashes.sha256(head),
            recipe.seed(),
            data.all().size(),
            classes.stream().map(Intent::id).toList(),
            new TreeMap<>(Map.of("onnx-opset", "13")),
            new TreeMap<>(
                FoldMetrics.of(
                    predictions, IntStream.of(of).mapToObj(i -> data.all().get(i)).toList())));
    return new TrainedModel(
        head,
        manifest,
        IntStream.range(0, of.length)
            .mapToObj(j -> new TrainedModel.HeldOut(of[j], predictions.get(j)))
            .toList(),
        examples.stream().map(Example::vector).toList());
  }

  private List<Example> examples(
      List<TrainingMessage> messages, List<Intent> classes, IntConsumer encoded) {
    List<Example> examples = new ArrayList<>(messages.size());
    // Encoding is most of the time: two messages at once on two cores, in their order all the same.
    IntStream.range(0, messages.size())
        .parallel()
        .mapToObj(i -> {
          String text = Normaliser.normalise(messages.get(i).text()).text();
          encoded.accept(1);
          return new Example(
              encoder.encode(text),
              CharacterGrams.of(text),
              classes.indexOf(messages.get(i).intent()));
        })
        .toList()
        .forEach(examples::add);
    return examples;
  }

  /**
   * Logits for each judged example by a model trained without its fold; the folds are dealt class
   * by class.
   */
  private List<float[]> heldOutLogits(List<Example> examples, int[] judged, int classes) {
    int[] foldOf = folds(examples, judged, classes);
    float[][] logits = new float[judged.length][];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Example> rest = new ArrayList<>();
      for (int i = 0; i < foldOf.length; i++) {
        if (foldOf[i] != fold) {
          rest.add(examples.get(i));
        }
      }
      SoftmaxRegression model = SoftmaxRegression.train(rest, classes, recipe);
      for (int j = 0; j < judged.length; j++) {
        if (foldOf[judged[j]] == fold) {
          Example example = examples.get(judged[j]);
          float[] out = new float[classes];
          model.logits(example.vector(), example.grams(), out);
          logits[j] = out;
        }
      }
    }
    return List.of(logits);
  }

  /** The fold of each example; {@link #NONE} for those that are not judged. */
  private int[] folds(List<Example> examples, int[] judged, int classes) {
    List<Integer> order = new ArrayList<>(IntStream.of(judged).boxed().toList());
    Collections.shuffle(order, new Random(recipe.seed()));
    int[] dealt = new int[classes];
    int[] folds = new int[examples.size()];
    Arrays.fill(folds, NONE);
    for (int i : order) {
      folds[i] = dealt[examples.get(i).label()]++ % FOLDS;
    }
    return folds;
  }

  private static IntentPrediction prediction(
      float[] logits, List<Intent> classes, Calibration calibration) {
    double[] probabilities = calibration.probabilities(logits, classes.size());
    List<ScoredIntent> scored = new ArrayList<>(classes.size());
    for (int k = 0; k < probabilities.length; k++) {
      scored.add(new ScoredIntent(classes.get(k), Math.clamp(probabilities[k], 0, 1)));
    }
    return IntentPrediction.of(scored);
  }

  /**
   * Hash of the vectors of a few fixed sentences: equal where the processor rounds alike, so that a
   * training there gives the same bytes.
   */
  public static String probe(SentenceEncoder encoder) {
    List<byte[]> parts = new ArrayList<>();
    for (String text : List.of("几点能送到", "草莓烂了一半怎么赔", "转人工", "今天股市怎么样", "我的退款什么时候到账啊都三天了")) {
      float[] vector = encoder.encode(text);
      ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4);
      bytes.asFloatBuffer().put(vector);
      parts.add(bytes.array());
    }
    return Hashes.sha256(parts.toArray(byte[][]::new)).substring(0, 16);
  }
}
