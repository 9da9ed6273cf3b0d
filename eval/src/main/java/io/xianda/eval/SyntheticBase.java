package io.xianda.eval;

import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.PassageEncoder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * As many entries as one likes, recombined from the demo shop's: the question of one, a question of
 * another and a number, the answer of a third. Deterministic. Encoding a million texts takes hours
 * and would measure the encoder, so a recombined text's vector is made of those of its parts, with
 * a noise that its words decide.
 */
final class SyntheticBase implements PassageEncoder {

  private static final String BETWEEN = " ‖ ";
  private static final double NOISE = 0.6;

  private final PassageEncoder encoder;
  private final List<Entry> demo = EntryFile.demo();
  private final List<String> questions =
      demo.stream().flatMap(entry -> entry.questions().stream()).toList();
  private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

  /**
   * @param encoder of the parts
   */
  SyntheticBase(PassageEncoder encoder) {
    this.encoder = encoder;
  }

  /** The first entries of the endless row. */
  Iterable<Entry> entries(int count) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < count;
          }

          @Override
          public Entry next() {
            return entry(next++);
          }
        };
  }

  Entry entry(int number) {
    var random = new SplittableRandom(number);
    Entry about = demo.get(random.nextInt(demo.size()));
    String own = about.questions().get(random.nextInt(about.questions().size()));
    String other = questions.get(random.nextInt(questions.size()));
    Entry answer = demo.get(random.nextInt(demo.size()));
    return new Entry(
        new EntryId("s" + number),
        about.intent(),
        own + BETWEEN + other + BETWEEN + number,
        List.of(),
        answer.answer() + BETWEEN + other + BETWEEN + number,
        null);
  }

  /** Messages to look for with: parts of entries as shoppers would say them. */
  List<String> messages(int count, int entries) {
    var random = new SplittableRandom(count);
    return IntStream.range(0, count)
        .mapToObj(i -> {
          String question = entry(random.nextInt(entries)).question();
          return normalise(
              question.substring(0, question.lastIndexOf(BETWEEN))
                  + BETWEEN
                  + "q"
                  + random.nextInt(1000));
        })
        .toList();
  }

  @Override
  public String normalise(String raw) {
    List<String> parts = new ArrayList<>();
    for (String part : raw.split(BETWEEN, -1)) {
      parts.add(encoder.normalise(part));
    }
    return String.join(BETWEEN, parts);
  }

  @Override
  public float[] encode(String normalised) {
    double[] sum = null;
    for (String part : normalised.split(BETWEEN, -1)) {
      if (!part.matches("q?\\d+")) {
        float[] vector = vectors.computeIfAbsent(part, encoder::encode);
        sum = sum == null ? new double[vector.length] : sum;
        for (int i = 0; i < vector.length; i++) {
          sum[i] += vector[i];
        }
      }
    }
    if (sum == null) {
      throw new IllegalArgumentException("a synthetic text has parts: " + normalised);
    }
    return unit(withNoise(sum, new SplittableRandom(normalised.hashCode())));
  }

  private static double[] withNoise(double[] sum, SplittableRandom random) {
    double deviation = NOISE / Math.sqrt(sum.length);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += deviation * random.nextGaussian();
    }
    return sum;
  }

  private static float[] unit(double[] vector) {
    double squares = 0;
    for (double x : vector) {
      squares += x * x;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }

  @Override
  public String fingerprint() {
    return "synthetic:" + encoder.fingerprint();
  }
}
